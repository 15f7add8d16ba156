using Turnpike.Rego.Coverage;
using Turnpike.Rego.Evaluation;
using Turnpike.Rego.Parsing;
using Turnpike.Rego.Testing;
using Turnpike.Text;

namespace Turnpike.Rego.Tests.Testing;

public class TestRunTests
{
    private const string Policy = """
        package p_test

        allow if input.role == "admin"

        deny if {
            input.role == "guest"
            not allow
        }

        test_passes if allow with input.role as "admin"

        test_fails if {
            x := 1
            print("x is", x)
            count([x]) == x + 1
        }

        test_undefined if allow with input.role as "guest"

        test_false := false

        test_twice if true

        test_twice if false

        test_case[name] if {
            some name, n in {"one": 1, "two": 2}
            n == 1
        }

        todo_test_later if false
        """;

    [Fact]
    public void Tests_are_found_and_run_as_OPA_does()
    {
        var results = Run(null).Select(static r => $"{r.Test.Name} {r.Status}");

        Assert.Equal(
        [
            "test_passes Passed", "test_fails Failed", "test_undefined Failed", "test_false Failed", "test_twice Passed",
            "test_twice#01 Failed", "test_case Failed", "todo_test_later Skipped",
        ], results);
    }

    [Fact]
    public void A_failing_test_shows_what_it_printed_and_what_its_expression_saw()
    {
        var result = Run(null).Single(static r => r.Test.Name == "test_fails");

        Assert.Equal(["x is 1"], result.Output);
        Assert.Equal("count([x]) == x + 1", result.Failing!.Source.GetString(result.Failing.Span));
        Assert.Equal(["count([x]) = 1", "x + 1 = 2"], result.Failing.Values.Select(static v => $"{v.Text} = {v.Value}"));
    }

    [Fact]
    public void A_test_of_cases_names_those_that_fail() =>
        Assert.Equal("it does not hold for \"two\"", Run(null).Single(static r => r.Test.Name == "test_case").Fault);

    [Fact]
    public void Coverage_tells_the_lines_that_were_evaluated()
    {
        var coverage = new RegoCoverage();
        var module = Run(coverage)[0].Test.Module;
        var file = coverage.Of(module);

        Assert.Contains(3, file.Covered);
        Assert.Contains(10, file.Covered);
        Assert.Equal([5, 6, 7], file.NotCovered.Where(static line => line < 9));
        Assert.InRange(file.Percent, 1, 99);
    }

    private static List<RegoTestResult> Run(RegoCoverage? coverage)
    {
        DiagnosticBag faults = [];
        var module = RegoParser.ParseModule(SourceText.From("p_test.rego", Policy), RegoParserOptions.Default, faults);
        var (tests, modules) = TestDiscovery.Find([module!]);
        var program = RegoCompiler.Compile(modules, RegoCompilerOptions.Default with { Coverage = coverage }, faults);
        Assert.Empty(faults);
        var run = new TestRun(program!, new EvaluationRequest());
        return [.. tests.Select(run.Run)];
    }
}
