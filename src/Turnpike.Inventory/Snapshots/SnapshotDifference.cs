using System.Buffers.Binary;
using Turnpike.Inventory.History;
using Turnpike.Inventory.Segments;

namespace Turnpike.Inventory.Snapshots;

/// <summary>What is different between two moments.</summary>
/// <param name="Items">The part that was asked for, by scope and address.</param>
/// <param name="NotKept">Scopes whose content of one of the moments is no longer kept: nothing is said of them.</param>
public sealed record SnapshotDifference(IReadOnlyList<ResourceDifference> Items, int Created, int Changed, int Removed, IReadOnlyList<string> NotKept)
{
    public int Total => Created + Changed + Removed;

    internal static SnapshotDifference Between(EstateSnapshot before, EstateSnapshot after, string? scope, int skip, int limit)
    {
        var notKept = before.Scopes.Concat(after.Scopes).Where(static s => !s.IsKept).Select(static s => s.Name).ToHashSet(StringComparer.Ordinal);
        var names = before.Scopes.Concat(after.Scopes).Select(static s => s.Name).Where(n => (scope is null || n == scope) && !notKept.Contains(n)).Distinct().Order(StringComparer.Ordinal);
        var counts = new int[3];
        var items = new List<ResourceDifference>();
        foreach (var name in names)
        {
            var (left, right) = (Segment(before, name), Segment(after, name));
            if ((left is null || right is null) && Count(left ?? right) is var count && (items.Count == limit || counts.Sum() + count <= skip))
            {
                // The whole scope came or went, and none of it is in the part: its names need not be read.
                counts[(int)(left is null ? ResourceEventKind.Created : ResourceEventKind.Removed)] += count;
                continue;
            }

            foreach (var (kind, address) in OfScope(left, right))
            {
                var place = counts.Sum();
                counts[(int)kind]++;
                if (place >= skip && items.Count < limit)
                {
                    items.Add(new(kind, (kind == ResourceEventKind.Removed ? before : after).Find(new ResourceKey(name, address))!));
                }
            }
        }

        return new(items, counts[(int)ResourceEventKind.Created], counts[(int)ResourceEventKind.Changed], counts[(int)ResourceEventKind.Removed], [.. notKept.Order(StringComparer.Ordinal)]);
    }

    // A page that both have holds nothing that is different; most pushes leave most pages as they are.
    private static IEnumerable<(ResourceEventKind Kind, string Address)> OfScope(ScopeSegment? left, ScopeSegment? right)
    {
        if (left?.Hash == right?.Hash)
        {
            return [];
        }

        var (old, now) = (Documents(left, right), Documents(right, left));
        return old.Where(o => !now.ContainsKey(o.Key)).Select(static o => (ResourceEventKind.Removed, o.Key))
            .Concat(now.Where(n => !old.TryGetValue(n.Key, out var was) || was != n.Value).Select(n => (old.ContainsKey(n.Key) ? ResourceEventKind.Changed : ResourceEventKind.Created, n.Key)))
            .OrderBy(static d => d.Key, StringComparer.Ordinal);
    }

    private static int Count(ScopeSegment? of) =>
        of is null ? 0 : of.Pages.Sum(static page => Enumerable.Range(0, page.Rows).Count(row => !page.Heads[row].Flags.HasFlag(RowFlags.Deposed)));

    private static ScopeSegment? Segment(EstateSnapshot snapshot, string scope) =>
        snapshot.Segments.IndexOf(scope) is >= 0 and var at ? snapshot.Segments.Segment(at) : null;

    private static Dictionary<string, UInt128> Documents(ScopeSegment? of, ScopeSegment? other)
    {
        var documents = new Dictionary<string, UInt128>(StringComparer.Ordinal);
        var shared = (other?.Manifest.Pages ?? []).Select(static p => p.Hash).ToHashSet();
        for (var at = 0; at < (of?.Pages.Length ?? 0); at++)
        {
            var page = of!.Pages[at];
            if (shared.Contains(of.Manifest.Pages[at].Hash))
            {
                continue;
            }

            for (var row = 0; row < page.Rows; row++)
            {
                if (!page.Heads[row].Flags.HasFlag(RowFlags.Deposed))
                {
                    documents[page.AddressOf(row)] = ShortHash(page.DocumentHash(row));
                }
            }
        }

        return documents;
    }

    private static UInt128 ShortHash(ReadOnlySpan<byte> hash) => BinaryPrimitives.ReadUInt128BigEndian(hash[^16..]);
}

/// <param name="Row">As it is after; as it was before, where it was removed.</param>
public sealed record ResourceDifference(ResourceEventKind Kind, ResourceRow Row);
