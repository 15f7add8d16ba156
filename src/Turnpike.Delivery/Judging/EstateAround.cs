using Turnpike.Estate.Changes;
using Turnpike.Gate.Surrounding;
using Turnpike.Inventory.Relations;
using Turnpike.Inventory.Snapshots;
using Turnpike.Values;

namespace Turnpike.Delivery.Judging;

/// <summary>
/// The part of the estate that judging reads. A small estate as a whole; of a large one the scope itself, what stands
/// around it, and what a plan names. Around the rest nothing is certain, nor anywhere while content is missing.
/// </summary>
internal static class EstateAround
{
    /// <summary>As many as judging can hold beside the plan without thought for memory.</summary>
    public const int WholeEstate = 50_000;

    private const int Depth = 2;
    private const int MaxNeighbours = 2_000;
    private const int MaxNames = 20_000;
    private const int MaxNamed = 8;
    private const int MaxRelations = 1_000;

    /// <param name="most">A larger estate is read in part.</param>
    public static Task<Surroundings> LoadAsync(EstateSnapshot estate, string scope, IReadOnlyList<ResourceChange> changes, int most, CancellationToken cancellationToken)
    {
        if (estate.Count <= most)
        {
            return WholeAsync(estate, cancellationToken);
        }

        var part = new Part(estate, scope);
        part.AddAround(changes);
        part.AddNamed(changes);
        return part.LoadAsync(cancellationToken);
    }

    /// <summary>A scope as it stands, with what is next to it.</summary>
    public static Task<Surroundings> LoadAsync(EstateSnapshot estate, string scope, int most, CancellationToken cancellationToken)
    {
        if (estate.Count <= most)
        {
            return WholeAsync(estate, cancellationToken);
        }

        var part = new Part(estate, scope);
        part.AddNext();
        return part.LoadAsync(cancellationToken);
    }

    /// <summary>The rows that changes speak of, where they are in the estate already.</summary>
    public static IReadOnlyList<ResourceRow> Touched(EstateSnapshot estate, IEnumerable<ResourceChange> changes) =>
        [.. changes.Select(c => estate.Find(ResourceKey.Of(c.PreviousAddress is { } was ? c.Id with { Address = was } : c.Id))).OfType<ResourceRow>().Distinct()];

    /// <summary>Who depends on what changes alter or delete: those that they touch themselves are left out.</summary>
    public static BlastRadius BlastRadius(EstateSnapshot estate, IReadOnlyList<ResourceRow> touched) => estate.BlastRadius(touched);

    private static bool IsMissing(EstateSnapshot estate) => estate.Scopes.Any(static s => !s.IsKept);

    private static async Task<Surroundings> WholeAsync(EstateSnapshot estate, CancellationToken cancellationToken) => new()
    {
        Resources = await estate.LoadAsync([.. estate.Judged()], cancellationToken),
        IsWhole = IsMissing(estate) ? static _ => false : null,
    };

    private sealed class Part(EstateSnapshot estate, string scope)
    {
        private readonly HashSet<ResourceRow> _rows = [.. estate.Rows(scope)];
        private readonly HashSet<ResourceKey> _whole = [];

        /// <summary>What stands up to two steps from what changes: of what is one step away, all around is there.</summary>
        public void AddAround(IReadOnlyList<ResourceChange> changes)
        {
            _whole.UnionWith(changes.Where(static c => c.Actions.Creates).Select(static c => ResourceKey.Of(c.Id)));
            foreach (var row in Touched(estate, changes))
            {
                var around = estate.Neighbours(row, Depth, MaxNeighbours);
                _rows.UnionWith(around.Resources);
                _rows.Add(row);
                if (around.CutBecause is null)
                {
                    _whole.Add(row.Key);
                    _whole.UnionWith(estate.Neighbours(row, Depth - 1, MaxNeighbours).Resources.Select(static r => r.Key));
                }
            }
        }

        /// <summary>What changes may refer to by its name or id. Where many go by one, which is meant is open.</summary>
        public void AddNamed(IReadOnlyList<ResourceChange> changes)
        {
            foreach (var change in changes)
            {
                var names = new HashSet<string>();
                Names(change.After, names);
                foreach (var name in names)
                {
                    var named = estate.FindAny(name, MaxNamed);
                    _rows.UnionWith(named);
                    if (named.Count == MaxNamed)
                    {
                        _whole.Remove(ResourceKey.Of(change.Id));
                    }
                }
            }
        }

        public void AddNext()
        {
            foreach (var row in _rows.ToList())
            {
                var (to, from) = (estate.DependsOn(row, MaxRelations), estate.UsedBy(row, MaxRelations));
                _rows.UnionWith(to.Select(static r => r.To).Concat(from.Select(static r => r.From)));
                if (to.Count < MaxRelations && from.Count < MaxRelations)
                {
                    _whole.Add(row.Key);
                }
            }
        }

        public async Task<Surroundings> LoadAsync(CancellationToken cancellationToken)
        {
            var isMissing = IsMissing(estate);
            return new Surroundings
            {
                Resources = await estate.LoadAsync([.. _rows.Where(r => !estate.IsShadowed(r))], cancellationToken),
                IsWhole = id => !isMissing && _whole.Contains(ResourceKey.Of(id)),
            };
        }
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
