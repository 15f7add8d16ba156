using Turnpike.Rego.Types;
using Turnpike.Values;

namespace Turnpike.Rego.Builtins;

internal static class Aggregates
{
    private static readonly RegoType s_list = RegoType.AnyOf(RegoType.SetOf(RegoType.Any), RegoType.ArrayOf(RegoType.Any));

    public static IReadOnlyList<Builtin> All { get; } =
    [
        new("count", [RegoType.AnyOf(RegoType.ArrayOf(RegoType.Any), RegoType.ObjectOf(RegoType.Any, RegoType.Any), RegoType.SetOf(RegoType.Any), RegoType.String)], RegoType.Number, Count)
        {
            Sensitivity = SensitivityFlow.Shape,
            AcceptsUnknownParts = true,
        },
        new("max", [s_list], RegoType.Any, Max) { Sensitivity = SensitivityFlow.Parts },
        new("min", [s_list], RegoType.Any, Min) { Sensitivity = SensitivityFlow.Parts },
        new("sort", [s_list], RegoType.ArrayOf(RegoType.Any), Sort) { Sensitivity = SensitivityFlow.Parts },
    ];

    internal static ReadOnlySpan<Value> ItemsOf(Value list) => list is ArrayValue array ? array.Items : ((SetValue)list).Items;

    internal static ReadOnlySpan<Value> UnorderedOf(Value list) => list is ArrayValue array ? array.Items : ((SetValue)list).Unordered;

    private static Value? Count(BuiltinContext context, ReadOnlySpan<Value> arguments) => arguments[0] switch
    {
        ArrayValue array => Value.Of(array.Count),
        ObjectValue obj => Value.Of(obj.Count),
        SetValue set when set.IsGround => Value.Of(set.Count),
        SetValue set => CountOfPossiblyEqual(context, set),
        StringValue text => Value.Of(CodePoints.Count(text.Value)),
        _ => null,
    };

    private static NumberValue CountOfPossiblyEqual(BuiltinContext context, SetValue set)
    {
        foreach (var member in set.Unordered)
        {
            if (member is UnknownValue unknown)
            {
                context.LookInto(unknown);
            }
        }

        return Value.Of(set.Count);
    }

    private static Value? Max(BuiltinContext context, ReadOnlySpan<Value> arguments)
    {
        Value? max = null;
        foreach (var item in UnorderedOf(arguments[0]))
        {
            max = max is null || item > max ? item : max;
        }

        return max;
    }

    private static Value? Min(BuiltinContext context, ReadOnlySpan<Value> arguments)
    {
        Value? min = null;
        foreach (var item in UnorderedOf(arguments[0]))
        {
            min = min is null || item < min ? item : min;
        }

        return min;
    }

    private static ArrayValue Sort(BuiltinContext context, ReadOnlySpan<Value> arguments)
    {
        if (arguments[0] is SetValue set)
        {
            return ArrayValue.Create(set.ItemsCounted(context).ToArray());
        }

        var items = ItemsOf(arguments[0]).ToArray();
        ValueOrder.Sort(items, steps: context);
        return ArrayValue.Create(items);
    }
}
