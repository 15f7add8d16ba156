namespace Turnpike.Inventory.Ownership;

/// <summary>Who likely owns something that nobody says the owner of.</summary>
/// <param name="Confidence">From 0 to 1.</param>
/// <param name="Reasons">The most telling first.</param>
public sealed record OwnerProposal(string Owner, double Confidence, IReadOnlyList<string> Reasons);
