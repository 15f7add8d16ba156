using Turnpike.Inventory.Coverage;
using Turnpike.Inventory.Joining;

namespace Turnpike.Assessment.Facts;

/// <summary>A call that was denied or failed, so that nobody can tell what it would have shown.</summary>
public sealed record UnreadCall(ResourcePlace Place, string Scope, string Source, CoverageItem Item)
{
    /// <summary>In words, for a person.</summary>
    public string Says => $"{Item.What} in {Place.Account}{(Place.Region.Length == 0 ? "" : " " + Place.Region)} was {Item.Status}{(Item.Message is { Length: > 0 } message ? ": " + message : "")}";
}
