using System.Text;
using Turnpike.Ledger.Merkle;

namespace Turnpike.Inventory.Segments;

/// <summary>The content of a scope in memory: its pages, and who refers to whom among its rows.</summary>
internal sealed class ScopeSegment
{
    private readonly int[] _rowBase;
    private readonly int[] _edgeBase;
    private readonly int[] _targets;
    private readonly int[] _inStart;
    private readonly int[] _inRows;

    public ScopeSegment(Hash256 hash, SegmentManifest manifest, SegmentPage[] pages)
    {
        Hash = hash;
        Manifest = manifest;
        Pages = pages;
        _rowBase = Bases(pages, static p => p.Rows);
        _edgeBase = Bases(pages, static p => p.Edges);
        _targets = Resolve();
        (_inStart, _inRows) = Turn();
    }

    public Hash256 Hash { get; }

    public SegmentManifest Manifest { get; }

    public SegmentPage[] Pages { get; }

    public int Rows => _rowBase[^1];

    public int RowBase(int page) => _rowBase[page];

    public (int Page, int Row) Place(int row)
    {
        var page = Array.BinarySearch(_rowBase, row);
        if (page < 0)
        {
            page = ~page - 1;
        }

        return (page, row - _rowBase[page]);
    }

    /// <summary>The edges of a row: the row of this scope that each leads to (negative for none), and how.</summary>
    public (ReadOnlyMemory<int> Targets, SegmentPage Page, int FirstEdge) Out(int row)
    {
        var (page, local) = Place(row);
        var starts = Pages[page].EdgeStart;
        return (_targets.AsMemory(_edgeBase[page] + (int)starts[local], (int)(starts[local + 1] - starts[local])), Pages[page], (int)starts[local]);
    }

    /// <summary>The rows of this scope that refer to a row, in order; one that does so by several attributes as often.</summary>
    public ReadOnlyMemory<int> In(int row) => _inRows.AsMemory(_inStart[row], _inStart[row + 1] - _inStart[row]);

    /// <summary>The current object at an address; negative where there is none.</summary>
    public int Find(string address)
    {
        var bytes = Encoding.UTF8.GetBytes(address);
        var page = Manifest.PageOf(bytes);
        if (page < 0)
        {
            return -1;
        }

        var row = Pages[page].LowerBound(bytes);
        return row < Pages[page].Rows && Pages[page].CompareAddress(row, bytes) == 0 && !Pages[page].Heads[row].Flags.HasFlag(RowFlags.Deposed)
            ? _rowBase[page] + row
            : -1;
    }

    /// <summary>How many rows stand before an address.</summary>
    public int LowerBound(string address)
    {
        var bytes = Encoding.UTF8.GetBytes(address);
        var page = Manifest.PageOf(bytes);
        return page < 0 ? 0 : _rowBase[page] + Pages[page].LowerBound(bytes);
    }

    private static int[] Bases(SegmentPage[] pages, Func<SegmentPage, int> count)
    {
        var bases = new int[pages.Length + 1];
        for (var i = 0; i < pages.Length; i++)
        {
            bases[i + 1] = bases[i] + count(pages[i]);
        }

        return bases;
    }

    private int[] Resolve()
    {
        var rows = new FingerprintTable(Rows);
        for (var page = 0; page < Pages.Length; page++)
        {
            var addresses = Pages[page].Addresses;
            for (var i = 0; i < addresses.Length; i++)
            {
                rows.TryAdd(addresses[i], _rowBase[page] + i);
            }
        }

        var targets = new int[_edgeBase[^1]];
        for (var page = 0; page < Pages.Length; page++)
        {
            var of = Pages[page].EdgeTargets;
            var how = Pages[page].EdgeHows;
            for (var i = 0; i < of.Length; i++)
            {
                targets[_edgeBase[page] + i] = how[i].Flags.HasFlag(EdgeFlags.IsOutside) ? -1 : rows.Find(of[i]);
            }
        }

        return targets;
    }

    private (int[] Start, int[] Rows) Turn()
    {
        var start = new int[Rows + 2];
        foreach (var target in _targets)
        {
            if (target >= 0)
            {
                start[target + 2]++;
            }
        }

        for (var i = 2; i < start.Length; i++)
        {
            start[i] += start[i - 1];
        }

        // Each place of start runs to the next row's while the list is filled.
        var rows = new int[start[^1]];
        for (var page = 0; page < Pages.Length; page++)
        {
            var starts = Pages[page].EdgeStart;
            for (var local = 0; local < Pages[page].Rows; local++)
            {
                for (var edge = (int)starts[local]; edge < starts[local + 1]; edge++)
                {
                    if (_targets[_edgeBase[page] + edge] is >= 0 and var target)
                    {
                        rows[start[target + 1]++] = _rowBase[page] + local;
                    }
                }
            }
        }

        return (start[..^1], rows);
    }
}

/// <summary>Numbers by fingerprint; the first that is added stays.</summary>
internal sealed class FingerprintTable
{
    private readonly ulong[] _keys;
    private readonly int[] _values;
    private readonly int _mask;

    public FingerprintTable(int capacity)
    {
        var size = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, capacity * 3L / 2));
        _keys = new ulong[size];
        _values = new int[size];
        _mask = size - 1;
    }

    public void TryAdd(ulong key, int value)
    {
        var slot = Slot(key);
        if (_values[slot] == 0)
        {
            (_keys[slot], _values[slot]) = (key, value + 1);
        }
    }

    /// <summary>Negative where it is not there.</summary>
    public int Find(ulong key) => _values[Slot(key)] - 1;

    /// <summary>The place of a key's value, to be changed; the value is one more than the number.</summary>
    public ref int Value(ulong key)
    {
        var slot = Slot(key);
        _keys[slot] = key;
        return ref _values[slot];
    }

    private int Slot(ulong key)
    {
        var slot = (int)(key >> 20) & _mask;
        while (_values[slot] != 0 && _keys[slot] != key)
        {
            slot = (slot + 1) & _mask;
        }

        return slot;
    }
}
