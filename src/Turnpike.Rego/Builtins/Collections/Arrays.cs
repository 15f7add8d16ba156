using Turnpike.Rego.Types;
using Turnpike.Values;

namespace Turnpike.Rego.Builtins;

internal static class Arrays
{
    private static readonly RegoType s_array = RegoType.ArrayOf(RegoType.Any);

    public static IReadOnlyList<Builtin> All { get; } =
    [
        Moving("array.concat", [s_array, s_array], static (_, a) => Value.Array([.. Items(a[0]), .. Items(a[1])])),
        Moving("array.reverse", [s_array], Reverse),
        Moving("array.slice", [s_array, RegoType.Number, RegoType.Number], Slice),
        Moving("array.flatten", [s_array], Flatten),
    ];

    private static Builtin Moving(string name, IReadOnlyList<RegoType> parameters, BuiltinFunction function) =>
        new(name, parameters, s_array, function) { Sensitivity = SensitivityFlow.Parts, AcceptsUnknownParts = true };

    private static ReadOnlySpan<Value> Items(Value array) => ((ArrayValue)array).Items;

    private static Value? Reverse(BuiltinContext context, ReadOnlySpan<Value> arguments)
    {
        var items = Items(arguments[0]).ToArray();
        Array.Reverse(items);
        return ArrayValue.Create(items);
    }

    private static Value? Slice(BuiltinContext context, ReadOnlySpan<Value> arguments)
    {
        if (!Operands.TryGetLong(context, 2, arguments[1], out var start) || !Operands.TryGetLong(context, 3, arguments[2], out var stop))
        {
            return null;
        }

        var items = Items(arguments[0]);
        var from = (int)Math.Clamp(start, 0, items.Length);
        var to = (int)Math.Clamp(stop, 0, items.Length);
        return to <= from ? ArrayValue.Empty : ArrayValue.Create(items[from..to].ToArray());
    }

    private static Value? Flatten(BuiltinContext context, ReadOnlySpan<Value> arguments)
    {
        var flat = new List<Value>();
        foreach (var item in Items(arguments[0]))
        {
            // An unknown item may be an array of any length.
            if (item is UnknownValue unknown)
            {
                context.LookInto(unknown);
                return unknown.Child(Value.Of("array.flatten"));
            }

            if (item is ArrayValue inner)
            {
                flat.AddRange(inner.Items);
            }
            else
            {
                flat.Add(item);
            }
        }

        return ArrayValue.Create([.. flat]);
    }
}
