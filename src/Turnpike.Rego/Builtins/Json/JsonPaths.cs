using System.Globalization;
using Turnpike.Rego.Types;
using Turnpike.Values;

namespace Turnpike.Rego.Builtins;

/// <summary><c>json.filter</c> and <c>json.remove</c>: paths as text (<c>a/b/0</c>) or arrays of keys.</summary>
internal static class JsonPaths
{
    private static readonly RegoType s_object = RegoType.ObjectOf(RegoType.Any, RegoType.Any);
    private static readonly RegoType s_path = RegoType.AnyOf(RegoType.String, RegoType.ArrayOf(RegoType.Any));
    private static readonly RegoType s_paths = RegoType.AnyOf(RegoType.SetOf(s_path), RegoType.ArrayOf(s_path));

    public static IReadOnlyList<Builtin> All { get; } =
    [
        new("json.filter", [s_object, s_paths], RegoType.Any, static (c, a) => TreeOf(c, a[1]) is { } tree ? Filter(c, a[0], tree) : null) { Sensitivity = SensitivityFlow.Parts },
        new("json.remove", [s_object, s_paths], RegoType.Any, static (c, a) => TreeOf(c, a[1]) is { } tree ? Remove(c, a[0], tree) : null) { Sensitivity = SensitivityFlow.Parts },
    ];

    /// <summary>The steps of a path; null where it is neither text nor array.</summary>
    public static IReadOnlyList<Value>? Steps(Value path) => path switch
    {
        StringValue { Value: "" } => [],
        StringValue text => [.. text.Value.TrimStart('/').Split('/').Select(static part => Value.Of(Unescape(part)))],
        ArrayValue array => array.Items.ToArray(),
        _ => null,
    };

    private static string Unescape(string part) => part.Contains('~', StringComparison.Ordinal)
        ? part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)
        : part;

    private static PathTree? TreeOf(BuiltinContext context, Value paths)
    {
        var root = new PathTree();
        foreach (var path in Aggregates.ItemsOf(paths))
        {
            if (Steps(path) is not { } steps)
            {
                context.WrongType(2, "one of {set, array} containing string paths or array of path segments", path);
                return null;
            }

            root.Add(steps);
        }

        return root;
    }

    private static Value Filter(BuiltinContext context, Value value, PathTree tree)
    {
        context.Step();
        if (tree.IsEnd)
        {
            return value;
        }

        switch (value)
        {
            case ArrayValue array:
                var items = new List<Value>();
                for (var i = 0; i < array.Count; i++)
                {
                    if (tree.Find(IndexText(i)) is { } below)
                    {
                        items.Add(Filter(context, array[i], below));
                    }
                }

                return ArrayValue.Create([.. items]);
            case SetValue set:
                var members = new SetBuilder();
                foreach (var member in set.Items)
                {
                    if (tree.Find(member) is { } below)
                    {
                        members.Add(Filter(context, member, below));
                    }
                }

                return members.ToValue();
            case ObjectValue obj:
                var kept = new ObjectBuilder();
                for (var i = 0; i < obj.Count; i++)
                {
                    if (tree.Find(obj.Keys[i]) is { } below)
                    {
                        kept.Set(obj.Keys[i], Filter(context, obj.Values[i], below));
                    }
                }

                return kept.ToValue();
            default:
                return value;
        }
    }

    /// <summary>Null where the whole value goes.</summary>
    private static Value? Remove(BuiltinContext context, Value value, PathTree? tree)
    {
        context.Step();
        if (tree is null || tree.IsEnd)
        {
            return tree is null ? value : null;
        }

        switch (value)
        {
            case ArrayValue array:
                var items = new List<Value>();
                for (var i = 0; i < array.Count; i++)
                {
                    AddIfLeft(items, Remove(context, array[i], tree.Find(IndexText(i))));
                }

                return ArrayValue.Create([.. items]);
            case SetValue set:
                var members = new List<Value>();
                foreach (var member in set.Items)
                {
                    AddIfLeft(members, Remove(context, member, tree.Find(member)));
                }

                return SetValue.Create(members.ToArray());
            case ObjectValue obj:
                var kept = new ObjectBuilder();
                for (var i = 0; i < obj.Count; i++)
                {
                    if (Remove(context, obj.Values[i], tree.Find(obj.Keys[i])) is { } left)
                    {
                        kept.Set(obj.Keys[i], left);
                    }
                }

                return kept.ToValue();
            default:
                return value;
        }
    }

    private static void AddIfLeft(List<Value> values, Value? value)
    {
        if (value is not null)
        {
            values.Add(value);
        }
    }

    private static StringValue IndexText(int index) => Value.Of(index.ToString(CultureInfo.InvariantCulture));

    /// <summary>Paths by their steps. Below the end of one path, longer ones say nothing more.</summary>
    private sealed class PathTree
    {
        private Dictionary<Value, PathTree>? _below;

        public bool IsEnd { get; private set; }

        public PathTree? Find(Value step) => _below?.GetValueOrDefault(step);

        public void Add(IReadOnlyList<Value> steps)
        {
            var node = this;
            for (var i = 0; i < steps.Count && !node.IsEnd; i++)
            {
                node._below ??= [];
                if (!node._below.TryGetValue(steps[i], out var next))
                {
                    next = new PathTree();
                    node._below[steps[i]] = next;
                }

                node = next;
            }

            // An empty path names nothing.
            node.IsEnd |= steps.Count > 0;
        }
    }
}
