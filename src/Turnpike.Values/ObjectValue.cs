using Turnpike.Text.Patterns;

namespace Turnpike.Values;

/// <summary>An object: values by key, in the order of the keys. Keys may be any value; JSON's are strings.</summary>
public sealed class ObjectValue : Value
{
    private readonly Value[] _values;

    private ObjectValue(Shape shape, Value[] values, ValueMarks marks)
        : base(ValueKind.Object, marks)
    {
        Shape = shape;
        _values = values;
    }

    public static ObjectValue Empty { get; } = new(Shape.Empty, [], ValueMarks.None);

    public Shape Shape { get; }

    public int Count => _values.Length;

    public ReadOnlySpan<Value> Keys => Shape.Keys;

    /// <summary>At the places of <see cref="Keys"/>.</summary>
    public ReadOnlySpan<Value> Values => _values;

    /// <summary>Takes ownership of <paramref name="values"/>, which lie at the places of the shape's keys.</summary>
    public static ObjectValue Create(Shape shape, Value[] values)
    {
        if (values.Length != shape.Count)
        {
            throw new ArgumentException("One value a key is needed.", nameof(values));
        }

        return values.Length == 0 ? Empty : new(shape, values, Composite.Marks(values) | shape.KeyMarks);
    }

    /// <summary>The value at a key, or null where the object has no such key.</summary>
    public Value? Get(Value key)
    {
        var at = Shape.IndexOf(key);
        return at < 0 ? null : _values[at];
    }

    public Value? Get(string key)
    {
        var at = Shape.IndexOf(key);
        return at < 0 ? null : _values[at];
    }

    /// <summary>This object with one member set or replaced.</summary>
    public ObjectValue With(string key, Value value) => With(Of(key), value);

    public ObjectValue With(Value key, Value value)
    {
        var at = Shape.IndexOf(key);
        if (at >= 0)
        {
            var values = (Value[])_values.Clone();
            values[at] = value;
            return Create(Shape, values);
        }

        var builder = new ObjectBuilder(Count + 1);
        builder.SetAll(this);
        builder.Set(key, value);
        return builder.ToValue();
    }

    /// <summary>This object without a key; itself if it has no such key.</summary>
    public ObjectValue Without(Value key)
    {
        var at = Shape.IndexOf(key);
        if (at < 0)
        {
            return this;
        }

        var builder = new ObjectBuilder(Count);
        for (var i = 0; i < Count; i++)
        {
            if (i != at)
            {
                builder.Set(Keys[i], _values[i]);
            }
        }

        return builder.ToValue();
    }

    public override Value ToSensitive() => new ObjectValue(Shape, Composite.ToSensitive(_values), Marks | ValueMarks.Sensitive);

    private protected override Value Remark(ValueMarks marks) => new ObjectValue(Shape, _values, marks);

    private protected override bool EqualsSameKind(Value other)
    {
        var that = (ObjectValue)other;
        return (ReferenceEquals(Shape, that.Shape) || Keys.SequenceEqual(that.Keys)) && Values.SequenceEqual(that.Values);
    }

    private protected override int CompareSameKind(Value other)
    {
        var that = (ObjectValue)other;
        for (var i = 0; i < Count && i < that.Count; i++)
        {
            var order = Keys[i].CompareTo(that.Keys[i]);
            order = order != 0 ? order : _values[i].CompareTo(that._values[i]);
            if (order != 0)
            {
                return order;
            }
        }

        return Count.CompareTo(that.Count);
    }

    private protected override int ComputeHash() => Composite.Hash(_values, Shape.KeyHash);
}

/// <summary>Collects the members of an object. A key set again takes the later value.</summary>
public sealed class ObjectBuilder
{
    private KeyTable _keys;
    private Value[] _values;

    public ObjectBuilder(int capacity = 0)
    {
        _keys = new KeyTable(capacity);
        _values = capacity == 0 ? [] : new Value[capacity];
    }

    public int Count => _keys.Count;

    public void Set(string key, Value value) => Set(Value.Of(key), value);

    public void Set(Value key, Value value)
    {
        var at = _keys.FindOrAdd(key);
        Grow();
        _values[at] = value;
    }

    /// <summary>False, and nothing is changed, if the key is there.</summary>
    public bool TryAdd(Value key, Value value)
    {
        var count = Count;
        var at = _keys.FindOrAdd(key);
        if (at < count)
        {
            return false;
        }

        Grow();
        _values[at] = value;
        return true;
    }

    public Value? Get(Value key)
    {
        var at = _keys.Find(key);
        return at < 0 ? null : _values[at];
    }

    public void SetAll(ObjectValue other)
    {
        for (var i = 0; i < other.Count; i++)
        {
            Set(other.Keys[i], other.Values[i]);
        }
    }

    /// <param name="steps">Told of the work that sorting many keys is.</param>
    public ObjectValue ToValue(IStepCounter? steps = null)
    {
        if (Count == 0)
        {
            return ObjectValue.Empty;
        }

        var keys = _keys.Keys.ToArray();
        var values = _values.AsSpan(0, Count).ToArray();
        ValueOrder.Sort(keys, values, steps);
        return ObjectValue.Create(new Shape(keys), values);
    }

    private void Grow()
    {
        if (Count > _values.Length)
        {
            Array.Resize(ref _values, Math.Max(4, _values.Length * 2));
        }
    }
}
