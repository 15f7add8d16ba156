using Turnpike.Formats.Scanners;
using Turnpike.Inventory.Snapshots;

namespace Turnpike.Inventory.Scans;

/// <summary>A resource that a scan speaks of.</summary>
public sealed record ScanUse(ResourceRow Resource, ScanLink Link);

public enum ScanFindingState
{
    Open,

    /// <summary>It is there, and somebody has accepted it: it says why.</summary>
    Accepted,

    /// <summary>The newest reports show it no more.</summary>
    Closed,
}

/// <summary>One thing that was scanned, by whatever tools: an image, the code of a scope, a cluster.</summary>
/// <param name="Id">An image's digest where one is known, else its name; for others their kind and name.</param>
/// <param name="Names">Of an image: its references in full.</param>
/// <param name="Scopes">Into which its reports were pushed.</param>
/// <param name="Uses">What runs the image or holds it; empty for other kinds, whose findings name their own.</param>
public sealed record ScannedThing(
    string Id, ScanTargetKind Kind, string Name, IReadOnlyList<string> Digests, IReadOnlyList<string> Names, IReadOnlyList<string> Scopes, IReadOnlyList<ScanState> Reports, IReadOnlyList<ScannedPackage> Packages, IReadOnlyList<ScanUse> Uses)
{
    public IReadOnlyList<ScanFinding> Findings { get; internal set; } = [];

    /// <summary>Some resource of the estate runs it, holds it or is named by one of its findings.</summary>
    public bool IsAttached => Uses.Count > 0 || Findings.Any(static f => f.Uses.Count > 0);

    public override string ToString() => Id;
}

/// <summary>A finding of one thing, of all the tools that show it.</summary>
/// <param name="Key">Unique, in the order in which they are listed: the worst first.</param>
/// <param name="Why">Of one that is accepted.</param>
/// <param name="Uses">The resources that it speaks of.</param>
public sealed record ScanFinding(
    string Key, ScannerFinding Finding, ScannedThing Thing, ScanFindingState State, string? Why, DateTimeOffset FirstSeen, DateTimeOffset LastSeen, DateTimeOffset? ClosedAt, IReadOnlyList<ScanUse> Uses);
