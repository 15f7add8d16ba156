using System.CommandLine;
using System.Globalization;
using System.Text.RegularExpressions;
using Turnpike.Gate.Testing;
using Turnpike.Rego;
using Turnpike.Rego.Coverage;
using Turnpike.Rego.Evaluation;
using Turnpike.Rego.Testing;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Cli.Rego;

/// <summary>Declares <c>turnpike rego test</c>.</summary>
internal sealed class TestCommand
{
    public const string Examples = """
        Examples:
          turnpike rego test policy/
          turnpike rego test policy/ -v --run 'authz.*test_deny'
          turnpike rego test policy/ --coverage --threshold 80

        Tests are rules whose names start with test_; those that start with todo_test_ are skipped. Tests of rule packs run
        too; `turnpike pack test` also asks for the tests that each rule of a pack must have. Gatekeeper's suites
        (test.gatekeeper.sh/v1alpha1) are run where they are found.
        Exit codes: 0 all passed; 1 coverage below --threshold; 2 a test failed; 3 a file is at fault.
        """;

    // As `opa test` has them, so that scripts go on working.
    private const int SomeFailed = 2;
    private const int TooLittleCoverage = 1;

    private readonly Argument<string[]> _files = new("PATH") { Description = "Policies, tests and data: files, folders or bundles.", Arity = ArgumentArity.OneOrMore };
    private readonly PolicyPaths _paths = new();
    private readonly Option<bool> _verbose = new("--verbose", "-v") { Description = "Every test with what it printed, and what failing expressions saw." };
    private readonly Option<string?> _run = new("--run", "-r") { Description = "Only tests whose full names match.", HelpName = "REGEX" };
    private readonly Option<bool> _coverage = new("--coverage", "-c") { Description = "Print the coverage by line as JSON instead of the results." };
    private readonly Option<string?> _threshold = new("--threshold", "-t") { Description = "Exit with 1 where the coverage is below this.", HelpName = "PERCENT" };
    private readonly Option<bool> _varValues = new("--var-values") { Description = "Kept for scripts: what a failing expression saw is always shown." };
    private readonly Option<string> _format = new Option<string>("--format", "-f") { Description = "The form of the results: pretty or json.", HelpName = "FORMAT", DefaultValueFactory = static _ => "pretty" }
        .AcceptOnlyFromAmong("pretty", "json");
    private readonly OutsideOptions _outside = new();
    private readonly SchemaOption _schema = new();
    private readonly Option<string?> _timeout = new("--timeout") { Description = "The time that each test may take: 500ms, 10s.", HelpName = "TIME" };

    public Command Make(Screen screen)
    {
        var command = new Command("test", "Run the tests of policies.") { _files };
        _paths.AddTo(command, withPaths: false);
        foreach (var option in new Option[] { _verbose, _run, _coverage, _threshold, _varValues, _format, _timeout })
        {
            command.Add(option);
        }

        _outside.AddTo(command);
        _schema.AddTo(command);
        _run.Validators.Add(static result =>
        {
            try
            {
                _ = Regex.IsMatch("", result.GetValueOrDefault<string?>() ?? "");
            }
            catch (ArgumentException fault)
            {
                result.AddError($"--run: {fault.Message}");
            }
        });
        _threshold.Validators.Add(static result =>
        {
            if (!double.TryParse(result.GetValueOrDefault<string?>(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent) || percent > 100)
            {
                result.AddError("--threshold takes a number from 0 to 100");
            }
        });
        command.SetAction(result => Run(result, screen));
        return command;
    }

    private int Run(ParseResult result, Screen screen)
    {
        var diagnostics = new DiagnosticBag();
        var isCovered = result.GetValue(_coverage) || result.GetValue(_threshold) is not null;
        var coverage = isCovered ? new RegoCoverage() : null;
        var suites = new SuiteFiles(result.GetValue(_files) ?? [], diagnostics);
        var set = _paths.Load(result, diagnostics, result.GetValue(_files), isData: suites.IsData);
        var (tests, modules) = TestDiscovery.Find(set.Modules);
        var options = RegoCompilerOptions.Default with { Builtins = _outside.Apply(PackTests.Builtins, result), Coverage = coverage, Schemas = _schema.Read(result, diagnostics) };
        var program = diagnostics.HasErrors ? null : (set with { Modules = modules }).Compile(options, diagnostics);
        var judged = program is null ? [] : suites.Run(Limits(result), name => IsChosen(result, name), diagnostics);
        Screen.WriteDiagnostics(diagnostics);
        if (program is null)
        {
            screen.WriteLine("0 passed, 0 failed");
            return ExitCode.BadInput;
        }

        var results = RunAll(result, program, set.Data, Chosen(result, tests));
        var count = new TestCount([.. results.Select(static r => r.Status), .. judged.Select(static r => r.Status)]);
        if (result.GetValue(_coverage))
        {
            screen.Write(CoverageText.Write(coverage!, modules));
        }
        else if (IsJson(result))
        {
            screen.Write(TestText.Json(results));
        }
        else
        {
            TestText.Write(screen, results, result.GetValue(_verbose));
            SuiteText.Write(screen, judged, result.GetValue(_verbose));
        }

        WriteCount(screen, count, onError: result.GetValue(_coverage) || IsJson(result));
        return diagnostics.HasErrors ? ExitCode.BadInput : count.Failed > 0 ? SomeFailed : IsTooLittle(result, coverage, modules) ? TooLittleCoverage : ExitCode.Pass;
    }

    private bool IsJson(ParseResult result) => result.GetValue(_format) == "json";

    private IEnumerable<RegoTest> Chosen(ParseResult result, IEnumerable<RegoTest> tests) =>
        tests.Where(test => IsChosen(result, test.FullName));

    private bool IsChosen(ParseResult result, string name) => result.GetValue(_run) is not { } pattern || Regex.IsMatch(name, pattern);

    private EvaluationLimits Limits(ParseResult result) =>
        EvaluationLimits.Default with { Time = Duration.Parse(result.GetValue(_timeout)) ?? TimeSpan.FromSeconds(5) };

    private List<RegoTestResult> RunAll(ParseResult result, RegoProgram program, ObjectValue data, IEnumerable<RegoTest> tests)
    {
        var run = new TestRun(program, new EvaluationRequest { Data = data, Limits = Limits(result) });
        return [.. tests.Select(run.Run)];
    }

    // Coverage and JSON are documents for other programs, so the count stands beside it.
    private static void WriteCount(Screen screen, TestCount count, bool onError)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{count.Passed} passed, {count.Failed} failed{(count.Skipped > 0 ? $", {count.Skipped} skipped" : "")}");
        if (onError)
        {
            Screen.WriteError(text);
        }
        else
        {
            screen.WriteLine(text);
        }
    }

    private sealed class TestCount(IReadOnlyList<TestStatus> results)
    {
        public int Failed { get; } = results.Count(static s => s is TestStatus.Failed or TestStatus.Broken);

        public int Skipped { get; } = results.Count(static s => s == TestStatus.Skipped);

        public int Passed => results.Count - Failed - Skipped;
    }

    private bool IsTooLittle(ParseResult result, RegoCoverage? coverage, IReadOnlyList<Turnpike.Rego.Syntax.RegoModule> modules)
    {
        if (coverage is null || !double.TryParse(result.GetValue(_threshold), CultureInfo.InvariantCulture, out var threshold))
        {
            return false;
        }

        var percent = CoverageText.Percent(modules.Select(coverage.Of).ToList());
        if (percent < threshold)
        {
            Screen.WriteError(string.Create(CultureInfo.InvariantCulture, $"the coverage is {percent} percent, below {threshold}"));
        }

        return percent < threshold;
    }
}
