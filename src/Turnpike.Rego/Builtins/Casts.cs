using Turnpike.Rego.Types;
using Turnpike.Values;

namespace Turnpike.Rego.Builtins;

/// <summary><c>to_number</c>, and functions that OPA keeps for old policies.</summary>
internal static class Casts
{
    private static readonly RegoType s_list = RegoType.AnyOf(RegoType.SetOf(RegoType.Any), RegoType.ArrayOf(RegoType.Any));

    public static IReadOnlyList<Builtin> All { get; } =
    [
        new("to_number", [RegoType.AnyOf(RegoType.Null, RegoType.Boolean, RegoType.Number, RegoType.String)], RegoType.Number, ToNumber),
        Identity("cast_null", RegoType.Null),
        Identity("cast_boolean", RegoType.Boolean),
        Identity("cast_string", RegoType.String),
        Identity("cast_object", RegoType.ObjectOf(RegoType.Any, RegoType.Any)),
        new("cast_array", [s_list], RegoType.ArrayOf(RegoType.Any), static (_, a) => a[0] is ArrayValue array ? array : Value.Array(Aggregates.ItemsOf(a[0]))) { Sensitivity = SensitivityFlow.Parts },
        new("cast_set", [s_list], RegoType.SetOf(RegoType.Any), static (_, a) => a[0] is SetValue set ? set : Value.Set(Aggregates.ItemsOf(a[0]))) { Sensitivity = SensitivityFlow.Parts },
        new("set_diff", [RegoType.SetOf(RegoType.Any), RegoType.SetOf(RegoType.Any)], RegoType.SetOf(RegoType.Any), static (_, a) => Sets.Difference((SetValue)a[0], (SetValue)a[1])) { Sensitivity = SensitivityFlow.Parts },
        new("all", [s_list], RegoType.Boolean, static (_, a) => Value.Of(!Holds(a[0], static item => item is not BooleanValue { Value: true }))),
        new("any", [s_list], RegoType.Boolean, static (_, a) => Value.Of(Holds(a[0], static item => item is BooleanValue { Value: true }))),
    ];

    private static Builtin Identity(string name, RegoType type) => new(name, [type], type, static (_, a) => a[0]) { Sensitivity = SensitivityFlow.Parts };

    private static bool Holds(Value list, Func<Value, bool> test)
    {
        foreach (var item in Aggregates.UnorderedOf(list))
        {
            if (test(item))
            {
                return true;
            }
        }

        return false;
    }

    private static Value? ToNumber(BuiltinContext context, ReadOnlySpan<Value> arguments) => arguments[0] switch
    {
        NumberValue number => number,
        BooleanValue boolean => Value.Of(boolean.Value ? 1 : 0),
        StringValue text => Parse(context, text.Value),
        _ => Value.Of(0),
    };

    private static Value? Parse(BuiltinContext context, string text)
    {
        var unsigned = text.TrimStart('+', '-');
        if (unsigned.Equals("inf", StringComparison.OrdinalIgnoreCase)
            || unsigned.Equals("infinity", StringComparison.OrdinalIgnoreCase)
            || unsigned.Equals("nan", StringComparison.OrdinalIgnoreCase))
        {
            return context.WrongType(1, "valid number string", "string");
        }

        // Go takes a missing whole or fractional part, which JSON does not.
        var e = text.AsSpan().IndexOfAny('e', 'E');
        var mantissa = e < 0 ? text : text[..e];
        var sign = mantissa.StartsWith('-') ? "-" : "";
        var digits = mantissa.StartsWith('-') || mantissa.StartsWith('+') ? mantissa[1..] : mantissa;
        var isNumber = digits.AsSpan().IndexOfAnyExcept(Units.NumberCharacters) < 0 && digits.AsSpan().IndexOfAnyInRange('0', '9') >= 0 && digits.AsSpan().Count('.') <= 1;
        digits = digits.TrimEnd('.');
        digits = (digits.StartsWith('.') ? "0" : "") + digits;
        var exponent = e < 0 ? "" : text[e..];
        if (!isNumber || !NumberValue.TryParse(sign + digits + exponent, out var number))
        {
            return context.Fail($"strconv.ParseFloat: parsing {GoQuote.Of(text)}: invalid syntax");
        }

        return double.IsInfinity(number.ToDouble())
            ? context.Fail($"strconv.ParseFloat: parsing {GoQuote.Of(text)}: value out of range")
            : number;
    }
}
