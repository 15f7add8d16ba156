using Turnpike.Assessment.Results;

namespace Turnpike.Assessment;

/// <summary>The whole assessment: what its JSON holds, and all other forms are made of.</summary>
/// <param name="AssessmentVersion">Of the form; docs/formats/assessment.md.</param>
/// <param name="Moment">Which moment of the estate was assessed.</param>
/// <param name="Position">The last entry of the ledger that it shows; null where there is no ledger.</param>
public sealed record AssessmentReport(
    int AssessmentVersion,
    DateTimeOffset Moment,
    long? Position,
    string Profile,
    EstateCount Estate,
    IReadOnlyList<SectionResult> Sections)
{
    public const int Version = 1;
}

/// <summary>How much was looked at.</summary>
/// <param name="Statuses">How many of each: in sync, drifted and so on.</param>
/// <param name="UnreadCalls">How many calls were denied or failed.</param>
public sealed record EstateCount(int Resources, IReadOnlyDictionary<string, int> Statuses, int Findings, int UnreadCalls);
