using Turnpike.Estate.Identity;
using Turnpike.Formats.Scanners;
using Turnpike.Inventory.Snapshots;

namespace Turnpike.Inventory.Scans;

/// <summary>Finds the resources that findings of code, clusters and clouds name.</summary>
internal sealed class ScanPlaces(EstateSnapshot estate)
{
    private const int MaxInstances = 50;
    private const int MaxFound = 8;

    private readonly Dictionary<string, ILookup<string, ResourceRow>> _blocks = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ILookup<string, ResourceRow>> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<(ScanTargetKind, string, string?, string?), IReadOnlyList<ScanUse>> _known = [];

    /// <param name="name">Of a cluster.</param>
    public IReadOnlyList<ScanUse> Of(ScanTargetKind kind, string name, string scope, FindingSubject subject)
    {
        var key = (kind, kind == ScanTargetKind.Cluster ? name : scope, subject.Resource, subject.Resource is null ? subject.File : FolderOf(subject.File));
        return _known.TryGetValue(key, out var known) ? known : _known[key] = Find(kind, name, scope, subject);
    }

    private IReadOnlyList<ScanUse> Find(ScanTargetKind kind, string name, string scope, FindingSubject subject)
    {
        if (subject.Resource is not { } resource)
        {
            return kind == ScanTargetKind.Code && subject.File is { } file && Scopes(scope, file).Select(s => Files(s)[FileIn(s, scope, file)].Take(2).ToList()).FirstOrDefault(static r => r.Count == 1) is [var only]
                ? [Use(only, ScanLink.File)]
                : [];
        }

        if (kind == ScanTargetKind.Cluster)
        {
            // The cluster by its name where the estate has it; else wherever the object is, if that is one place.
            var found = estate.FindAny(resource, MaxFound).Where(static r => r.IsKubernetes).ToList();
            var own = found.FindAll(r => r.Key.Scope == name || r.Key.Scope.EndsWith("/" + name, StringComparison.Ordinal));
            return (own.Count > 0 ? own : found) is [var one] ? [Use(one, ScanLink.Address)] : [];
        }

        foreach (var near in Scopes(scope, subject.File))
        {
            if (estate.Find(new ResourceKey(near, resource)) is { } exact)
            {
                return [Use(exact, ScanLink.Address)];
            }

            if (Blocks(near)[resource].Take(MaxInstances).ToList() is { Count: > 0 } instances)
            {
                return [.. instances.Select(static i => i).DistinctBy(static r => r.Key).Select(r => Use(r, ScanLink.Address))];
            }
        }

        // An address is of its scope alone, an ARN or id of the whole world.
        return ResourceAddress.TryParse(resource) is { IsKubernetes: false } ? [] : [.. estate.FindAny(resource, MaxFound).Select(r => Use(r, ScanLink.Identifier)).DistinctBy(static u => u.Resource.Key)];
    }

    // A scope is a repository and root: a report that was made of the repository speaks of the root by its folder.
    private static IEnumerable<string> Scopes(string scope, string? file)
    {
        for (var folder = FolderOf(file); folder is { Length: > 0 }; folder = FolderOf(folder))
        {
            yield return scope + "/" + folder;
        }

        yield return scope;
    }

    private static string FileIn(string near, string scope, string file) => near.Length > scope.Length ? file[(near.Length - scope.Length)..] : file;

    private static string? FolderOf(string? file) => file?.LastIndexOf('/') is > 0 and var end ? file[..end] : null;

    // A tool that reads code names the block; each of its instances is one of it.
    private ILookup<string, ResourceRow> Blocks(string scope) => _blocks.TryGetValue(scope, out var known) ? known : _blocks[scope] =
        estate.Rows(scope).Where(static r => !r.IsKubernetes && r.Deposed is null).Select(static r => (Row: r, Address: ResourceAddress.TryParse(r.Key.Address))).Where(static r => r.Address is not null).ToLookup(static r => r.Address!.ConfigurationText, static r => r.Row, StringComparer.Ordinal);

    private ILookup<string, ResourceRow> Files(string scope) => _files.TryGetValue(scope, out var known) ? known : _files[scope] =
        estate.Rows(scope).ToLookup(static r => r.Source, static r => r, StringComparer.Ordinal);

    private ScanUse Use(ResourceRow row, ScanLink link) => new(estate.Segments.Row(estate.Joins.StandIn(estate.NumberOf(row)!.Value)), link);
}
