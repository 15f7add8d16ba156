using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Turnpike.Formats.Scanners;
using Turnpike.Inventory.Snapshots;

namespace Turnpike.Inventory.Scans;

/// <summary>Which resources of a snapshot run which images, and which repositories hold them.</summary>
internal sealed class ImageIndex
{
    private const int Batch = 2_000;

    private readonly EstateSnapshot _estate;
    private readonly Dictionary<string, HashSet<int>> _byDigest = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<int>> _byTag = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<int>> _byRepository = new(StringComparer.Ordinal);

    private ImageIndex(EstateSnapshot estate) => _estate = estate;

    /// <param name="known">What documents name, by their hashes: one that did not change is not read again.</param>
    public static async Task<ImageIndex> OfAsync(EstateSnapshot estate, ConcurrentDictionary<UInt128, IReadOnlyList<ImageUse>> known, CancellationToken cancellationToken)
    {
        var index = new ImageIndex(estate);
        var rows = estate.Segments.RowsOf(ImageReader.MayNameImages).ToList();
        foreach (var some in rows.Where(r => !known.ContainsKey(index.Hash(r))).Chunk(Batch))
        {
            foreach (var resource in await estate.LoadDocumentsAsync([.. some.Select(estate.Segments.Row)], cancellationToken))
            {
                known[index.Hash(resource.Row.Row)] = ImageReader.Of(resource.Row.Type, resource.Resource.Attributes);
            }
        }

        index.Fill(rows, known);
        return index;
    }

    /// <summary>Each resource once, by its strongest link; those of the strongest first.</summary>
    public IReadOnlyList<ScanUse> Uses(IReadOnlyCollection<string> digests, IReadOnlyCollection<string> names)
    {
        var found = new Dictionary<int, ScanLink>();
        Add(digests, _byDigest, ScanLink.Digest);
        Add(names, _byTag, ScanLink.Tag);
        Add([.. names.Select(static n => ImageName.Parse(n)?.Repository).OfType<string>()], _byRepository, ScanLink.Repository);
        return [.. found.OrderBy(static f => f.Value).ThenBy(static f => f.Key).Select(f => new ScanUse(_estate.Segments.Row(f.Key), f.Value))];

        void Add(IEnumerable<string> keys, Dictionary<string, HashSet<int>> by, ScanLink link)
        {
            foreach (var row in keys.SelectMany(k => by.GetValueOrDefault(k) ?? []))
            {
                found.TryAdd(row, link);
            }
        }
    }

    private void Fill(List<int> rows, ConcurrentDictionary<UInt128, IReadOnlyList<ImageUse>> known)
    {
        // Where a cluster says which digest a workload runs, its tag says no more: it may have moved since.
        var settled = new HashSet<(int Row, string Name)>();
        var named = new List<(int Row, ImageName Image)>();
        foreach (var row in rows)
        {
            var scope = _estate.Segments.Name(_estate.Segments.ScopeOf(row));
            foreach (var use in known[Hash(row)])
            {
                var user = use.Workload is null ? row : _estate.Segments.Find(new ResourceKey(scope, use.Workload)) is >= 0 and var workload ? workload : row;
                var stand = _estate.Joins.StandIn(user);
                if (use.IsRepository)
                {
                    Add(_byRepository, use.Image.Repository, stand);
                }
                else if (use.Image.Digest is { } digest)
                {
                    Add(_byDigest, digest, stand);
                    settled.Add((stand, use.Image.Tag is null ? use.Image.Repository : NameOf(use.Image)));
                }
                else
                {
                    named.Add((stand, use.Image));
                }
            }
        }

        foreach (var (row, image) in named.Where(n => !settled.Contains((n.Row, NameOf(n.Image))) && !settled.Contains((n.Row, n.Image.Repository))))
        {
            Add(_byTag, NameOf(image), row);
        }
    }

    private static string NameOf(ImageName image) => $"{image.Repository}:{image.Tag}";

    private static void Add(Dictionary<string, HashSet<int>> to, string key, int row) => (to.TryGetValue(key, out var rows) ? rows : to[key] = []).Add(row);

    private UInt128 Hash(int row) => MemoryMarshal.Read<UInt128>(_estate.DocumentHash(row));
}
