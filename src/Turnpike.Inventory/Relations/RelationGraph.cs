using Turnpike.Inventory.Joining;
using Turnpike.Inventory.Segments;
using Turnpike.Inventory.Snapshots;

namespace Turnpike.Inventory.Relations;

/// <summary>
/// Who refers to whom in a snapshot, by numbers of rows: within scopes as their segments have it, and across them. What is
/// managed and what was observed of it are one: relations lead to what manages it, wherever they were read.
/// </summary>
internal sealed class RelationGraph(SnapshotScopes scopes, Func<EstateJoins> joins)
{
    private readonly Lazy<EstateLinks> _links = new(() => EstateLinks.Of(scopes, joins()));

    public EstateLinks Links => _links.Value;

    /// <summary>The rows that a row refers to; one may be named twice.</summary>
    public void AddTargets(int row, List<int> to)
    {
        var scope = scopes.ScopeOf(row);
        foreach (var target in scopes.Segment(scope).Out(row - scopes.Base(scope)).Targets.Span)
        {
            if (target >= 0)
            {
                to.Add(joins().StandIn(scopes.Base(scope) + target));
            }
        }

        foreach (var link in Links.From(row))
        {
            to.Add(link.To);
        }
    }

    /// <summary>The rows that a row surely refers to; one may be named twice.</summary>
    public void EachCertain(int row, Action<int, int> action)
    {
        var scope = scopes.ScopeOf(row);
        var (targets, page, first) = scopes.Segment(scope).Out(row - scopes.Base(scope));
        for (var i = 0; i < targets.Length; i++)
        {
            if (targets.Span[i] is >= 0 and var target && page.EdgeHows[first + i].Flags.HasFlag(EdgeFlags.IsCertain))
            {
                action(row, joins().StandIn(scopes.Base(scope) + target));
            }
        }

        foreach (var link in Links.From(row))
        {
            if (link.IsCertain)
            {
                action(row, link.To);
            }
        }
    }

    /// <summary>The rows that refer to a row; one may be named twice.</summary>
    public void AddReferrers(int row, List<int> to)
    {
        var scope = scopes.ScopeOf(row);
        var elsewhere = new HashSet<int>();
        foreach (var link in Links.To(row))
        {
            to.Add(link.From);
            elsewhere.Add(link.From);
        }

        foreach (var from in scopes.Segment(scope).In(row - scopes.Base(scope)).Span)
        {
            // What manages it often says the same.
            if (joins().StandIn(scopes.Base(scope) + from) is var stands && !elsewhere.Contains(stands))
            {
                to.Add(stands);
            }
        }

        // Who manages it is asked for both; of those that were observed to refer to it, those that nothing manages are new.
        if (joins().Side(row) == RowSide.State && joins().Partner(row) is >= 0 and var observed && joins().StandIn(observed) == row)
        {
            var there = scopes.ScopeOf(observed);
            foreach (var from in scopes.Segment(there).In(observed - scopes.Base(there)).Span)
            {
                if (!joins().IsShadowed(scopes.Base(there) + from))
                {
                    to.Add(scopes.Base(there) + from);
                }
            }
        }
    }

    public IReadOnlyList<Relation> From(ResourceRow row, int limit)
    {
        var relations = new List<Relation>();
        var scope = scopes.ScopeOf(row.Row);
        var (targets, page, first) = scopes.Segment(scope).Out(row.Row - scopes.Base(scope));
        for (var i = 0; i < targets.Length && relations.Count < limit; i++)
        {
            if (targets.Span[i] is >= 0 and var target)
            {
                relations.Add(Relation(row, scopes.Row(joins().StandIn(scopes.Base(scope) + target)), page, first + i, page.EdgeHows[first + i].Flags.HasFlag(EdgeFlags.IsCertain)));
            }
        }

        foreach (var link in Links.From(row.Row))
        {
            if (relations.Count < limit)
            {
                relations.Add(Relation(row, scopes.Row(link.To), page, link.Edge, link.IsCertain));
            }
        }

        return relations;
    }

    public IReadOnlyList<Relation> To(ResourceRow row, int limit)
    {
        var from = new List<int>();
        AddReferrers(row.Row, from);
        var relations = new List<Relation>();
        foreach (var referrer in from.Distinct())
        {
            if (relations.Count >= limit)
            {
                break;
            }

            relations.AddRange(Between(scopes.Row(referrer), row));
        }

        return relations;
    }

    /// <summary>How one row refers to another, by one attribute or several: as it says itself, else as was observed of it.</summary>
    public IReadOnlyList<Relation> Between(ResourceRow from, ResourceRow to)
    {
        var told = Between(from.Row, from, to);
        return told.Count == 0 && joins().Side(from.Row) != RowSide.Observed && joins().Partner(from.Row) is >= 0 and var observed ? Between(observed, from, to) : told;
    }

    private List<Relation> Between(int teller, ResourceRow from, ResourceRow to)
    {
        var relations = new List<Relation>();
        var scope = scopes.ScopeOf(teller);
        var (targets, page, first) = scopes.Segment(scope).Out(teller - scopes.Base(scope));
        for (var i = 0; i < targets.Length; i++)
        {
            // What is shadowed may be asked for as well.
            if (targets.Span[i] >= 0 && (scopes.Base(scope) + targets.Span[i] == to.Row || joins().StandIn(scopes.Base(scope) + targets.Span[i]) == to.Row))
            {
                relations.Add(Relation(from, to, page, first + i, page.EdgeHows[first + i].Flags.HasFlag(EdgeFlags.IsCertain)));
            }
        }

        foreach (var link in Links.From(teller))
        {
            if (link.To == to.Row)
            {
                relations.Add(Relation(from, to, page, link.Edge, link.IsCertain));
            }
        }

        return relations;
    }

    private static Relation Relation(ResourceRow from, ResourceRow to, SegmentPage page, int edge, bool isCertain)
    {
        var how = page.EdgeHows[edge];
        return new Relation(from, to, page.String(how.Attribute), how.Kind, isCertain);
    }
}
