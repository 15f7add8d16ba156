namespace Turnpike.Values;

/// <summary>Distinct values in order of arrival, found by hash; few are found by looking at each. The core of the builders.</summary>
internal struct KeyTable
{
    private const int ScanUpTo = ValueIndex.ScanUpTo;

    private Value[] _keys;

    // Place + 1, so that 0 is empty; null while a scan does.
    private int[]? _table;
    private bool _isShared;

    public KeyTable(int capacity)
    {
        _keys = capacity == 0 ? [] : new Value[capacity];
        _table = capacity > ScanUpTo ? ValueIndex.NewTable(capacity) : null;
    }

    public int Count { get; private set; }

    public readonly ReadOnlySpan<Value> Keys => _keys.AsSpan(0, Count);

    /// <summary>The place of a value, or -1.</summary>
    public readonly int Find(Value value)
    {
        if (_table is null)
        {
            return Scan(value);
        }

        var mask = _table.Length - 1;
        for (var slot = value.GetHashCode() & mask; _table[slot] != 0; slot = (slot + 1) & mask)
        {
            if (_keys[_table[slot] - 1].Equals(value))
            {
                return _table[slot] - 1;
            }
        }

        return -1;
    }

    /// <summary>The place of a value, which is added if it is not there; then the place is the old <see cref="Count"/>.</summary>
    public int FindOrAdd(Value value)
    {
        if (_table is null)
        {
            var at = Scan(value);
            if (at < 0)
            {
                at = Append(value);
                if (Count > ScanUpTo)
                {
                    Rebuild(ValueIndex.NewTable(Count * 2));
                }
            }

            return at;
        }

        var mask = _table.Length - 1;
        var slot = value.GetHashCode() & mask;
        for (; _table[slot] != 0; slot = (slot + 1) & mask)
        {
            if (_keys[_table[slot] - 1].Equals(value))
            {
                return _table[slot] - 1;
            }
        }

        if (_isShared)
        {
            _table = (int[])_table.Clone();
            _isShared = false;
        }

        var place = Append(value);
        _table[slot] = Count;
        if (Count * 2 > _table.Length)
        {
            Rebuild(new int[_table.Length * 2]);
        }

        return place;
    }

    /// <summary>An index over the keys as they lie. The table is shared from now on.</summary>
    public ValueIndex ToIndex()
    {
        _isShared = true;
        return new ValueIndex(_table);
    }

    private readonly int Scan(Value value)
    {
        for (var i = 0; i < Count; i++)
        {
            if (_keys[i].Equals(value))
            {
                return i;
            }
        }

        return -1;
    }

    private int Append(Value value)
    {
        if (Count == _keys.Length)
        {
            Array.Resize(ref _keys, Math.Max(4, Count * 2));
        }

        _keys[Count] = value;
        return Count++;
    }

    private void Rebuild(int[] table)
    {
        var mask = table.Length - 1;
        for (var i = 0; i < Count; i++)
        {
            var slot = _keys[i].GetHashCode() & mask;
            while (table[slot] != 0)
            {
                slot = (slot + 1) & mask;
            }

            table[slot] = i + 1;
        }

        (_table, _isShared) = (table, false);
    }
}
