using Turnpike.Estate;
using Turnpike.Estate.Changes;
using Turnpike.Inventory.Relations;
using Turnpike.Inventory.Snapshots;
using Turnpike.Values;

namespace Turnpike.Delivery.Judging;

/// <summary>
/// The part of the estate that judging reads. A small estate as a whole; of a large one the scope itself, what stands
/// around it, and what a plan names.
/// </summary>
internal static class EstateAround
{
    // As many as judging can hold beside the plan without thought for memory.
    private const int WholeEstate = 50_000;
    private const int Depth = 2;
    private const int MaxNeighbours = 2_000;
    private const int MaxNames = 20_000;

    public static Task<IReadOnlyList<Resource>> LoadAsync(EstateSnapshot estate, string scope, IReadOnlyList<ResourceChange> changes, CancellationToken cancellationToken) =>
        estate.LoadAsync(estate.Count <= WholeEstate ? [.. estate.Judged()] : Rows(estate, scope, changes), cancellationToken);

    /// <summary>A scope as it stands, with what is next to it.</summary>
    public static Task<IReadOnlyList<Resource>> LoadAsync(EstateSnapshot estate, string scope, CancellationToken cancellationToken)
    {
        if (estate.Count <= WholeEstate)
        {
            return estate.LoadAsync([.. estate.Judged()], cancellationToken);
        }

        var rows = new HashSet<ResourceRow>(estate.Rows(scope));
        rows.UnionWith(rows.ToList().SelectMany(row => estate.DependsOn(row).Select(static r => r.To).Concat(estate.UsedBy(row).Select(static r => r.From))));
        return estate.LoadAsync([.. rows.Where(r => !estate.IsShadowed(r))], cancellationToken);
    }

    /// <summary>The rows that changes speak of, where they are in the estate already.</summary>
    public static IReadOnlyList<ResourceRow> Touched(EstateSnapshot estate, IEnumerable<ResourceChange> changes) =>
        [.. changes.Select(c => estate.Find(ResourceKey.Of(c.PreviousAddress is { } was ? c.Id with { Address = was } : c.Id))).OfType<ResourceRow>().Distinct()];

    /// <summary>Who depends on what changes alter or delete: those that they touch themselves are left out.</summary>
    public static BlastRadius BlastRadius(EstateSnapshot estate, IReadOnlyList<ResourceRow> touched) => estate.BlastRadius(touched);

    private static List<ResourceRow> Rows(EstateSnapshot estate, string scope, IReadOnlyList<ResourceChange> changes)
    {
        var rows = new HashSet<ResourceRow>(estate.Rows(scope));
        foreach (var row in Touched(estate, changes))
        {
            rows.UnionWith(estate.Neighbours(row, Depth, MaxNeighbours).Resources);
        }

        var names = new HashSet<string>();
        foreach (var change in changes)
        {
            Names(change.After, names);
        }

        foreach (var name in names)
        {
            rows.UnionWith(estate.FindAny(name, 8));
        }

        return [.. rows.Where(r => !estate.IsShadowed(r))];
    }

    // Texts by which a new resource may name one of another root.
    private static void Names(Value? value, HashSet<string> names)
    {
        switch (value)
        {
            case StringValue { Value: { Length: > 3 and < 300 } text } when names.Count < MaxNames && !text.Any(char.IsWhiteSpace):
                names.Add(text);
                break;
            case ArrayValue array:
                foreach (var item in array.Items)
                {
                    Names(item, names);
                }

                break;
            case ObjectValue obj:
                foreach (var item in obj.Values)
                {
                    Names(item, names);
                }

                break;
        }
    }
}
