using Turnpike.Formats.Scanners;
using Turnpike.Inventory.Snapshots;

namespace Turnpike.Inventory.Scans;

/// <summary>Which findings are asked for. What is null asks nothing.</summary>
public sealed record ScanQuery
{
    /// <summary>Those that speak of it.</summary>
    public ResourceRow? Resource { get; init; }

    /// <summary>A part of an image's name, or the beginning of its digest.</summary>
    public string? Image { get; init; }

    /// <summary>That or worse.</summary>
    public FindingSeverity? Severity { get; init; }

    public FindingClass? Class { get; init; }

    /// <summary>A part of the package's name.</summary>
    public string? Package { get; init; }

    /// <summary>A CVE, an advisory or a rule, also where it is another name of the same.</summary>
    public string? Id { get; init; }

    public string? Tool { get; init; }

    /// <summary>Into which its report was pushed, or that of a resource that it speaks of.</summary>
    public string? Scope { get; init; }

    public ScanFindingState? State { get; init; }

    /// <summary>Whether it speaks of something in the estate.</summary>
    public bool? IsAttached { get; init; }

    /// <summary>Whether a version without it is known.</summary>
    public bool? IsFixable { get; init; }

    /// <summary>In any of its texts.</summary>
    public string? Text { get; init; }

    /// <summary>In the order of <see cref="ScannedEstate.Findings"/>.</summary>
    public IEnumerable<ScanFinding> Find(ScannedEstate estate) => (Resource is null ? estate.Findings : estate.On(Resource)).Where(Matches);

    public bool MatchesImage(ScannedThing thing) => Image is null
        || (thing.Kind == ScanTargetKind.Image && (Has(thing.Name, Image) || thing.Names.Any(n => Has(n, Image)) || thing.Digests.Any(d => d.StartsWith(Image, StringComparison.OrdinalIgnoreCase))));

    private bool Matches(ScanFinding found) =>
        (State is null || found.State == State)
        && (Severity is null || found.Finding.Severity >= Severity)
        && (Class is null || found.Finding.Class == Class)
        && (Package is null || Has(found.Finding.Subject.Package, Package))
        && (Id is null || found.Finding.Aliases.Prepend(found.Finding.Id).Contains(Id, StringComparer.OrdinalIgnoreCase))
        && (Tool is null || found.Finding.Tools.Contains(Tool, StringComparer.OrdinalIgnoreCase))
        && (IsFixable is null || found.Finding.FixedIn.Count > 0 == IsFixable)
        && (IsAttached is null || found.Uses.Count > 0 == IsAttached)
        && (Scope is null || found.Thing.Scopes.Contains(Scope) || found.Uses.Any(u => u.Resource.Key.Scope == Scope))
        && MatchesImage(found.Thing)
        && (Text is null || Texts(found).Any(t => Has(t, Text)));

    private static IEnumerable<string?> Texts(ScanFinding found) =>
        [found.Finding.Id, .. found.Finding.Aliases, found.Finding.Title, found.Finding.Subject.Package, found.Finding.Subject.File, found.Finding.Subject.Resource, found.Thing.Name, .. found.Uses.Select(static u => u.Resource.Key.Address)];

    private static bool Has(string? text, string part) => text?.Contains(part, StringComparison.OrdinalIgnoreCase) == true;
}
