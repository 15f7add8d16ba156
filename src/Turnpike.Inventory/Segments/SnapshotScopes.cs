using Turnpike.Inventory.Snapshots;

namespace Turnpike.Inventory.Segments;

/// <summary>The segments of a snapshot, by name of their scopes, with the numbers that their rows have among all.</summary>
internal sealed class SnapshotScopes
{
    private readonly (string Name, ScopeSegment Segment)[] _scopes;
    private readonly int[] _bases;

    public SnapshotScopes(IReadOnlyList<(string Name, ScopeSegment Segment)> scopes)
    {
        _scopes = [.. scopes];
        _bases = new int[_scopes.Length + 1];
        for (var i = 0; i < _scopes.Length; i++)
        {
            _bases[i + 1] = _bases[i] + _scopes[i].Segment.Rows;
        }
    }

    /// <summary>Called with the scope, the row among all, the edge in its page and what it names.</summary>
    public delegate void OutsideEdge(int scope, int row, int edge, ulong target);

    public int Count => _scopes.Length;

    public int Rows => _bases[^1];

    public string Name(int scope) => _scopes[scope].Name;

    public ScopeSegment Segment(int scope) => _scopes[scope].Segment;

    public int Base(int scope) => _bases[scope];

    /// <summary>Negative where there is none of that name.</summary>
    public int IndexOf(string name)
    {
        var (low, high) = (0, _scopes.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            (low, high) = string.CompareOrdinal(_scopes[middle].Name, name) < 0 ? (middle + 1, high) : (low, middle);
        }

        return low < _scopes.Length && _scopes[low].Name == name ? low : -1;
    }

    public int ScopeOf(int row)
    {
        // Scopes without rows share their base with the next.
        var (low, high) = (0, _scopes.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            (low, high) = _bases[middle + 1] <= row ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    public (int Scope, int Page, int Row) Place(int row)
    {
        var scope = ScopeOf(row);
        var (page, local) = _scopes[scope].Segment.Place(row - _bases[scope]);
        return (scope, page, local);
    }

    public ResourceRow Row(int row)
    {
        var (scope, page, local) = Place(row);
        return _scopes[scope].Segment.Pages[page].Row(_scopes[scope].Name, local, row);
    }

    /// <summary>The rows of some types, in their order.</summary>
    public IEnumerable<int> RowsOf(Func<string, bool> isWanted)
    {
        for (var scope = 0; scope < _scopes.Length; scope++)
        {
            var segment = _scopes[scope].Segment;
            for (var page = 0; page < segment.Pages.Length; page++)
            {
                var wanted = new Dictionary<ushort, bool>();
                for (var local = 0; local < segment.Pages[page].Rows; local++)
                {
                    var type = segment.Pages[page].Heads[local].Type;
                    if (!wanted.TryGetValue(type, out var take))
                    {
                        wanted[type] = take = isWanted(segment.Pages[page].String(type));
                    }

                    if (take)
                    {
                        yield return _bases[scope] + segment.RowBase(page) + local;
                    }
                }
            }
        }
    }

    public int Find(ResourceKey key) =>
        IndexOf(key.Scope) is >= 0 and var scope && _scopes[scope].Segment.Find(key.Address) is >= 0 and var row ? _bases[scope] + row : -1;

    public void EachOutside(OutsideEdge action)
    {
        for (var scope = 0; scope < _scopes.Length; scope++)
        {
            var segment = _scopes[scope].Segment;
            for (var page = 0; page < segment.Pages.Length; page++)
            {
                EachOutside(segment.Pages[page], scope, _bases[scope] + segment.RowBase(page), action);
            }
        }
    }

    private static void EachOutside(SegmentPage page, int scope, int first, OutsideEdge action)
    {
        var starts = page.EdgeStart;
        var hows = page.EdgeHows;
        var targets = page.EdgeTargets;
        for (var row = 0; row < page.Rows; row++)
        {
            for (var edge = (int)starts[row]; edge < starts[row + 1]; edge++)
            {
                if ((hows[edge].FlagBits & (byte)EdgeFlags.IsOutside) != 0)
                {
                    action(scope, first + row, edge, targets[edge]);
                }
            }
        }
    }
}
