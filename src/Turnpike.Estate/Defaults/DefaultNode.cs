using Turnpike.Estate.Joins;
using Turnpike.Estate.Views;
using Turnpike.Values;

namespace Turnpike.Estate.Defaults;

/// <summary>The defaults of one type as a tree by path, so that a resource is walked once for all of them.</summary>
internal sealed class DefaultNode
{
    private readonly Dictionary<Value, DefaultNode> _children = [];
    private readonly List<ProviderDefault> _entries = [];
    private VersionRange _versions;

    public static DefaultNode Build(IReadOnlyList<ProviderDefault> defaults, VersionRange versions)
    {
        var root = new DefaultNode { _versions = versions };
        foreach (var entry in defaults)
        {
            if (entry.Versions.Intersect(versions).IsEmpty)
            {
                continue;
            }

            var node = root;
            foreach (var step in entry.Path)
            {
                if (!node._children.TryGetValue(step, out var child))
                {
                    node._children.Add(step, child = new DefaultNode { _versions = versions });
                }

                node = child;
            }

            node._entries.Add(entry);
        }

        return root;
    }

    /// <summary>The value with defaults filled in; itself where none applies.</summary>
    /// <param name="isNew">The resource is created by the change: a value that the provider will compute takes a certain default.</param>
    /// <param name="path">Where the value stands in the view.</param>
    public Value Apply(Value value, bool isNew, ValuePath path, Action<ValuePath, ProviderDefault> filled)
    {
        switch (value)
        {
            case ObjectValue o:
                return ApplyMembers(o, isNew, path, filled);
            case ArrayValue a when _children.TryGetValue(AttributePath.Every, out var every):
                return ApplyItems(a, every, isNew, path, filled);
            default:
                return value;
        }
    }

    private ObjectValue ApplyMembers(ObjectValue value, bool isNew, ValuePath path, Action<ValuePath, ProviderDefault> filled)
    {
        AttributeEdit? edit = null;
        foreach (var (key, child) in _children)
        {
            var member = value.Get(key);
            var made = child.Fill(member, isNew, path, key, filled);
            if (made is { Kind: ValueKind.Object or ValueKind.Array } && child._children.Count > 0)
            {
                made = child.Apply(made, isNew, path.Append(key), filled);
            }

            if (made is not null && !ReferenceEquals(made, member))
            {
                (edit ??= new AttributeEdit(value)).Set(key, made);
            }
        }

        return edit?.ToValue() ?? value;
    }

    private static ArrayValue ApplyItems(ArrayValue value, DefaultNode every, bool isNew, ValuePath path, Action<ValuePath, ProviderDefault> filled)
    {
        Value[]? items = null;
        for (var i = 0; i < value.Count; i++)
        {
            var made = every.Apply(value[i], isNew, path.Append(i), filled);
            if (!ReferenceEquals(made, value[i]))
            {
                items ??= value.Items.ToArray();
                items[i] = made;
            }
        }

        return items is null ? value : ArrayValue.Create(items);
    }

    /// <summary>The member itself where it is set, or what stands for it where it is not.</summary>
    private Value? Fill(Value? member, bool isNew, ValuePath path, Value key, Action<ValuePath, ProviderDefault> filled)
    {
        if (_entries.Count == 0)
        {
            return member;
        }

        var isUnset = member is null or NullValue || (member is ArrayValue { Count: 0 } && _entries[0].Value is ArrayValue { Count: > 0 });
        var isComputed = member is UnknownValue { Origin: UnknownOrigin.ComputedUnset };
        if (!isUnset && !(isComputed && isNew))
        {
            return member;
        }

        var entry = _entries[0];
        if (isComputed && !_entries.TrueForAll(static e => e.IsCertain))
        {
            return member;
        }

        if ((entry.IsForNew && !isNew) || !IsSettled())
        {
            return member is NullValue or null || isUnset ? Open(path.Append(key)) : member;
        }

        filled(path.Append(key), entry);
        return member is { IsSensitive: true } ? entry.Value.ToSensitive() : entry.Value;
    }

    /// <summary>Every version that may be in use has a default, and it is the same.</summary>
    private bool IsSettled()
    {
        var at = _versions.From;
        foreach (var entry in _entries.OrderBy(static e => e.Versions.From))
        {
            if (entry.Versions.From > at || !entry.Value.Equals(_entries[0].Value))
            {
                return false;
            }

            at = entry.Versions.Below > at ? entry.Versions.Below : at;
        }

        return at >= _versions.Below;
    }

    private static UnknownValue Open(ValuePath path) => new("default:" + path, UnknownOrigin.ComputedUnset);
}
