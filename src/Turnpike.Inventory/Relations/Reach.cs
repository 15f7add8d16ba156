using Turnpike.Inventory.Segments;
using Turnpike.Inventory.Snapshots;

namespace Turnpike.Inventory.Relations;

/// <summary>Searches along relations, breadth first, each within limits and saying so.</summary>
internal sealed class Reach(SnapshotScopes scopes, RelationGraph graph)
{
    public BlastRadius BlastRadius(IReadOnlyList<ResourceRow> rows, ReachLimits limits)
    {
        // The place among the affected by which a row was reached; those asked for have none.
        var seen = new Dictionary<int, int>();
        foreach (var row in rows)
        {
            seen.TryAdd(row.Row, -1);
        }

        var affected = new List<Affected>();
        var referrers = new List<int>();
        string? cut = null;
        for (var at = -rows.Count; at < affected.Count && cut is null; at++)
        {
            var (target, through, distance) = at < 0 ? (rows[at + rows.Count], -1, 0) : (affected[at].Resource, at, affected[at].Distance);
            referrers.Clear();
            graph.AddReferrers(target.Row, referrers);
            foreach (var from in referrers)
            {
                if (seen.ContainsKey(from))
                {
                    continue;
                }

                cut = affected.Count >= limits.Resources ? $"more than {limits.Resources} resources depend on it" : distance >= limits.Depth ? $"some depend on it through more than {limits.Depth} others" : null;
                if (cut is not null)
                {
                    break;
                }

                if (Step(scopes.Row(from), target, through, distance + 1, through < 0 || affected[through].IsCertain) is { } step)
                {
                    seen.Add(from, affected.Count);
                    affected.Add(step);
                }
            }
        }

        return new BlastRadius(rows, affected, cut);
    }

    public Neighbourhood Neighbours(ResourceRow row, int depth, int limit)
    {
        var seen = new Dictionary<int, int> { [row.Row] = 0 };
        var rows = new List<ResourceRow> { row };
        var relations = new List<Relation>();
        string? cut = null;
        var near = new List<int>();
        for (var at = 0; at < rows.Count && seen[rows[at].Row] < depth && cut is null; at++)
        {
            near.Clear();
            graph.AddTargets(rows[at].Row, near);
            graph.AddReferrers(rows[at].Row, near);
            foreach (var other in near)
            {
                if (seen.ContainsKey(other))
                {
                    continue;
                }

                if (rows.Count > limit)
                {
                    cut = $"there are more than {limit} resources around it";
                    break;
                }

                seen.Add(other, seen[rows[at].Row] + 1);
                rows.Add(scopes.Row(other));
            }
        }

        // Among those listed, all of them: also between two that are equally far.
        foreach (var from in rows)
        {
            foreach (var relation in graph.From(from, limit))
            {
                if (seen.ContainsKey(relation.To.Row))
                {
                    relations.Add(relation);
                }
            }
        }

        return new Neighbourhood(rows[1..], relations, cut);
    }

    public EstatePath? Path(ResourceRow from, ResourceRow to, int depth)
    {
        if (Ways(from.Row, to.Row, depth, graph.AddTargets) is { } down)
        {
            return new EstatePath(PathKind.DependsOn, Relations(down));
        }

        if (Ways(from.Row, to.Row, depth, graph.AddReferrers) is { } up)
        {
            return new EstatePath(PathKind.UsedBy, Relations(up));
        }

        return Ways(from.Row, to.Row, depth, Either) is { } either ? new EstatePath(PathKind.Related, Relations(either)) : null;

        void Either(int row, List<int> near)
        {
            graph.AddTargets(row, near);
            graph.AddReferrers(row, near);
        }
    }

    private static List<int>? Ways(int from, int to, int depth, Action<int, List<int>> addNear)
    {
        var cameFrom = new Dictionary<int, int> { [from] = -1 };
        var (level, next, near) = (new List<int> { from }, new List<int>(), new List<int>());
        for (var distance = 0; !cameFrom.ContainsKey(to) && level.Count > 0 && distance < depth; distance++)
        {
            foreach (var row in level)
            {
                near.Clear();
                addNear(row, near);
                foreach (var other in near)
                {
                    if (cameFrom.TryAdd(other, row))
                    {
                        next.Add(other);
                    }
                }
            }

            (level, next) = (next, level);
            next.Clear();
        }

        if (!cameFrom.ContainsKey(to))
        {
            return null;
        }

        var way = new List<int>();
        for (var at = to; at >= 0; at = cameFrom[at])
        {
            way.Add(at);
        }

        way.Reverse();
        return way;
    }

    private List<Relation> Relations(List<int> way)
    {
        var relations = new List<Relation>();
        for (var i = 1; i < way.Count; i++)
        {
            var (one, other) = (scopes.Row(way[i - 1]), scopes.Row(way[i]));
            if (graph.Between(one, other).Concat(graph.Between(other, one)).FirstOrDefault() is { } relation)
            {
                relations.Add(relation);
            }
        }

        return relations;
    }

    // Null where only another row of the same thing says so.
    private Affected? Step(ResourceRow from, ResourceRow to, int through, int distance, bool isCertain)
    {
        var ways = graph.Between(from, to).ToList();
        return (ways.Find(static w => w.IsCertain) ?? ways.FirstOrDefault()) is not { } via ? null : new Affected(from, distance, via, through, isCertain && via.IsCertain);
    }
}
