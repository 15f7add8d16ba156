using Turnpike.Gate.Findings;
using Turnpike.Gate.Rules;

namespace Turnpike.Gate.Reports;

/// <summary>What a finding does to the verdict; each finding has exactly one, in the order in which people should read them.</summary>
internal enum FindingStanding
{
    Failed,
    Undecided,
    BelowThreshold,
    Existing,
    Waived,
}

internal static class Importance
{
    public static FindingStanding Standing(this Finding finding, Severity failOn)
    {
        if (finding.Status == FindingStatus.Waived)
        {
            return FindingStanding.Waived;
        }

        if (finding.IsExisting)
        {
            return FindingStanding.Existing;
        }

        if (finding.IsWarning || finding.Severity < failOn)
        {
            return FindingStanding.BelowThreshold;
        }

        return finding.Status == FindingStatus.Fail ? FindingStanding.Failed : FindingStanding.Undecided;
    }

    /// <summary>What matters most comes first; equals keep the report's order.</summary>
    public static IReadOnlyList<Finding> Sort(CheckReport report) =>
        [.. report.Findings.OrderBy(f => f.Standing(report.FailOn)).ThenByDescending(f => f.Severity)];

    public static string Name(this FindingStatus status) => status switch
    {
        FindingStatus.Fail => "fail",
        FindingStatus.Unknown => "unknown",
        _ => "waived",
    };

    public static string Name(this RuleScope scope) => scope switch
    {
        RuleScope.Resource => "resource",
        RuleScope.Document => "document",
        _ => "estate",
    };

    public static string Name(this Verdict verdict) => verdict switch
    {
        Verdict.Pass => "pass",
        Verdict.Fail => "fail",
        _ => "unknown",
    };
}
