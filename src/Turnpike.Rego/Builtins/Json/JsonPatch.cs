using System.Globalization;
using Turnpike.Rego.Types;
using Turnpike.Values;

namespace Turnpike.Rego.Builtins;

/// <summary><c>json.patch</c> (RFC 6902), on sets too. A patch that does not apply is undefined, not an error.</summary>
internal static class JsonPatch
{
    public static IReadOnlyList<Builtin> All { get; } =
    [
        new("json.patch", [RegoType.Any, RegoType.ArrayOf(RegoType.Any)], RegoType.Any, Apply) { Sensitivity = SensitivityFlow.Parts },
    ];

    private static Value? Apply(BuiltinContext context, ReadOnlySpan<Value> arguments)
    {
        Value? target = arguments[0];
        foreach (var item in ((ArrayValue)arguments[1]).Items)
        {
            if (item is not ObjectValue operation
                || (operation.Get("op") as StringValue)?.Value is not { } op
                || PathOf(operation, "path") is not { } path)
            {
                return null;
            }

            target = Apply(context, target, op, path, operation);
            if (target is null)
            {
                return null;
            }
        }

        return target;
    }

    private static Value? Apply(BuiltinContext context, Value target, string op, IReadOnlyList<Value> path, ObjectValue operation)
    {
        var value = operation.Get("value");
        switch (op)
        {
            case "add" when value is not null:
                return Edit(context, target, path, 0, value, Mode.Add);
            case "remove":
                return Edit(context, target, path, 0, null, Mode.Remove);
            case "replace" when value is not null:
                return Edit(context, target, path, 0, value, Mode.Replace);
            case "test" when value is not null:
                return Find(target, path) == value ? target : null;
            case "copy" when PathOf(operation, "from") is { } from && Find(target, from) is { } copied:
                return Edit(context, target, path, 0, copied, Mode.Add);
            case "move" when PathOf(operation, "from") is { } from && Find(target, from) is { } moved:
                // Moving the whole to a place inside itself is no document at all.
                return from.Count == 0
                    ? path.Count == 0 ? target : null
                    : Edit(context, target, from, 0, null, Mode.Remove) is { } rest ? Edit(context, rest, path, 0, moved, Mode.Add) : null;
            default:
                return null;
        }
    }

    private static IReadOnlyList<Value>? PathOf(ObjectValue operation, string key) => operation.Get(key) is { } path ? JsonPaths.Steps(path) : null;

    private static Value? Find(Value target, IReadOnlyList<Value> path)
    {
        Value? at = target;
        foreach (var step in path)
        {
            at = at is ArrayValue array ? IndexOf(array, step) is >= 0 and var i && i < array.Count ? array[i] : null : Objects.Member(at, step);
        }

        return at;
    }

    private static Value? Edit(BuiltinContext context, Value target, IReadOnlyList<Value> path, int depth, Value? value, Mode mode)
    {
        if (depth == path.Count)
        {
            return mode == Mode.Remove ? null : value;
        }

        var step = path[depth];
        var isLast = depth == path.Count - 1;
        switch (target)
        {
            case ObjectValue obj:
                context.Step(obj.Count);
                if (isLast)
                {
                    return mode == Mode.Remove
                        ? obj.Get(step) is null ? null : obj.Without(step)
                        : mode == Mode.Replace && obj.Get(step) is null ? null : obj.With(step, value!);
                }

                return obj.Get(step) is { } child && Edit(context, child, path, depth + 1, value, mode) is { } edited ? obj.With(step, edited) : null;
            case ArrayValue array:
                context.Step(array.Count);
                return EditArray(context, array, path, depth, value, mode);
            case SetValue set:
                context.Step(set.Count);
                return EditSet(context, set, path, depth, value, mode);
            default:
                return null;
        }
    }

    private static ArrayValue? EditArray(BuiltinContext context, ArrayValue array, IReadOnlyList<Value> path, int depth, Value? value, Mode mode)
    {
        var at = IndexOf(array, path[depth]);
        var isLast = depth == path.Count - 1;
        if (at < 0 || at > array.Count || (at == array.Count && !(isLast && mode == Mode.Add)))
        {
            return null;
        }

        var items = array.Items;
        if (isLast && mode != Mode.Replace)
        {
            return mode == Mode.Add
                ? ArrayValue.Create([.. items[..at], value!, .. items[at..]])
                : ArrayValue.Create([.. items[..at], .. items[(at + 1)..]]);
        }

        return (isLast ? value : Edit(context, items[at], path, depth + 1, value, mode)) is { } edited
            ? ArrayValue.Create([.. items[..at], edited, .. items[(at + 1)..]])
            : null;
    }

    private static SetValue? EditSet(BuiltinContext context, SetValue set, IReadOnlyList<Value> path, int depth, Value? value, Mode mode)
    {
        var step = path[depth];
        if (depth < path.Count - 1)
        {
            return set.Get(step) is { } member && Edit(context, member, path, depth + 1, value, mode) is { } edited
                ? Sets.Union(Sets.Difference(set, Value.Set(step)), Value.Set(edited))
                : null;
        }

        // A member is its own key.
        return (mode, set.Contains(step)) switch
        {
            (Mode.Remove, true) => Sets.Difference(set, Value.Set(step)),
            (Mode.Add, _) or (Mode.Replace, true) when value == step => Sets.Union(set, Value.Set(step)),
            _ => null,
        };
    }

    /// <summary>-1 where the step is no index; the length for "-".</summary>
    private static int IndexOf(ArrayValue array, Value step)
    {
        switch (step)
        {
            case NumberValue number when number.TryGetInt32(out var index):
                return index < 0 ? -1 : index;
            case StringValue { Value: "-" }:
                return array.Count;
            case StringValue text when int.TryParse(text.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed):
                return text.Value == parsed.ToString(CultureInfo.InvariantCulture) ? parsed : -1;
            default:
                return -1;
        }
    }

    private enum Mode
    {
        Add,
        Remove,
        Replace,
    }
}
