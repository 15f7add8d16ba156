using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Turnpike.Values;

namespace Turnpike.Estate.Views;

/// <summary>An object being changed: the base is copied once, when the first change comes.</summary>
internal sealed class AttributeEdit(ObjectValue source)
{
    // The same few attributes are added to every resource of a type, so the wider shapes are shared; they go with the shape.
    private static readonly ConditionalWeakTable<Shape, ConcurrentDictionary<Value, Shape>> s_wider = [];

    private Value[]? _values;
    private List<(Value Key, Value Value)>? _added;

    public Value? Get(Value key)
    {
        var at = source.Shape.IndexOf(key);
        if (at >= 0)
        {
            return _values is null ? source.Values[at] : _values[at];
        }

        return _added?.Find(a => a.Key.Equals(key)).Value;
    }

    public void Set(Value key, Value value)
    {
        var at = source.Shape.IndexOf(key);
        if (at >= 0)
        {
            _values ??= source.Values.ToArray();
            _values[at] = value;
            return;
        }

        _added ??= [];
        var place = _added.FindIndex(a => a.Key.Equals(key));
        if (place >= 0)
        {
            _added[place] = (key, value);
        }
        else
        {
            _added.Add((key, value));
        }
    }

    public ObjectValue ToValue()
    {
        if (_added is null)
        {
            return _values is null ? source : Marked(ObjectValue.Create(source.Shape, _values));
        }

        var shape = source.Shape;
        foreach (var (key, _) in _added)
        {
            shape = Wider(shape, key);
        }

        // Once for all that is added: a copy for each would be most of what a view costs.
        var values = new Value?[shape.Count];
        foreach (var (key, value) in _added)
        {
            values[shape.IndexOf(key)] = value;
        }

        var present = _values ?? source.Values;
        var next = 0;
        foreach (ref var value in values.AsSpan())
        {
            value ??= present[next++];
        }

        return Marked(ObjectValue.Create(shape, values!));
    }

    private static Shape Wider(Shape shape, Value key) =>
        s_wider.GetValue(shape, static _ => new ConcurrentDictionary<Value, Shape>()).GetOrAdd(
            key,
            static (key, shape) =>
            {
                var builder = new ObjectBuilder(shape.Count + 1);
                foreach (var present in shape.Keys)
                {
                    builder.Set(present, Value.Null);
                }

                builder.Set(key, Value.Null);
                return builder.ToValue().Shape;
            },
            shape);

    private ObjectValue Marked(ObjectValue made) => source.IsSensitive ? (ObjectValue)made.ToSensitive() : made;
}
