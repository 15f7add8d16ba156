using Turnpike.Gate.Rules;

namespace Turnpike.Gate.Findings;

/// <summary>What a finding does to the verdict; each finding has exactly one, in the order in which people should read them.</summary>
internal enum FindingStanding
{
    Failed,
    Undecided,
    BelowThreshold,
    Existing,
    Waived,
}

internal static class FindingStandings
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
}
