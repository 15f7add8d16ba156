using Turnpike.Formats.Scanners;
using Turnpike.Inventory.Snapshots;

namespace Turnpike.Inventory.Scans;

/// <summary>What scanners say of the estate at one moment: each thing and each finding once, with the resources they speak of. Immutable.</summary>
public sealed class ScannedEstate
{
    private readonly Dictionary<ResourceKey, List<ScanFinding>> _byResource = [];
    private readonly Dictionary<ResourceKey, List<ScannedThing>> _thingsByResource = [];

    internal ScannedEstate(EstateSnapshot estate, IReadOnlyList<ScanState> reports, IReadOnlyList<ScanState> lost, IReadOnlyList<ScannedThing> things, long position)
    {
        (Estate, Reports, Lost, Things, Position) = (estate, reports, lost, things, position);
        Findings = [.. things.SelectMany(static t => t.Findings).OrderBy(static f => f.Key, StringComparer.Ordinal)];
        foreach (var finding in Findings)
        {
            foreach (var use in finding.Uses)
            {
                Add(_byResource, use.Resource.Key, finding);
            }
        }

        foreach (var thing in things)
        {
            foreach (var use in thing.Uses)
            {
                Add(_thingsByResource, use.Resource.Key, thing);
            }
        }
    }

    public EstateSnapshot Estate { get; }

    public long Position { get; }

    public IReadOnlyList<ScanState> Reports { get; }

    /// <summary>Reports whose content is no longer kept: what they show is not known.</summary>
    public IReadOnlyList<ScanState> Lost { get; }

    /// <summary>By kind and name.</summary>
    public IReadOnlyList<ScannedThing> Things { get; }

    /// <summary>The worst first.</summary>
    public IReadOnlyList<ScanFinding> Findings { get; }

    // What nobody holds may be forgotten, and would be read again for the next.
    internal IReadOnlyList<(ScanState Report, KeptScan Kept)> Kept { get; init; } = [];

    /// <summary>Those that speak of a resource, or of what is observed of it.</summary>
    public IReadOnlyList<ScanFinding> On(ResourceRow row) => _byResource.GetValueOrDefault(StandIn(row)) ?? [];

    /// <summary>The images that it runs or holds, as far as they were scanned.</summary>
    public IReadOnlyList<ScannedThing> ThingsOf(ResourceRow row) => _thingsByResource.GetValueOrDefault(StandIn(row)) ?? [];

    /// <summary>Packages by a part of their name, with a part of the version: <c>log4j-core</c>, <c>2.14*</c>.</summary>
    public IEnumerable<ScannedComponent> Components(string name, string? version)
    {
        var wanted = version is null ? null : new Search.Glob(version.Contains('*', StringComparison.Ordinal) ? version : version + "*");
        return from thing in Things
               from package in thing.Packages
               where package.Name.Contains(name, StringComparison.OrdinalIgnoreCase) && (wanted is null || wanted.Matches(package.Version ?? ""))
               orderby package.Name, package.Version, thing.Id
               select new ScannedComponent(package, thing);
    }

    private ResourceKey StandIn(ResourceRow row) =>
        Estate.NumberOf(row) is { } number ? Estate.Segments.Row(Estate.Joins.StandIn(number)).Key : row.Key;

    private static void Add<T>(Dictionary<ResourceKey, List<T>> to, ResourceKey key, T item) => (to.TryGetValue(key, out var items) ? items : to[key] = []).Add(item);
}

/// <summary>A package in something that was scanned.</summary>
public sealed record ScannedComponent(ScannedPackage Package, ScannedThing Thing);
