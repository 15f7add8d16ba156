using Turnpike.Estate.Joins;
using Turnpike.Estate.Views;
using Turnpike.Values;

namespace Turnpike.Estate.Defaults;

/// <summary>The defaults of one type as a tree by path, so that a resource is walked once for all of them.</summary>
internal sealed class DefaultNode
{
    private readonly Dictionary<Value, DefaultNode> _children = [];
    private readonly List<ProviderDefault> _entries = [];

    public static DefaultNode Build(IReadOnlyList<ProviderDefault> defaults, VersionRange versions)
    {
        var root = new DefaultNode();
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
                    node._children.Add(step, child = new DefaultNode());
                }

                node = child;
            }

            node._entries.Add(entry);
        }

        return root;
    }

    /// <summary>The attributes with defaults filled in; themselves where none applies.</summary>
    public ObjectValue Apply(ObjectValue attributes, DefaultRun run) => ApplyMembers(attributes, ValuePath.Root, run);

    private ObjectValue ApplyMembers(ObjectValue value, ValuePath path, DefaultRun run)
    {
        AttributeEdit? edit = null;
        foreach (var (key, child) in _children)
        {
            var member = value.Get(key);
            var made = child._entries.Count == 0 ? member : run.Fill(member, child._entries, path, key);
            if (child._children.Count > 0)
            {
                made = child.ApplyWithin(made, path, key, run);
            }

            if (made is not null && !ReferenceEquals(made, member))
            {
                (edit ??= new AttributeEdit(value)).Set(key, made);
            }
        }

        return edit?.ToValue() ?? value;
    }

    private Value? ApplyWithin(Value? value, ValuePath path, Value key, DefaultRun run) => value switch
    {
        ObjectValue o => ApplyMembers(o, path.Append(key), run),
        ArrayValue a when _children.TryGetValue(AttributePath.Every, out var every) => every.ApplyItems(a, path.Append(key), run),
        _ => value,
    };

    private ArrayValue ApplyItems(ArrayValue value, ValuePath path, DefaultRun run)
    {
        Value[]? items = null;
        for (var i = 0; i < value.Count; i++)
        {
            if (value[i] is ObjectValue item && ApplyMembers(item, path.Append(i), run) is var made && !ReferenceEquals(made, item))
            {
                items ??= value.Items.ToArray();
                items[i] = made;
            }
        }

        return items is null ? value : ArrayValue.Create(items);
    }
}
