namespace Turnpike.Values;

/// <summary>Finds a value's place in an array by hash (open addressing); for few values a plain scan is faster.</summary>
internal readonly struct ValueIndex
{
    public const int ScanUpTo = 8;

    // Entry: place + 1, so that 0 is empty. Null where a scan does.
    private readonly int[]? _table;

    /// <param name="table">As <see cref="Over"/> builds it; null where a scan does.</param>
    public ValueIndex(int[]? table) => _table = table;

    /// <summary>An index over values that are known to be distinct.</summary>
    public static ValueIndex Over(ReadOnlySpan<Value> distinct)
    {
        if (distinct.Length <= ScanUpTo)
        {
            return default;
        }

        var table = NewTable(distinct.Length);
        for (var i = 0; i < distinct.Length; i++)
        {
            var slot = distinct[i].GetHashCode() & (table.Length - 1);
            while (table[slot] != 0)
            {
                slot = (slot + 1) & (table.Length - 1);
            }

            table[slot] = i + 1;
        }

        return new ValueIndex(table);
    }

    public static int[] NewTable(int count) => new int[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, count * 2))];

    /// <summary>The place of <paramref name="value"/> in the array this was built over, or -1.</summary>
    public int Find(ReadOnlySpan<Value> values, Value value)
    {
        if (_table is null)
        {
            for (var i = 0; i < values.Length; i++)
            {
                if (ReferenceEquals(values[i], value) || values[i].Equals(value))
                {
                    return i;
                }
            }

            return -1;
        }

        for (var slot = value.GetHashCode() & (_table.Length - 1); _table[slot] != 0; slot = (slot + 1) & (_table.Length - 1))
        {
            var place = _table[slot] - 1;
            if (values[place].Equals(value))
            {
                return place;
            }
        }

        return -1;
    }
}
