using Turnpike.Gate.Rules;

namespace Turnpike.Gate.Findings;

/// <summary>Counts findings by what they mean for the verdict, and gives it: fail over unknown over pass.</summary>
internal static class FindingCount
{
    public static CheckSummary Of(IReadOnlyList<Finding> findings, Severity failOn)
    {
        int failed = 0, undecided = 0, waived = 0, below = 0, existing = 0;
        foreach (var finding in findings)
        {
            if (finding.Status == FindingStatus.Waived)
            {
                waived++;
            }
            else if (finding.IsExisting)
            {
                existing++;
            }
            else if (finding.IsWarning || finding.Severity < failOn)
            {
                below++;
            }
            else if (finding.Status == FindingStatus.Fail)
            {
                failed++;
            }
            else
            {
                undecided++;
            }
        }

        return new CheckSummary { Failed = failed, Undecided = undecided, Waived = waived, BelowThreshold = below, Existing = existing };
    }

    /// <param name="isPartial">Something could not be judged, so that finding nothing says nothing.</param>
    public static Verdict Verdict(CheckSummary summary, bool isPartial) =>
        summary.Failed > 0 ? Gate.Verdict.Fail : summary.Undecided > 0 || isPartial ? Gate.Verdict.Unknown : Gate.Verdict.Pass;
}
