namespace Turnpike.Values;

/// <summary>A set: distinct values, iterated in Rego's order.</summary>
public sealed class SetValue : Value
{
    private readonly Value[] _items;
    private readonly ValueIndex _index;
    private Value[]? _sorted;

    private SetValue(Value[] distinct, ValueIndex index, ValueMarks marks)
        : base(ValueKind.Set, marks)
    {
        _items = distinct;
        _index = index;
    }

    public static SetValue Empty { get; } = new([], default, ValueMarks.None);

    public int Count => _items.Length;

    /// <summary>The members in order; sorted on first use.</summary>
    public ReadOnlySpan<Value> Items => Sorted();

    /// <summary>The members in no particular order, without sorting.</summary>
    public ReadOnlySpan<Value> Unordered => _items;

    public bool Contains(Value value) => _index.Find(_items, value) >= 0;

    /// <summary>The member equal to <paramref name="value"/> (it may carry other marks or number text), or null.</summary>
    public Value? Get(Value value)
    {
        var at = _index.Find(_items, value);
        return at < 0 ? null : _items[at];
    }

    public static SetValue Create(ReadOnlySpan<Value> items)
    {
        var builder = new SetBuilder(items.Length);
        foreach (var item in items)
        {
            builder.Add(item);
        }

        return builder.ToValue();
    }

    /// <summary>
    /// Takes ownership of the members, which the caller knows to be distinct; <see cref="Unordered"/> keeps their order.
    /// </summary>
    public static SetValue FromDistinct(Value[] distinct) =>
        distinct.Length == 0 ? Empty : new(distinct, ValueIndex.Over(distinct), Composite.Marks(distinct));

    public override Value ToSensitive() => new SetValue(Composite.ToSensitive(_items), _index, Marks | ValueMarks.Sensitive);

    private Value[] Sorted()
    {
        if (_sorted is null)
        {
            var sorted = (Value[])_items.Clone();
            System.Array.Sort(sorted);
            _sorted = sorted;
        }

        return _sorted;
    }

    private protected override Value Remark(ValueMarks marks) => new SetValue(_items, _index, marks);

    private protected override bool EqualsSameKind(Value other)
    {
        var set = (SetValue)other;
        if (Count != set.Count)
        {
            return false;
        }

        foreach (var item in _items)
        {
            if (!set.Contains(item))
            {
                return false;
            }
        }

        return true;
    }

    private protected override int CompareSameKind(Value other) => Composite.Compare(Sorted(), ((SetValue)other).Sorted());

    private protected override int ComputeHash()
    {
        // Order must not matter, so members are summed.
        var hash = 29;
        foreach (var item in _items)
        {
            hash += item.GetHashCode() * -1640531527;
        }

        return hash;
    }
}

/// <summary>Collects distinct values. A value equal to one already there is dropped.</summary>
public sealed class SetBuilder
{
    private Value[] _items;
    private int[] _table;
    private int _count;

    public SetBuilder(int capacity = 0)
    {
        _items = new Value[Math.Max(4, capacity)];
        _table = ValueIndex.NewTable(capacity);
    }

    public int Count => _count;

    /// <summary>What has been collected so far, in order of arrival.</summary>
    public ReadOnlySpan<Value> Items => _items.AsSpan(0, _count);

    /// <summary>False if an equal value was there.</summary>
    public bool Add(Value value)
    {
        var mask = _table.Length - 1;
        var slot = value.GetHashCode() & mask;
        for (; _table[slot] != 0; slot = (slot + 1) & mask)
        {
            if (_items[_table[slot] - 1].Equals(value))
            {
                return false;
            }
        }

        if (_count == _items.Length)
        {
            System.Array.Resize(ref _items, _count * 2);
        }

        _items[_count++] = value;
        _table[slot] = _count;
        if (_count * 2 > _table.Length)
        {
            Grow();
        }

        return true;
    }

    public bool Contains(Value value)
    {
        var mask = _table.Length - 1;
        for (var slot = value.GetHashCode() & mask; _table[slot] != 0; slot = (slot + 1) & mask)
        {
            if (_items[_table[slot] - 1].Equals(value))
            {
                return true;
            }
        }

        return false;
    }

    public SetValue ToValue() => SetValue.FromDistinct(_items.AsSpan(0, _count).ToArray());

    private void Grow()
    {
        _table = new int[_table.Length * 2];
        var mask = _table.Length - 1;
        for (var i = 0; i < _count; i++)
        {
            var slot = _items[i].GetHashCode() & mask;
            while (_table[slot] != 0)
            {
                slot = (slot + 1) & mask;
            }

            _table[slot] = i + 1;
        }
    }
}
