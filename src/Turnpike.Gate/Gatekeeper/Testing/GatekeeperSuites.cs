using Turnpike.Rego.Evaluation;
using Turnpike.Rego.Testing;
using Turnpike.Text;

namespace Turnpike.Gate.Gatekeeper.Testing;

/// <summary>What became of a case, or of a test that has none to run.</summary>
/// <param name="Name">The test and the case: <c>all-must-have-owner/example-allowed</c>.</param>
/// <param name="Span">Where it stands in the suite.</param>
/// <param name="Fault">What was expected and what was found; null where it passed.</param>
public sealed record SuiteResult(SourceText Suite, string Name, TextSpan Span, TestStatus Status, string? Fault, TimeSpan Duration);

/// <summary>Runs Gatekeeper's suite files: a template and a constraint each, and what they must say of objects.</summary>
/// <param name="read">Gives the text of a file by its path from the suite's folder; null where there is none.</param>
/// <param name="limits">Of each evaluation.</param>
public sealed class GatekeeperSuites(Func<SourceText, string, SourceText?> read, EvaluationLimits limits, TimeProvider clock)
{
    private readonly GoPattern _patterns = new();

    /// <summary>Whether a file is a suite; others may look like one only if they are YAML or JSON at fault.</summary>
    public static bool IsSuite(SourceText file) =>
        file.Utf8.Span.IndexOf("test.gatekeeper.sh/"u8) >= 0 && PolicyObjects.Read(file, []).Exists(SuiteReader.IsSuite);

    /// <summary>Runs every case of a suite for which the name is wanted; faults of the suite itself go to the diagnostics.</summary>
    public IReadOnlyList<SuiteResult> Run(SourceText file, Func<string, bool> isWanted, DiagnosticBag diagnostics)
    {
        var results = new List<SuiteResult>();
        foreach (var item in PolicyObjects.Read(file, diagnostics).Where(SuiteReader.IsSuite))
        {
            var faults = new DiagnosticBag();
            var suite = new SuiteReader(item, _patterns, faults).Read();
            diagnostics.AddRange(faults);
            if (faults.HasErrors)
            {
                continue;
            }

            foreach (var test in suite.Tests)
            {
                new SuiteTestRun(suite, test, path => read(file, path), _patterns, limits, clock).Run(isWanted, results);
            }
        }

        return results;
    }
}
