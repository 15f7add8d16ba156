using Turnpike.Connectors;

namespace Turnpike.Server.Connections;

/// <summary>What became of a sync.</summary>
public enum SyncOutcome
{
    Running,

    /// <summary>Everything was read.</summary>
    Done,

    /// <summary>Some parts could not be read, or not wholly.</summary>
    Partial,
    Failed,
    Cancelled,

    /// <summary>Its node stopped or died.</summary>
    Interrupted,
}

/// <summary>What became of a part.</summary>
public enum PartOutcome
{
    /// <summary>It is different since.</summary>
    Changed,
    Same,

    /// <summary>Its content was read, and some of it could not be.</summary>
    Partial,
    Denied,
    Failed,
}

/// <param name="IsRead">Its content is as it was at the time of the sync.</param>
/// <param name="Says">What could not be read and why; null where all was.</param>
public sealed record PartResult(Part Part, PartOutcome Outcome, bool IsRead, string? Says);

/// <param name="Covered">Parts of which more or less could be read than before.</param>
/// <param name="Says">In a few words what came of it, or why it failed.</param>
public sealed record SyncResult(SyncOutcome Outcome, string Says, IReadOnlyList<PartResult> Parts, int Covered, int Added, int Modified, int Removed)
{
    public int Changed => Parts.Count(static p => p.Outcome == PartOutcome.Changed);

    public int Unread => Parts.Count(static p => p.Outcome is PartOutcome.Partial or PartOutcome.Denied or PartOutcome.Failed);

    /// <summary>Parts of before that there no longer are: they are out of the estate.</summary>
    public IReadOnlyList<Part> Gone { get; init; } = [];

    public static SyncResult Ended(SyncOutcome outcome, string says) => new(outcome, says, [], 0, 0, 0, 0);
}
