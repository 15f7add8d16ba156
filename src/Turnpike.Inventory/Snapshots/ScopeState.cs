namespace Turnpike.Inventory.Snapshots;

/// <summary>A scope as it was at a moment.</summary>
/// <param name="Resources">How many it held.</param>
/// <param name="Sources">By name.</param>
/// <param name="IsKept">False where its content of then was deleted since, or is damaged: its resources are missing from the snapshot.</param>
public sealed record ScopeState(string Name, int Resources, IReadOnlyList<SourceState> Sources, bool IsKept = true)
{
    /// <summary>What is wrong with its content, where it is kept and damaged; pushing its sources again mends it.</summary>
    public string? Fault { get; init; }

    /// <summary>When anything of it was last seen as it is here.</summary>
    public DateTimeOffset ObservedAt => Sources.Max(static s => s.ConfirmedAt);
}

/// <summary>A state or manifests of a scope, as last pushed.</summary>
/// <param name="Kind">Such as <c>terraform-state</c>.</param>
/// <param name="ObservedAt">When its content came first.</param>
/// <param name="ConfirmedAt">When it was last pushed, changed or not; to the hour where it was not.</param>
/// <param name="By">Who pushed it.</param>
/// <param name="Change">The change that it was pushed with.</param>
/// <param name="Position">Of the entry of the ledger that records it.</param>
public sealed record SourceState(string Name, string Kind, int Resources, DateTimeOffset ObservedAt, DateTimeOffset ConfirmedAt, string By, string? Change, long Position);
