using Turnpike.Assessment.Results;
using Turnpike.Assessment.Risks;

namespace Turnpike.Assessment;

/// <summary>The whole assessment: what its JSON holds, and all other forms are made of.</summary>
/// <param name="AssessmentVersion">Of the form; docs/formats/assessment.md.</param>
/// <param name="Moment">Which moment of the estate was assessed.</param>
/// <param name="Position">The last entry of the ledger that it shows; null where there is no ledger.</param>
/// <param name="Risks">The gravest first.</param>
public sealed record AssessmentReport(
    int AssessmentVersion,
    DateTimeOffset Moment,
    long? Position,
    string Profile,
    EstateCount Estate,
    IReadOnlyList<Risk> Risks,
    IReadOnlyList<SectionResult> Sections)
{
    public const int Version = 1;

    /// <summary>The moment of the assessment that this one is compared with; null for none.</summary>
    public DateTimeOffset? Against { get; init; }
}

/// <summary>How much was looked at.</summary>
/// <param name="Statuses">How many of each: in sync, drifted and so on.</param>
/// <param name="Scopes">Accounts, clusters and repositories, and how fresh each is.</param>
/// <param name="UnreadCalls">How many calls were denied or failed.</param>
public sealed record EstateCount(int Resources, IReadOnlyDictionary<string, int> Statuses, int Findings, int UnreadCalls, IReadOnlyList<ScopeCount> Scopes);

/// <param name="ObservedAt">When anything of it was last seen as it is here.</param>
public sealed record ScopeCount(string Name, int Resources, DateTimeOffset ObservedAt);
