using System.Collections.Immutable;
using Turnpike.Ledger.Entries;
using Turnpike.Ledger.Events;

namespace Turnpike.Assessment.Trend;

/// <summary>An assessment as the ledger has it.</summary>
/// <param name="By">Who asked for it.</param>
public sealed record AssessmentEntry(DateTimeOffset At, string By, AssessmentCompleted Said)
{
    public string Id => Said.Id;
}

/// <summary>The assessments that there were: the series of each measure and risk.</summary>
public sealed class AssessmentProjection : IProjection
{
    private ImmutableList<AssessmentEntry> _entries = [];

    /// <summary>The first first.</summary>
    public IReadOnlyList<AssessmentEntry> All => _entries;

    public AssessmentEntry? Find(string id) => _entries.FindLast(e => e.Id == id);

    /// <summary>The last by a profile; the last of all, for null.</summary>
    public AssessmentEntry? Last(string? profile = null) => _entries.FindLast(e => profile is null || e.Said.Profile == profile);

    /// <summary>The last before one, by the same profile: what it is compared with.</summary>
    public AssessmentEntry? Before(AssessmentEntry entry) =>
        _entries.TakeWhile(e => e.Id != entry.Id).LastOrDefault(e => e.Said.Profile == entry.Said.Profile);

    public void Apply(LedgerEntry entry)
    {
        if (AssessmentEvents.Completed.Is(entry))
        {
            _entries = _entries.Add(new AssessmentEntry(entry.RecordedAt, entry.Actor, AssessmentEvents.Completed.Read(entry)));
        }
    }
}
