using Turnpike.Estate.Joins;
using Turnpike.Inventory.Segments;
using Turnpike.Inventory.Snapshots;

namespace Turnpike.Inventory.Sources;

/// <summary>The content of a scope as it will be with a source pushed or removed.</summary>
/// <param name="Resources">How many rows it has.</param>
internal sealed record ScopeContent(SegmentDraft Draft, int Resources, int Added, int Changed, int Removed, IReadOnlyList<KeptResource> TakenOver)
{
    /// <param name="pushed">What the source holds now; empty where it is removed.</param>
    public static async Task<ScopeContent> ComposeAsync(EstateSnapshot now, string scope, string source, IReadOnlyList<KeptResource> pushed, JoinTable joins, CancellationToken cancellationToken)
    {
        var rows = now.Rows(scope).ToList();
        var others = new List<KeptResource>();
        foreach (var (row, resource, document) in await now.LoadDocumentsAsync([.. rows.Where(r => r.Source != source)], cancellationToken))
        {
            // A document that is no longer kept was not to be deleted: the scope still needs it.
            others.Add(KeptResource.Of(resource, row.Source, document ?? throw new InvalidOperationException($"The document of {row.Key} is gone; push {row.Source} again.")));
        }

        var mine = pushed.Select(KeyOf).ToHashSet();
        var takenOver = others.Where(o => mine.Contains(KeyOf(o))).ToList();
        var all = others.Where(o => !mine.Contains(KeyOf(o))).Concat(pushed).ToList();
        all.Sort(KeptResource.Compare);
        var draft = new SegmentBuilder(joins).Build(all, cancellationToken);
        var (added, changed, removed) = Count(now, rows, source, pushed, takenOver);
        return new ScopeContent(draft, all.Count, added, changed, removed, takenOver);
    }

    private static (int Added, int Changed, int Removed) Count(EstateSnapshot now, List<ResourceRow> rows, string source, IReadOnlyList<KeptResource> pushed, List<KeptResource> takenOver)
    {
        var before = new Dictionary<(string, string?), ResourceRow>();
        var over = takenOver.Select(KeyOf).ToHashSet();
        foreach (var row in rows)
        {
            if (row.Source == source || over.Contains((row.Key.Address, row.Deposed)))
            {
                before[(row.Key.Address, row.Deposed)] = row;
            }
        }

        var (added, changed) = (0, 0);
        foreach (var kept in pushed)
        {
            if (!before.Remove(KeyOf(kept), out var row))
            {
                added++;
            }
            else if (!now.DocumentHash(row).SequenceEqual(kept.Hash))
            {
                changed++;
            }
        }

        return (added, changed, before.Count);
    }

    private static (string, string?) KeyOf(KeptResource kept) => (kept.Resource.Address.Text, kept.Resource.Deposed);
}
