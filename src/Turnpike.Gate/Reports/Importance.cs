using Turnpike.Gate.Findings;
using Turnpike.Gate.Rules;

namespace Turnpike.Gate.Reports;

internal static class Importance
{
    private const int Severities = (int)Severity.Critical + 1;

    /// <summary>
    /// What matters most comes first; equals keep the report's order. Dealt into piles rather than sorted by keys: LINQ over
    /// our own enumerations has to be compiled at run time, which a small check feels.
    /// </summary>
    public static IReadOnlyList<Finding> Sort(CheckReport report)
    {
        var piles = new List<Finding>?[((int)FindingStanding.Waived + 1) * Severities];
        foreach (var finding in report.Findings)
        {
            var place = ((int)finding.Standing(report.FailOn) * Severities) + (int)Severity.Critical - (int)finding.Severity;
            (piles[place] ??= []).Add(finding);
        }

        var sorted = new List<Finding>(report.Findings.Count);
        foreach (var pile in piles)
        {
            if (pile is not null)
            {
                sorted.AddRange(pile);
            }
        }

        return sorted;
    }
}
