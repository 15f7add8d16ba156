using System.Buffers;
using System.Numerics;
using Turnpike.Rego.Types;
using Turnpike.Values;

namespace Turnpike.Rego.Builtins;

/// <summary><c>units.parse</c> and <c>units.parse_bytes</c>.</summary>
internal static class Units
{
    /// <summary>Digits and the point.</summary>
    internal static readonly SearchValues<char> NumberCharacters = SearchValues.Create("0123456789.");

    private const int Decimals = 10;
    private const int MaxDigits = 4096;

    public static IReadOnlyList<Builtin> All { get; } =
    [
        new("units.parse", [RegoType.String], RegoType.Number, Parse),
        new("units.parse_bytes", [RegoType.String], RegoType.Number, ParseBytes),
    ];

    private static Value? Parse(BuiltinContext context, ReadOnlySpan<Value> arguments)
    {
        if (!TrySplit(context, arguments.Text(0), "amount", out var number, out var unit))
        {
            return null;
        }

        // Only the first letter's case tells: m is a thousandth, M a million.
        if (Factor(unit is "m" or "M" ? unit : unit.ToLowerInvariant()) is not var (mantissa, exponent))
        {
            return context.Fail($"unit {unit} not recognized");
        }

        if (!NumberValue.TryParse(number, out var amount))
        {
            return context.Fail("could not parse amount to a number");
        }

        var (m, e) = amount.ToDecimal();
        return RoundTo(Decimals, m * mantissa, e + exponent, truncate: false);
    }

    private static Value? ParseBytes(BuiltinContext context, ReadOnlySpan<Value> arguments)
    {
        if (!TrySplit(context, arguments.Text(0).ToLowerInvariant(), "byte amount", out var number, out var unit))
        {
            return null;
        }

        var plain = unit.Length > 1 && unit.EndsWith('b') ? unit[..^1] : unit;
        if (Factor(plain == "m" ? "M" : plain) is not var (mantissa, exponent))
        {
            return context.Fail($"byte unit {unit} not recognized");
        }

        if (!NumberValue.TryParse(number, out var amount))
        {
            return context.Fail("could not parse byte amount to a number");
        }

        var (m, e) = amount.ToDecimal();
        return RoundTo(0, m * mantissa, e + exponent, truncate: true);
    }

    private static bool TrySplit(BuiltinContext context, string text, string what, out string number, out string unit)
    {
        text = text.Replace("\"", "", StringComparison.Ordinal);
        var end = text.AsSpan().IndexOfAnyExcept(NumberCharacters);
        end = end < 0 ? text.Length : end;
        number = text[..end];
        unit = text[end..];
        if (text.Contains(' ', StringComparison.Ordinal))
        {
            context.Fail("spaces not allowed in resource strings");
        }
        else if (end == 0)
        {
            context.Fail($"no {what} provided");
        }
        else if (number.Length > MaxDigits || number.AsSpan().Count('.') > 1 || number == ".")
        {
            context.Fail($"could not parse {what} to a number");
        }

        // Go reads ".5" and "5."; JSON's numbers have digits on both sides.
        number = number.StartsWith('.') ? "0" + number : number.TrimEnd('.');
        return !context.HasFailed;
    }

    /// <summary>Mantissa × 10^exponent for a unit in lower case (or M); null where there is none such.</summary>
    private static (BigInteger Mantissa, int Exponent)? Factor(string unit) => unit switch
    {
        "" => (1, 0),
        "m" => (1, -3),
        "M" => (1, 6),
        "k" => (1, 3),
        "g" => (1, 9),
        "t" => (1, 12),
        "p" => (1, 15),
        "e" => (1, 18),
        "ki" => (BigInteger.One << 10, 0),
        "mi" => (BigInteger.One << 20, 0),
        "gi" => (BigInteger.One << 30, 0),
        "ti" => (BigInteger.One << 40, 0),
        "pi" => (BigInteger.One << 50, 0),
        "ei" => (BigInteger.One << 60, 0),
        _ => null,
    };

    private static NumberValue RoundTo(int decimals, BigInteger mantissa, int exponent, bool truncate)
    {
        if (exponent >= -decimals)
        {
            return NumberValue.FromDecimal(mantissa, exponent);
        }

        var unit = BigInteger.Pow(10, -exponent - decimals);
        var quotient = BigInteger.DivRem(mantissa, unit, out var rest);
        return NumberValue.FromDecimal(!truncate && rest * 2 >= unit ? quotient + 1 : quotient, -decimals);
    }
}
