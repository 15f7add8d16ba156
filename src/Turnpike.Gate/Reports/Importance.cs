using Turnpike.Gate.Findings;

namespace Turnpike.Gate.Reports;

internal static class Importance
{
    /// <summary>What matters most comes first; equals keep the report's order.</summary>
    public static IReadOnlyList<Finding> Sort(CheckReport report) =>
        [.. report.Findings.OrderBy(f => f.Standing(report.FailOn)).ThenByDescending(f => f.Severity)];
}
