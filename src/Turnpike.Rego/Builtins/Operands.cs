using System.Numerics;
using Turnpike.Rego.Types;
using Turnpike.Values;

namespace Turnpike.Rego.Builtins;

/// <summary>Failures and readings of arguments that many builtins share, worded as OPA words them.</summary>
internal static class Operands
{
    public static string Text(this ReadOnlySpan<Value> arguments, int index) => ((StringValue)arguments[index]).Value;

    public static Value? WrongElement(BuiltinContext context, int operand, Value list, Value item, string expected)
    {
        var kind = ValueKindNames.Of(list.Kind);
        return context.WrongType(operand, $"{kind} of {expected}s", $"{kind} containing {ValueKindNames.Of(item.Kind)}");
    }

    /// <summary>The strings of an array or set, or null after failing.</summary>
    public static string[]? Strings(BuiltinContext context, int operand, Value list)
    {
        var items = Aggregates.ItemsOf(list);
        var strings = new string[items.Length];
        for (var i = 0; i < items.Length; i++)
        {
            if (items[i] is not StringValue text)
            {
                WrongElement(context, operand, list, items[i], "string");
                return null;
            }

            strings[i] = text.Value;
        }

        return strings;
    }

    /// <summary>An argument as a 32-bit integer; false after failing.</summary>
    public static bool TryGetInteger(BuiltinContext context, int operand, Value argument, out int value)
    {
        value = 0;
        if (argument is NumberValue number && number.TryGetInt32(out value))
        {
            return true;
        }

        context.WrongType(operand, "integer number", "floating-point number");
        return false;
    }

    public static bool TryGetLong(BuiltinContext context, int operand, Value argument, out long value)
    {
        value = 0;
        if (argument is NumberValue number && number.TryGetInt64(out value))
        {
            return true;
        }

        context.WrongType(operand, "integer number", "floating-point number");
        return false;
    }

    public static bool TryGetBigInteger(BuiltinContext context, int operand, Value argument, out BigInteger value)
    {
        value = default;
        if (argument is NumberValue number && Integers.TryGetBounded(number, out value))
        {
            return true;
        }

        context.WrongType(operand, "integer number", "floating-point number");
        return false;
    }
}

internal static class Integers
{
    // 1e1000000 is short to write and long to compute with.
    private const int MaxExponent = 10_000;

    /// <summary>An integer that is not absurdly large.</summary>
    public static bool TryGetBounded(NumberValue number, out BigInteger value)
    {
        value = default;
        if (number.TryGetInt64(out var integer))
        {
            value = integer;
            return true;
        }

        return number.IsInteger && number.ToDecimal().Exponent <= MaxExponent && number.TryGetBigInteger(out value);
    }

    /// <summary>Digits in lower case, base 2, 8, 10 or 16.</summary>
    public static string Format(BigInteger value, int radix)
    {
        var magnitude = BigInteger.Abs(value);
        var digits = radix switch
        {
            2 => magnitude.ToString("b", System.Globalization.CultureInfo.InvariantCulture),
            16 => magnitude.ToString("x", System.Globalization.CultureInfo.InvariantCulture),
            8 => Octal(magnitude),
            _ => magnitude.ToString(System.Globalization.CultureInfo.InvariantCulture),
        };

        // The sign bit shows as a leading zero in .NET.
        digits = radix == 10 ? digits : digits.TrimStart('0');
        return (value.Sign < 0 ? "-" : "") + (digits.Length == 0 ? "0" : digits);
    }

    private static string Octal(BigInteger magnitude)
    {
        var bits = magnitude.ToString("b", System.Globalization.CultureInfo.InvariantCulture);
        bits = bits.PadLeft((bits.Length + 2) / 3 * 3, '0');
        return string.Create(bits.Length / 3, bits, static (octal, bits) =>
        {
            for (var i = 0; i < octal.Length; i++)
            {
                octal[i] = (char)('0' + ((bits[3 * i] - '0') * 4) + ((bits[(3 * i) + 1] - '0') * 2) + (bits[(3 * i) + 2] - '0'));
            }
        });
    }
}
