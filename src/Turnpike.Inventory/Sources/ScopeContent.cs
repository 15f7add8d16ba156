using Turnpike.Estate.Joins;
using Turnpike.Inventory.Segments;
using Turnpike.Inventory.Snapshots;

namespace Turnpike.Inventory.Sources;

/// <summary>The content of a scope as it will be with sources pushed or removed.</summary>
/// <param name="Resources">How many rows it has.</param>
/// <param name="Changes">What is different by each of the sources.</param>
internal sealed record ScopeContent(SegmentDraft Draft, int Resources, IReadOnlyDictionary<string, SourceChange> Changes)
{
    /// <param name="pushed">What the sources hold now, each named once; one that is empty is removed. An address that two of them hold is the first one's.</param>
    /// <returns>Null where a document that it needs cannot be read: the scope is then known to be damaged, and is composed anew.</returns>
    public static async Task<ScopeContent?> ComposeAsync(
        EstateSnapshot now,
        string scope,
        IReadOnlyList<(string Source, IReadOnlyList<KeptResource> Resources)> pushed,
        JoinTable joins,
        CancellationToken cancellationToken)
    {
        var rows = now.Rows(scope).ToList();
        var sources = pushed.Select(static p => p.Source).ToHashSet(StringComparer.Ordinal);
        var all = new Dictionary<(string, string?), KeptResource>();
        var takenOver = pushed.ToDictionary(static p => p.Source, static _ => new List<KeptResource>(), StringComparer.Ordinal);
        foreach (var (source, resources) in pushed)
        {
            foreach (var kept in resources)
            {
                if (!all.TryAdd(KeyOf(kept), kept))
                {
                    takenOver[source].Add(all[KeyOf(kept)]);
                }
            }
        }

        foreach (var (row, resource, document) in await now.LoadDocumentsAsync([.. rows.Where(r => !sources.Contains(r.Source))], cancellationToken))
        {
            if (document is not { } kept)
            {
                return null;
            }

            var other = KeptResource.Of(resource, row.Source, kept);
            if (!all.TryAdd(KeyOf(other), other))
            {
                takenOver[all[KeyOf(other)].Source].Add(other);
            }
        }

        var ordered = all.Values.ToList();
        ordered.Sort(KeptResource.Compare);
        return new ScopeContent(new SegmentBuilder(joins).Build(ordered, cancellationToken), ordered.Count, Count(now, rows, pushed, all, takenOver));
    }

    private static Dictionary<string, SourceChange> Count(
        EstateSnapshot now,
        List<ResourceRow> rows,
        IReadOnlyList<(string Source, IReadOnlyList<KeptResource> Resources)> pushed,
        Dictionary<(string, string?), KeptResource> all,
        Dictionary<string, List<KeptResource>> takenOver)
    {
        var before = rows.ToDictionary(static r => (r.Key.Address, r.Deposed));
        var counts = pushed.ToDictionary(static p => p.Source, static _ => (Added: 0, Changed: 0, Removed: 0), StringComparer.Ordinal);
        foreach (var (key, kept) in all)
        {
            if (!counts.TryGetValue(kept.Source, out var count))
            {
                before.Remove(key);
            }
            else if (!before.Remove(key, out var row))
            {
                counts[kept.Source] = count with { Added = count.Added + 1 };
            }
            else if (!now.DocumentHash(row).SequenceEqual(kept.Hash))
            {
                counts[kept.Source] = count with { Changed = count.Changed + 1 };
            }
        }

        foreach (var row in before.Values)
        {
            counts[row.Source] = counts[row.Source] with { Removed = counts[row.Source].Removed + 1 };
        }

        return counts.ToDictionary(static c => c.Key, c => new SourceChange(c.Value.Added, c.Value.Changed, c.Value.Removed, takenOver[c.Key]), StringComparer.Ordinal);
    }

    private static (string, string?) KeyOf(KeptResource kept) => (kept.Resource.Address.Text, kept.Resource.Deposed);
}

/// <param name="TakenOver">Resources that another source speaks for, or spoke for until now.</param>
internal sealed record SourceChange(int Added, int Changed, int Removed, IReadOnlyList<KeptResource> TakenOver);
