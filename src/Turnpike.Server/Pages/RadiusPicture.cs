using Turnpike.Delivery.Changes;
using Turnpike.Delivery.Judging;
using Turnpike.Inventory.Snapshots;
using Turnpike.Web.Estate;
using Turnpike.Web.Graphs;

namespace Turnpike.Server.Pages;

/// <summary>Who depends on what a plan changes, as a picture: what is touched on the left, those it reaches to the right.</summary>
internal sealed class RadiusPicture(ChangeBlastRadius blastRadius)
{
    // As many as people can look at.
    private const int MaxNodes = 48;

    public async Task<(Picture? Picture, int Count, string? Note)> OfAsync(Change change, CancellationToken cancellationToken)
    {
        if (await blastRadius.OfAsync(change, cancellationToken) is not { } radius)
        {
            return (null, 0, null);
        }

        if (radius.Affected.Count == 0)
        {
            return (null, 0, radius.CutBecause);
        }

        var shown = radius.Affected.Take(MaxNodes).ToList();
        var edges = shown.Select(a => new PictureEdge(a.Via.To.Key.ToString(), a.Via.From.Key.ToString(), $"{a.Via.From.Key.Address} uses it through {a.Via.Attribute}")).ToList();
        var roots = radius.Of.Where(r => edges.Exists(e => e.From == r.Key.ToString()));
        var nodes = roots.Select(r => Node(r, 0, "root")).Concat(shown.Select(a => Node(a.Resource, a.Distance, null))).DistinctBy(n => n.Id).ToList();
        var known = nodes.Select(n => n.Id).ToHashSet(StringComparer.Ordinal);
        edges.RemoveAll(e => !known.Contains(e.From) || !known.Contains(e.To));
        var note = shown.Count < radius.Affected.Count ? $"The nearest {shown.Count} are drawn." : radius.CutBecause;
        return (new Picture(nodes, edges), radius.Affected.Count, note);
    }

    private static PictureNode Node(ResourceRow row, int column, string? tone) =>
        new(row.Key.ToString(), row.Key.Address, row.Key.Scope, column, EstateAddress.Of(row.Key), tone);
}
