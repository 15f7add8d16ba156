namespace Turnpike.Values;

public sealed class ArrayValue : Value
{
    private readonly Value[] _items;

    private ArrayValue(Value[] items, ValueMarks marks)
        : base(ValueKind.Array, marks) => _items = items;

    public static ArrayValue Empty { get; } = new([], ValueMarks.None);

    public int Count => _items.Length;

    public ReadOnlySpan<Value> Items => _items;

    public Value this[int index] => _items[index];

    /// <summary>Takes ownership of the array: the caller must not change it afterwards.</summary>
    public static ArrayValue Create(Value[] items) => items.Length == 0 ? Empty : new(items, Composite.Marks(items));

    /// <summary>What an index gives: the item, or null (undefined) where there is none.</summary>
    public Value? Get(Value index) =>
        index is NumberValue number && number.TryGetInt32(out var at) && (uint)at < (uint)_items.Length ? _items[at] : null;

    public override Value ToSensitive() => new ArrayValue(Composite.ToSensitive(_items), Marks | ValueMarks.Sensitive);

    private protected override Value Remark(ValueMarks marks) => new ArrayValue(_items, marks);

    private protected override bool EqualsSameKind(Value other) => Items.SequenceEqual(((ArrayValue)other).Items);

    private protected override int CompareSameKind(Value other) => Composite.Compare(_items, ((ArrayValue)other)._items);

    private protected override int ComputeHash() => Composite.Hash(_items, 17);
}

/// <summary>What arrays, sets and objects share.</summary>
internal static class Composite
{
    public static ValueMarks Marks(ReadOnlySpan<Value> items)
    {
        var marks = ValueMarks.None;
        foreach (var item in items)
        {
            marks |= item.Marks;
        }

        // A sensitive part makes the whole hold something sensitive; it is not itself sensitive.
        return (marks & ValueMarks.HoldsUnknown)
            | ((marks & (ValueMarks.Sensitive | ValueMarks.HoldsSensitive)) != 0 ? ValueMarks.HoldsSensitive : ValueMarks.None)
            | ((marks & (ValueMarks.Ephemeral | ValueMarks.HoldsEphemeral)) != 0 ? ValueMarks.HoldsEphemeral : ValueMarks.None);
    }

    public static Value[] ToSensitive(ReadOnlySpan<Value> items)
    {
        var result = new Value[items.Length];
        for (var i = 0; i < items.Length; i++)
        {
            result[i] = items[i].ToSensitive();
        }

        return result;
    }

    public static int Compare(ReadOnlySpan<Value> left, ReadOnlySpan<Value> right)
    {
        for (var i = 0; i < left.Length && i < right.Length; i++)
        {
            var order = left[i].CompareTo(right[i]);
            if (order != 0)
            {
                return order;
            }
        }

        return left.Length.CompareTo(right.Length);
    }

    public static int Hash(ReadOnlySpan<Value> items, int seed)
    {
        foreach (var item in items)
        {
            seed = (seed * 31) + item.GetHashCode();
        }

        return seed;
    }
}
