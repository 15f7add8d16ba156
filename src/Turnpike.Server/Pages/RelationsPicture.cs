using Turnpike.Inventory.Relations;
using Turnpike.Inventory.Snapshots;
using Turnpike.Web.Estate;
using Turnpike.Web.Graphs;

namespace Turnpike.Server.Pages;

/// <summary>What stands around a resource: who depends on it on the left, what it depends on to the right.</summary>
internal static class RelationsPicture
{
    public static Picture Of(ResourceRow middle, IReadOnlyList<Relation> relations, IReadOnlyList<Relation> path, DateTimeOffset? at)
    {
        var columns = Columns(middle, relations);
        var way = path.ToHashSet();
        var onWay = path.SelectMany(r => new[] { r.From, r.To }).ToHashSet();
        var nodes = columns.Select(c => new PictureNode(
            c.Key.Key.ToString(), c.Key.Key.Address, c.Key.Key.Scope, c.Value, EstateAddress.Of(c.Key.Key, at, "relations"), c.Key == middle ? "root" : onWay.Contains(c.Key) ? "path" : null)).ToList();
        var edges = relations
            .Where(r => columns.ContainsKey(r.From) && columns.ContainsKey(r.To))
            .GroupBy(r => (r.From, r.To))
            .Select(g => new PictureEdge(g.Key.From.Key.ToString(), g.Key.To.Key.ToString(), $"through {string.Join(", ", g.Select(r => r.Attribute).Distinct())}", g.Any(way.Contains)))
            .ToList();
        return new Picture(nodes, edges);
    }

    // How far from the middle, against the relations' direction counted negative; the nearest way decides.
    private static Dictionary<ResourceRow, int> Columns(ResourceRow middle, IReadOnlyList<Relation> relations)
    {
        var columns = new Dictionary<ResourceRow, int> { [middle] = 0 };
        var queue = new Queue<ResourceRow>([middle]);
        var near = relations.SelectMany(r => new[] { (At: r.From, Other: r.To, Step: 1), (At: r.To, Other: r.From, Step: -1) }).ToLookup(r => r.At);
        while (queue.TryDequeue(out var row))
        {
            foreach (var (_, other, step) in near[row])
            {
                if (columns.TryAdd(other, columns[row] + step))
                {
                    queue.Enqueue(other);
                }
            }
        }

        return columns;
    }
}
