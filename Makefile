# The whole recipe: `make run` does the main job on the sample estate, `make test` installs what the tests need and
# runs every test, `make bench` runs the benchmarks. Nothing else is needed on a machine with the .NET SDK and npm.
.POSIX:
.PHONY: run test bench publish packs-test golden mutants clean

SHELL := /bin/bash
CLI := artifacts/publish/Turnpike.Cli/release/turnpike

run: publish
	@build/run-sample $(CLI)

publish:
	@build/quietly dotnet publish src/Turnpike.Cli -c Release

test:
	@build/test

bench:
	@build/bench

packs-test: publish
	@$(CLI) pack test

# Rewrites the committed expectations of the golden tests; read the diff before committing it.
golden:
	@TURNPIKE_REWRITE=1 build/test

# Seeds faults into the evaluation of unknown values; the directed tests must catch each. Takes a while.
mutants:
	@build/mutants

clean:
	rm -rf artifacts
