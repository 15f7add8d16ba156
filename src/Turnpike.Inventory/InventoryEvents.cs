using Turnpike.Inventory.Coverage;
using Turnpike.Inventory.Ownership;
using Turnpike.Inventory.Scans;
using Turnpike.Ledger.Events;

namespace Turnpike.Inventory;

/// <param name="Kind">What the content was found to be, such as <c>terraform-state</c>.</param>
/// <param name="Content">HMAC-SHA-256 of the bytes that were pushed under the installation's key, in base64.</param>
/// <param name="Segment">SHA-256 of the scope's content from here on, an attachment, in base64.</param>
/// <param name="Resources">How many the source holds.</param>
/// <param name="ScopeResources">How many the scope holds with all its sources.</param>
/// <param name="Change">The change that it was pushed with.</param>
public sealed record EstateObserved(
    string Scope,
    string Source,
    string Kind,
    string Content,
    string Segment,
    int Resources,
    int ScopeResources,
    int Added,
    int Changed,
    int Removed,
    string? Change);

public sealed record EstateConfirmed(string Scope, string Source);

/// <param name="Segment">As in <see cref="EstateObserved"/>.</param>
public sealed record EstateSourceRemoved(string Scope, string Source, string Segment, int ScopeResources, int Removed, string Reason);

/// <param name="Sources">Those of which it is different.</param>
public sealed record EstateCoverageChanged(string Scope, IReadOnlyList<SourceCoverage> Sources);

/// <summary>Every kind of event that the inventory records.</summary>
public static class InventoryEvents
{
    public static EventForm<EstateObserved> Observed { get; } = new("estate.observed", 1, "A state, manifests or what a cloud showed came into a scope, and the estate is different since.");

    public static EventForm<EstateConfirmed> Confirmed { get; } = new("estate.confirmed", 1, "A source was pushed again and holds what it held; noted once an hour at most.");

    public static EventForm<EstateSourceRemoved> SourceRemoved { get; } = new("estate.source-removed", 1, "Somebody took a source, and the resources that came with it, out of a scope.");

    public static EventForm<EstateCoverageChanged> CoverageChanged { get; } = new("estate.coverage-changed", 1, "How far sources of a scope could be read is different since: which calls were denied or failed.");

    public static IReadOnlyList<EventForm> All { get; } = [Observed, Confirmed, SourceRemoved, CoverageChanged, .. OwnershipEvents.All, .. ScanEvents.All];
}
