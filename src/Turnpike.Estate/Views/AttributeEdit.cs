using Turnpike.Values;

namespace Turnpike.Estate.Views;

/// <summary>An object being changed: the base is copied once, when the first change comes.</summary>
internal sealed class AttributeEdit(ObjectValue source)
{
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

        var builder = new ObjectBuilder(source.Count + _added.Count);
        for (var i = 0; i < source.Count; i++)
        {
            builder.Set(source.Keys[i], _values is null ? source.Values[i] : _values[i]);
        }

        foreach (var (key, value) in _added)
        {
            builder.Set(key, value);
        }

        return Marked(builder.ToValue());
    }

    private ObjectValue Marked(ObjectValue made) => source.IsSensitive ? (ObjectValue)made.ToSensitive() : made;
}
