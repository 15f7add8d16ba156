using Turnpike.Gate.Gatekeeper.Testing;
using Turnpike.Rego.Evaluation;
using Turnpike.Rego.Testing;
using Turnpike.Text;

namespace Turnpike.Gate.Tests.Wild;

/// <summary>Policies in the shapes of Gatekeeper's library, with the suites that their authors would give them.</summary>
public sealed class SuiteTests
{
    private static readonly string s_folder = Path.Combine(Repository.Root, "tests", "Turnpike.Gate.Tests", "Wild", "gatekeeper");

    public static TheoryData<string> Suites => [.. Directory.GetFiles(s_folder, "suite.yaml", SearchOption.AllDirectories).Select(static p => Path.GetRelativePath(s_folder, p)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Suites))]
    public void Every_case_is_as_documented(string suite)
    {
        var diagnostics = new DiagnosticBag();
        var results = Run(suite, File.ReadAllText(Path.Combine(s_folder, suite)), diagnostics);

        Assert.Empty(diagnostics);
        Assert.NotEmpty(results);
        Assert.Empty(results.Where(static r => r.Status == TestStatus.Failed).Select(static r => $"{r.Name}: {r.Fault}"));
    }

    [Theory]
    [InlineData("violations: 1\n    - message: 'missing", "violations: 2\n    - message: 'missing", "owner/none: expected exactly 2 violations, found 1; all messages: \"labels are missing: {\"owner\", \"tier\"}\"")]
    [InlineData("violations: 1\n      message: \"does not match\"", "violations: no\n      message: \"does not match\"", "owner/bad: expected no violations with a message like /does not match/, found 1; all messages: \"label <owner: shop> does not match ^[a-z]+\\.example\\.com$\"")]
    [InlineData("object: good.yaml\n    assertions:\n    - violations: no", "object: good.yaml\n    assertions:\n    - message: tier", "owner/good: expected at least 1 violation with a message like /tier/, found none")]
    [InlineData("object: none.yaml", "object: missing.yaml", "owner/none: labels/suite.yaml:12:5: error GATE093: there is no file missing.yaml")]
    [InlineData("constraint: constraint.yaml", "constraint: good.yaml", "owner: the files hold no constraint of the template")]
    [InlineData("constraint: constraint.yaml", "constraint: constraint.yaml\n  invalid: true", "owner: expected parameters that the schema refuses, found none at fault")]
    public void A_case_that_is_not_so_fails_and_says_what_was_found(string written, string changed, string expected)
    {
        var suite = File.ReadAllText(Path.Combine(s_folder, "labels", "suite.yaml"));
        Assert.Contains(written, suite, StringComparison.Ordinal);

        var results = Run("labels/suite.yaml", suite.Replace(written, changed, StringComparison.Ordinal), []);

        Assert.Equal(expected, results.Where(static r => r.Status == TestStatus.Failed).Select(static r => $"{r.Name}: {r.Fault}").First());
    }

    [Theory]
    [InlineData("violations: 1", "violation: 1", "GATE090 15:7")]
    [InlineData("violations: 1", "violations: some", "GATE091 15:7")]
    [InlineData("object: none.yaml", "object: /none.yaml", "GATE091 13:5")]
    [InlineData("template: template.yaml", "name: t", "GATE092 4:3")]
    [InlineData("test.gatekeeper.sh/v1alpha1", "test.gatekeeper.sh/v2", "GATE070 2:1")]
    public void A_suite_at_fault_is_not_run(string written, string changed, string expected)
    {
        var suite = File.ReadAllText(Path.Combine(s_folder, "labels", "suite.yaml"));
        var at = suite.IndexOf(written, StringComparison.Ordinal);
        var diagnostics = new DiagnosticBag();

        var results = Run("labels/suite.yaml", suite[..at] + changed + suite[(at + written.Length)..], diagnostics);

        Assert.Empty(results);
        Assert.Contains(expected, diagnostics.Select(static d => $"{d.Code} {d.Position}"));
    }

    private static IReadOnlyList<SuiteResult> Run(string name, string text, DiagnosticBag diagnostics)
    {
        var suites = new GatekeeperSuites(
            (suite, path) => Path.Combine(s_folder, Path.GetDirectoryName(suite.Name)!, path) is var file && File.Exists(file) ? SourceText.From(path, File.ReadAllText(file)) : null,
            EvaluationLimits.Default,
            TimeProvider.System);
        return suites.Run(SourceText.From(name, text), static _ => true, diagnostics);
    }
}
