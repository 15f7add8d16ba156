using Turnpike.Inventory.Snapshots;

namespace Turnpike.Inventory.Relations;

/// <summary>Who depends on some resources, directly or through others; the nearest first.</summary>
/// <param name="CutBecause">Which limit ended the search; null where everything is listed.</param>
public sealed record BlastRadius(IReadOnlyList<ResourceRow> Of, IReadOnlyList<Affected> Affected, string? CutBecause)
{
    /// <summary>How an affected resource depends on one of those asked for: its own relation first.</summary>
    public IReadOnlyList<Relation> PathOf(Affected affected)
    {
        var path = new List<Relation>(affected.Distance);
        for (var at = affected; ; at = Affected[at.Through])
        {
            path.Add(at.Via);
            if (at.Through < 0)
            {
                return path;
            }
        }
    }
}

/// <param name="Distance">1 for those that depend directly.</param>
/// <param name="Via">The relation through which it was reached first.</param>
/// <param name="Through">Which of <see cref="BlastRadius.Affected"/> it depends on; negative for one of those asked for.</param>
/// <param name="IsCertain">Every relation of its path is.</param>
public sealed record Affected(ResourceRow Resource, int Distance, Relation Via, int Through, bool IsCertain);

/// <param name="Depth">How many relations away at most.</param>
/// <param name="Resources">How many resources at most.</param>
public sealed record ReachLimits(int Depth = 32, int Resources = 2_000);

/// <summary>A shortest way from one resource to another.</summary>
/// <param name="Kind">Which way its relations point.</param>
public sealed record EstatePath(PathKind Kind, IReadOnlyList<Relation> Relations);

public enum PathKind
{
    /// <summary>The first depends on the second.</summary>
    DependsOn,

    /// <summary>The second depends on the first.</summary>
    UsedBy,

    /// <summary>Neither depends on the other: the relations point this way and that.</summary>
    Related,
}
