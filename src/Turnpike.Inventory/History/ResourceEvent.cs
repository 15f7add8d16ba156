using Turnpike.Values;

namespace Turnpike.Inventory.History;

public enum ResourceEventKind
{
    Created,
    Changed,
    Removed,
}

/// <summary>What a push said of one resource that was not so before.</summary>
/// <param name="Position">Of the entry of the ledger.</param>
/// <param name="By">Who pushed it.</param>
/// <param name="Change">The change that it was pushed with.</param>
/// <param name="Attributes">What is different; null where a document of then is no longer kept.</param>
public sealed record ResourceEvent(
    ResourceEventKind Kind,
    long Position,
    DateTimeOffset At,
    string By,
    string Source,
    string? Change,
    IReadOnlyList<AttributeChange>? Attributes);

/// <param name="Before">Null where there was none. Withheld parts are unknown and sensitive.</param>
public sealed record AttributeChange(ValuePath Path, Value? Before, Value? After);

/// <param name="CutBecause">Why older events are not listed; null where it is told from the beginning.</param>
public sealed record ResourceHistory(IReadOnlyList<ResourceEvent> Events, string? CutBecause);
