namespace Turnpike.Web.Graphs;

/// <param name="Column">Its distance from the middle: negative on the left.</param>
/// <param name="Href">Where a press leads; null for nowhere.</param>
/// <param name="More">How many of its relations are not shown.</param>
/// <param name="MoreHref">The same picture with those; null where there are none.</param>
public sealed record PictureNode(string Id, string Title, string Subtitle, int Column, string? Href, string? Tone = null, int More = 0, string? MoreHref = null);

/// <param name="IsPath">On the way that is shown.</param>
public sealed record PictureEdge(string From, string To, string Label, bool IsPath = false);

/// <summary>Places of nodes in columns, so that few relations cross. Small graphs only: what people can look at.</summary>
public sealed class Picture
{
    public const int NodeWidth = 216;
    public const int NodeHeight = 46;
    private const int ColumnGap = 84;
    private const int RowGap = 14;
    private const int Margin = 20;
    private const int Sweeps = 6;

    private readonly Dictionary<string, (int X, int Y)> _places = new(StringComparer.Ordinal);

    public Picture(IReadOnlyList<PictureNode> nodes, IReadOnlyList<PictureEdge> edges)
    {
        Nodes = nodes;
        Edges = [.. edges.Where(e => e.From != e.To)];
        var columns = nodes.GroupBy(n => n.Column).OrderBy(g => g.Key).Select(g => g.Select(n => n.Id).ToList()).ToList();
        Order(columns);
        Place(columns);
    }

    public IReadOnlyList<PictureNode> Nodes { get; }

    public IReadOnlyList<PictureEdge> Edges { get; }

    public int Width { get; private set; }

    public int Height { get; private set; }

    public (int X, int Y) PlaceOf(string id) => _places[id];

    /// <summary>A curve from one node's side to the other's, in the words of an SVG path.</summary>
    public string Curve(PictureEdge edge)
    {
        var (from, to) = (_places[edge.From], _places[edge.To]);
        var forward = from.X <= to.X;
        var (x1, x2) = from.X == to.X ? (from.X + NodeWidth, to.X + NodeWidth) : forward ? (from.X + NodeWidth, to.X) : (from.X, to.X + NodeWidth);
        var (y1, y2) = (from.Y + (NodeHeight / 2), to.Y + (NodeHeight / 2));
        var bend = from.X == to.X ? 36 : Math.Max(28, Math.Abs(x2 - x1) / 2);
        var (c1, c2) = from.X == to.X ? (x1 + bend, x2 + bend) : forward ? (x1 + bend, x2 - bend) : (x1 - bend, x2 + bend);
        return FormattableString.Invariant($"M{x1} {y1}C{c1} {y1} {c2} {y2} {x2} {y2}");
    }

    // Each node moves to the middle of those it is related to in the column before, and back.
    private void Order(List<List<string>> columns)
    {
        var near = Nodes.ToDictionary(n => n.Id, _ => new List<string>(), StringComparer.Ordinal);
        foreach (var edge in Edges)
        {
            near[edge.From].Add(edge.To);
            near[edge.To].Add(edge.From);
        }

        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            var forward = sweep % 2 == 0;
            for (var i = 1; i < columns.Count; i++)
            {
                var (at, before) = forward ? (i, i - 1) : (columns.Count - 1 - i, columns.Count - i);
                var rows = columns[before].Select((id, row) => (id, row)).ToDictionary(p => p.id, p => (double)p.row, StringComparer.Ordinal);
                columns[at] = [.. columns[at].Select((id, row) => (id, middle: near[id].Where(rows.ContainsKey).Select(n => rows[n]).DefaultIfEmpty(row).Average())).OrderBy(p => p.middle).Select(p => p.id)];
            }
        }
    }

    private void Place(List<List<string>> columns)
    {
        var tallest = columns.Count == 0 ? 0 : columns.Max(c => c.Count);
        Height = (2 * Margin) + (tallest * (NodeHeight + RowGap)) - (tallest > 0 ? RowGap : 0);
        Width = (2 * Margin) + (columns.Count * (NodeWidth + ColumnGap)) - (columns.Count > 0 ? ColumnGap : 0);
        for (var column = 0; column < columns.Count; column++)
        {
            var ids = columns[column];
            var top = (Height - (ids.Count * (NodeHeight + RowGap)) + RowGap) / 2;
            for (var row = 0; row < ids.Count; row++)
            {
                _places[ids[row]] = (Margin + (column * (NodeWidth + ColumnGap)), top + (row * (NodeHeight + RowGap)));
            }
        }
    }
}
