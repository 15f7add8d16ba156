using Turnpike.Values;

namespace Turnpike.Hcl.Types;

/// <summary>Collects the attributes of an object value. A name set again takes the later value.</summary>
public sealed class HclObjectBuilder(int capacity = 0)
{
    private readonly Dictionary<string, HclValue> _members = new(capacity, StringComparer.Ordinal);

    public int Count => _members.Count;

    public void Set(string name, HclValue value) => _members[name] = value;

    /// <summary>False, and nothing is changed, if the name is there.</summary>
    public bool TryAdd(string name, HclValue value) => _members.TryAdd(name, value);

    public bool TryGet(string name, out HclValue value) => _members.TryGetValue(name, out value);

    public HclValue ToValue()
    {
        if (_members.Count == 0)
        {
            return HclValue.EmptyObject;
        }

        var keys = new Value[_members.Count];
        var members = new HclValue[_members.Count];
        var at = 0;
        foreach (var (name, value) in _members)
        {
            keys[at] = Value.Of(name);
            members[at++] = value;
        }

        Array.Sort(keys, members);
        return Create(Shape.FromSorted(keys), members);
    }

    /// <summary>An object whose members lie at the places of the shape's keys.</summary>
    public static HclValue Create(Shape shape, ReadOnlySpan<HclValue> members)
    {
        var types = new HclType[members.Length];
        var values = new Value[members.Length];
        for (var i = 0; i < members.Length; i++)
        {
            types[i] = members[i].Type;
            values[i] = members[i].Value;
        }

        return new HclValue(ObjectType.Create(shape, types), ObjectValue.Create(shape, values));
    }
}
