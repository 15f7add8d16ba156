using Turnpike.Text.Patterns;

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

    /// <summary>As <see cref="Items"/>; sorting tells the counter of its work.</summary>
    public ReadOnlySpan<Value> ItemsCounted(IStepCounter steps) => _sorted ?? Sorted(steps);

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

    internal static SetValue FromIndexed(Value[] distinct, ValueIndex index) =>
        distinct.Length == 0 ? Empty : new(distinct, index, Composite.Marks(distinct));

    public override Value ToSensitive() => new SetValue(Composite.ToSensitive(_items), _index, Marks | ValueMarks.Sensitive);

    private Value[] Sorted(IStepCounter? steps = null)
    {
        if (_sorted is null)
        {
            var sorted = (Value[])_items.Clone();
            ValueOrder.Sort(sorted, steps: steps);
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
    private KeyTable _members;

    public SetBuilder(int capacity = 0) => _members = new KeyTable(capacity);

    public int Count => _members.Count;

    /// <summary>What has been collected so far, in order of arrival.</summary>
    public ReadOnlySpan<Value> Items => _members.Keys;

    /// <summary>False if an equal value was there.</summary>
    public bool Add(Value value)
    {
        var count = _members.Count;
        return _members.FindOrAdd(value) == count;
    }

    public bool Contains(Value value) => _members.Find(value) >= 0;

    public SetValue ToValue() => SetValue.FromIndexed(_members.Keys.ToArray(), _members.ToIndex());
}
