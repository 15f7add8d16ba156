using System.Globalization;
using Microsoft.AspNetCore.Http;
using Turnpike.Inventory.Relations;
using Turnpike.Inventory.Snapshots;
using Turnpike.Server.Api;
using Turnpike.Web.Elements;
using Turnpike.Web.Estate;
using Turnpike.Web.Graphs;

namespace Turnpike.Server.Pages;

/// <summary>What stands around a resource: who depends on it on the left, what it depends on to the right. The address says how much of it.</summary>
internal sealed class RelationsPicture
{
    private const int MaxNodes = 60;
    private const int MaxDepth = 4;
    private const int MaxOpened = 20;
    private const int MaxCounted = 100;

    private readonly EstateSnapshot _estate;
    private readonly ResourceRow _middle;
    private readonly DateTimeOffset? _at;
    private readonly int _depth;
    private readonly string? _kind;
    private readonly string? _to;
    private readonly List<string> _opened;

    private RelationsPicture(EstateSnapshot estate, ResourceRow middle, DateTimeOffset? at, IQueryCollection asked)
    {
        (_estate, _middle, _at) = (estate, middle, at);
        _depth = Math.Clamp(int.TryParse(asked["depth"], NumberStyles.None, CultureInfo.InvariantCulture, out var depth) ? depth : 1, 1, MaxDepth);
        _kind = Query.Given(asked["kind"]);
        _to = Query.Given(asked["to"]);
        _opened = [.. asked["open"].OfType<string>().Distinct().Take(MaxOpened)];
    }

    public static RelationsView Of(EstateSnapshot estate, ResourceRow middle, DateTimeOffset? at, IQueryCollection asked) => new RelationsPicture(estate, middle, at, asked).View();

    private RelationsView View()
    {
        var near = _estate.Neighbours(_middle, _depth, MaxNodes);
        IEnumerable<Relation> relations = near.Relations;
        foreach (var opened in _opened)
        {
            if (ResourceKey.TryParse(opened, out var key) && _estate.Find(key) is { } row)
            {
                relations = relations.Concat(_estate.Neighbours(row, 1, MaxNodes).Relations);
            }
        }

        var all = relations.Distinct().ToList();
        var kinds = all.SelectMany(static r => new[] { r.From, r.To }).Where(r => r != _middle).Distinct().GroupBy(static r => r.Type).Select(static g => (g.Key, g.Count())).OrderByDescending(static k => k.Item2).ThenBy(static k => k.Key, StringComparer.Ordinal).ToList();
        var (way, note) = _to is null ? (null, null) : Way(_to);
        var shown = (_kind is null ? all : WaysTo(_kind, all)).Union(way ?? []).ToList();
        return new RelationsView(Draw(shown, way ?? []), shown, kinds, _depth, _kind, _opened, _to, way, note, near.CutBecause);
    }

    private (IReadOnlyList<Relation>? Way, string Note) Way(string to)
    {
        if (_estate.FindAny(to, 1) is not [var other])
        {
            return (null, $"The estate has no resource {to}: pick one from the list that appears as you type.");
        }

        if (other == _middle)
        {
            return (null, "That is the resource itself.");
        }

        return _estate.Path(_middle, other) is not { } path ? (null, $"No relations lead from here to {other.Key.Address}.") : (path.Relations, path.Kind switch
        {
            PathKind.DependsOn => $"It depends on {other.Key.Address}, over {Numbers.Of(path.Relations.Count, "relation")}.",
            PathKind.UsedBy => $"{other.Key.Address} depends on it, over {Numbers.Of(path.Relations.Count, "relation")}.",
            _ => $"It is related to {other.Key.Address} over {Numbers.Of(path.Relations.Count, "relation")}; neither depends on the other.",
        });
    }

    // The resources of that type, and what stands between them and the middle.
    private List<Relation> WaysTo(string kind, List<Relation> relations)
    {
        var columns = Columns(relations, out var cameFrom);
        var kept = new HashSet<ResourceRow> { _middle };
        foreach (var row in columns.Keys.Where(r => r.Type == kind))
        {
            for (var at = row; kept.Add(at) && cameFrom.TryGetValue(at, out var before);)
            {
                at = before;
            }
        }

        return relations.FindAll(r => kept.Contains(r.From) && kept.Contains(r.To));
    }

    private Picture Draw(List<Relation> relations, IReadOnlyList<Relation> way)
    {
        var columns = Columns(relations, out _);
        var onWay = way.SelectMany(static r => new[] { r.From, r.To }).ToHashSet();
        var nodes = columns.Select(c => Node(c.Key, c.Value, columns, onWay.Contains(c.Key))).ToList();
        var isOfWay = way.ToHashSet();
        var edges = relations
            .Where(r => columns.ContainsKey(r.From) && columns.ContainsKey(r.To))
            .GroupBy(static r => (r.From, r.To))
            .Select(g => new PictureEdge(g.Key.From.Key.ToString(), g.Key.To.Key.ToString(), $"{g.Key.From.Key.Address} depends on {g.Key.To.Key.Address} through {string.Join(", ", g.Select(static r => r.Attribute).Distinct())}", g.Any(isOfWay.Contains)))
            .ToList();
        return new Picture(nodes, edges);
    }

    private PictureNode Node(ResourceRow row, int column, Dictionary<ResourceRow, int> shown, bool isOnWay)
    {
        var key = row.Key.ToString();
        var more = _estate.DependsOn(row, MaxCounted).Select(static r => r.To).Concat(_estate.UsedBy(row, MaxCounted).Select(static r => r.From)).Distinct().Count(r => !shown.ContainsKey(r));
        var isOpen = row == _middle || _opened.Contains(key) || _kind is not null;
        return new PictureNode(key, row.Key.Address, row.Key.Scope, column, EstateAddress.Of(row.Key, _at, "relations"), row == _middle ? "root" : isOnWay ? "path" : null, more, more > 0 && !isOpen && _opened.Count < MaxOpened ? Opened(key) : null);
    }

    private string Opened(string key) => Address.Of(
        "/estate/resource",
        [
            ("key", _middle.Key.ToString()), ("view", "relations"), ("at", EstateAddress.Moment(_at)), ("depth", _depth.ToString(CultureInfo.InvariantCulture)), ("to", _to),
            .. _opened.Append(key).Select(static k => ("open", (string?)k)),
        ]);

    // How far from the middle, against the relations' direction counted negative; the nearest way decides.
    private Dictionary<ResourceRow, int> Columns(List<Relation> relations, out Dictionary<ResourceRow, ResourceRow> cameFrom)
    {
        var columns = new Dictionary<ResourceRow, int> { [_middle] = 0 };
        cameFrom = [];
        var queue = new Queue<ResourceRow>([_middle]);
        var near = relations.SelectMany(static r => new[] { (At: r.From, Other: r.To, Step: 1), (At: r.To, Other: r.From, Step: -1) }).ToLookup(static r => r.At);
        while (queue.TryDequeue(out var row))
        {
            foreach (var (_, other, step) in near[row])
            {
                if (columns.TryAdd(other, columns[row] + step))
                {
                    cameFrom[other] = row;
                    queue.Enqueue(other);
                }
            }
        }

        return columns;
    }
}
