using System.Globalization;
using Turnpike.Gate.Gatekeeper.Testing;
using Turnpike.Rego.Testing;

namespace Turnpike.Cli.Rego;

/// <summary>The results of Gatekeeper suites, for people.</summary>
internal static class SuiteText
{
    public static void Write(Screen screen, IReadOnlyList<SuiteResult> results, bool isVerbose)
    {
        foreach (var suite in results.GroupBy(static r => r.Suite.Name))
        {
            var shown = suite.Where(r => isVerbose || r.Status != TestStatus.Passed).ToList();
            if (shown.Count > 0)
            {
                screen.WriteLine(suite.Key + ":");
                foreach (var result in shown)
                {
                    Write(screen, result);
                }
            }
        }
    }

    private static void Write(Screen screen, SuiteResult result)
    {
        var word = result.Status switch
        {
            TestStatus.Passed => "PASS",
            TestStatus.Skipped => "SKIPPED",
            _ => "FAIL",
        };
        var time = result.Status == TestStatus.Skipped ? "" : string.Create(CultureInfo.InvariantCulture, $" ({result.Duration.TotalMilliseconds:0.###}ms)");
        screen.WriteLine($"{result.Name}: {word}{time}");
        foreach (var line in result.Fault?.Split('\n') ?? [])
        {
            screen.WriteLine("  " + line);
        }

        if (result.Fault is not null)
        {
            screen.WriteLine($"  in {result.Suite.Name}:{result.Suite.PositionAt(result.Span.Start)}");
        }
    }
}
