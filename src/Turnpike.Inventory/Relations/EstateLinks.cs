using Turnpike.Inventory.Joining;
using Turnpike.Inventory.Segments;

namespace Turnpike.Inventory.Relations;

/// <summary>
/// Who refers to whom across scopes: the ids and ARNs that rows name and their own scope does not know, found among what
/// the rows of other scopes go by.
/// </summary>
internal sealed class EstateLinks
{
    /// <summary>What more than so many resources share identifies none of them.</summary>
    private const int MaxSharing = 8;

    private readonly Link[] _byFrom;
    private readonly int[] _toRows;
    private readonly int[] _byTo;

    private EstateLinks(Link[] byFrom)
    {
        _byFrom = byFrom;
        _byTo = new int[byFrom.Length];
        _toRows = new int[byFrom.Length];
        for (var i = 0; i < byFrom.Length; i++)
        {
            (_byTo[i], _toRows[i]) = (i, byFrom[i].To);
        }

        Array.Sort(_toRows, _byTo);
    }

    public int Count => _byFrom.Length;

    /// <param name="Edge">The edge of the row's page.</param>
    public readonly record struct Link(int From, int To, int Edge, bool IsCertain);

    /// <param name="joins">What is observed of something that is managed goes by the name of that.</param>
    public static EstateLinks Of(SnapshotScopes scopes, EstateJoins joins)
    {
        var wanted = Wanted(scopes, out var edges);
        var candidates = new Candidates(edges);
        Collect(scopes, wanted, candidates, joins);
        var links = new List<Link>();
        scopes.EachOutside((scope, from, edge, target) =>
        {
            if (wanted.Find(target) is var slot && candidates.Has(slot))
            {
                Add(scopes, scope, from, edge, candidates.Of(slot), links);
            }
        });
        return new EstateLinks([.. links]);
    }

    public ReadOnlySpan<Link> From(int row)
    {
        var (low, high) = (Bound(row), Bound(row + 1));
        return _byFrom.AsSpan(low, high - low);

        int Bound(int of)
        {
            var (low, high) = (0, _byFrom.Length);
            while (low < high)
            {
                var middle = (low + high) >>> 1;
                (low, high) = _byFrom[middle].From < of ? (middle + 1, high) : (low, middle);
            }

            return low;
        }
    }

    public IEnumerable<Link> To(int row)
    {
        var at = Array.BinarySearch(_toRows, row);
        while (at > 0 && _toRows[at - 1] == row)
        {
            at--;
        }

        for (; at >= 0 && at < _toRows.Length && _toRows[at] == row; at++)
        {
            yield return _byFrom[_byTo[at]];
        }
    }

    // Far fewer identifiers are named than exist, so those that are named are looked up and not the others.
    private static FingerprintTable Wanted(SnapshotScopes scopes, out int count)
    {
        var edges = 0;
        scopes.EachOutside((_, _, _, _) => edges++);
        var wanted = new FingerprintTable(edges);
        var distinct = 0;
        scopes.EachOutside((_, _, _, target) =>
        {
            ref var value = ref wanted.Value(target);
            if (value == 0)
            {
                value = ++distinct;
            }
        });
        count = distinct;
        return wanted;
    }

    private static void Collect(SnapshotScopes scopes, FingerprintTable wanted, Candidates candidates, EstateJoins joins)
    {
        for (var scope = 0; scope < scopes.Count; scope++)
        {
            var segment = scopes.Segment(scope);
            for (var page = 0; page < segment.Pages.Length; page++)
            {
                var identifiers = segment.Pages[page].Identifiers;
                var rows = segment.Pages[page].IdentifierRows;
                var first = scopes.Base(scope) + segment.RowBase(page);
                for (var i = 0; i < identifiers.Length; i++)
                {
                    if (!joins.IsShadowed(first + rows[i]) && wanted.Find(identifiers[i]) is >= 0 and var slot)
                    {
                        candidates.Add(slot, first + rows[i]);
                    }
                }
            }
        }
    }

    // Satellites take their primary's id for their own, and their types are longer; a data source stands for what is not managed.
    private static void Add(SnapshotScopes scopes, int scope, int from, int edge, List<int> candidates, List<Link> links)
    {
        var best = (Mode: int.MaxValue, Length: int.MaxValue);
        var owners = new List<int>();
        foreach (var candidate in candidates)
        {
            var (other, page, local) = scopes.Place(candidate);
            if (other == scope)
            {
                continue;
            }

            var head = scopes.Segment(other).Pages[page].Heads[local];
            var rank = (head.Flags.HasFlag(RowFlags.Data) ? 1 : 0, scopes.Segment(other).Pages[page].String(head.Type).Length);
            if (rank.CompareTo(best) < 0)
            {
                best = rank;
                owners.Clear();
            }

            if (rank == best)
            {
                owners.Add(candidate);
            }
        }

        if (owners.Count <= MaxSharing)
        {
            foreach (var owner in owners)
            {
                links.Add(new Link(from, owner, edge, owners.Count == 1));
            }
        }
    }

    /// <summary>Rows by the number of what they go by, chained.</summary>
    private sealed class Candidates(int slots)
    {
        private readonly int[] _first = new int[slots];
        private readonly List<(int Row, int Next)> _rows = [];

        public void Add(int slot, int row)
        {
            _rows.Add((row, _first[slot]));
            _first[slot] = _rows.Count;
        }

        public bool Has(int slot) => slot >= 0 && _first[slot] != 0;

        public List<int> Of(int slot)
        {
            var rows = new List<int>();
            for (var at = _first[slot]; at != 0 && rows.Count <= MaxSharing * 4; at = _rows[at - 1].Next)
            {
                rows.Add(_rows[at - 1].Row);
            }

            rows.Reverse();
            return rows;
        }
    }
}
