using Turnpike.Gate.Rules;

namespace Turnpike.Gate.Findings;

/// <summary>Counts findings by what they mean for the verdict, and gives it: fail over unknown over pass.</summary>
internal static class FindingCount
{
    public static CheckSummary Of(IReadOnlyList<Finding> findings, Severity failOn)
    {
        var counts = new int[Enum.GetValues<FindingStanding>().Length];
        foreach (var finding in findings)
        {
            counts[(int)finding.Standing(failOn)]++;
        }

        return new CheckSummary
        {
            Failed = counts[(int)FindingStanding.Failed],
            Undecided = counts[(int)FindingStanding.Undecided],
            Waived = counts[(int)FindingStanding.Waived],
            BelowThreshold = counts[(int)FindingStanding.BelowThreshold],
            Existing = counts[(int)FindingStanding.Existing],
        };
    }

    /// <param name="isPartial">Something could not be judged, so that finding nothing says nothing.</param>
    public static Verdict Verdict(CheckSummary summary, bool isPartial) =>
        summary.Failed > 0 ? Gate.Verdict.Fail : summary.Undecided > 0 || isPartial ? Gate.Verdict.Unknown : Gate.Verdict.Pass;
}
