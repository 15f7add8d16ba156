using System.Globalization;
using System.Numerics;
using System.Text;
using Turnpike.Text.Patterns;
using Turnpike.Values;

namespace Turnpike.Rego.Builtins;

/// <summary>One value under one verb of Go's fmt. OPA hands integers, floats and strings over; all else as its text.</summary>
internal static class FormatValue
{
    public static void Append(StringBuilder text, FormatSpec spec, Rune verb, Value value, IStepCounter? steps = null)
    {
        if (verb.Value == 'T')
        {
            Pad(text, spec, TypeName(value));
            return;
        }

        var formatted = value is NumberValue number
            ? TryGetInteger(number, out var integer) ? OfInteger(ref spec, verb, integer, number) : OfFloat(ref spec, verb, number.ToDouble())
            : OfString(ref spec, verb, TextOf(value, steps));
        if (formatted is not null)
        {
            Pad(text, spec, formatted);
            return;
        }

        text.Append("%!").Append(verb.ToString()).Append('(').Append(TypeName(value)).Append('=');
        Append(text, new FormatSpec { Width = spec.Width, Precision = spec.Precision, Minus = spec.Minus, Plus = spec.Plus, Sharp = spec.Sharp, Space = spec.Space, Zero = spec.Zero }, new Rune('v'), value, steps);
        text.Append(')');
    }

    public static string TypeName(Value value) => value switch
    {
        NumberValue number when number.TryGetInt64(out _) && TryGetInteger(number, out _) => "int",
        NumberValue number when TryGetInteger(number, out _) => "*big.Int",
        NumberValue => "float64",
        _ => "string",
    };

    public static string TextOf(Value value, IStepCounter? steps = null) => value is StringValue text ? text.Value : RegoText.Of(value, steps);

    // 1.0 is a float to Go, whatever its value.
    private static bool TryGetInteger(NumberValue number, out BigInteger integer)
    {
        integer = default;
        return number.IsInteger && number.Text.AsSpan().IndexOfAny(".eE") < 0 && number.TryGetBigInteger(out integer);
    }

    private static string? OfInteger(ref FormatSpec spec, Rune verb, BigInteger value, NumberValue number)
    {
        var isSmall = number.TryGetInt64(out var small);
        switch (verb.Value)
        {
            case 'v' or 'd':
            case 's' when !isSmall:
                return Integer(ref spec, value, 10, "");
            case 'b':
                return Integer(ref spec, value, 2, spec.Sharp ? "0b" : "");
            case 'o':
                return Integer(ref spec, value, 8, spec.Sharp ? "0" : "");
            case 'O':
                return Integer(ref spec, value, 8, "0o");
            case 'x':
                return Integer(ref spec, value, 16, spec.Sharp ? "0x" : "");
            case 'X':
                return Integer(ref spec, value, 16, spec.Sharp ? "0X" : "").ToUpperInvariant();
            case 'c' when isSmall:
                return RuneOf(small).ToString();
            case 'q' when isSmall:
                return Quoted(small, spec);
            case 'U' when isSmall:
                return string.Create(CultureInfo.InvariantCulture, $"U+{small:X4}") + (spec.Sharp && Rune.IsValid((int)Math.Min(small, int.MaxValue)) ? $" '{RuneOf(small)}'" : "");
            default:
                return null;
        }
    }

    private static string Integer(ref FormatSpec spec, BigInteger value, int radix, string prefix)
    {
        var digits = Integers.Format(BigInteger.Abs(value), radix);
        var sign = value.Sign < 0 ? "-" : spec.Plus ? "+" : spec.Space ? " " : "";
        if (spec.Precision >= 0)
        {
            digits = spec.Precision == 0 && value.IsZero ? "" : digits.PadLeft(spec.Precision, '0');
            spec.Zero = false;
        }
        else if (spec.Zero && !spec.Minus && spec.Width > 0)
        {
            digits = digits.PadLeft(Math.Max(0, spec.Width - sign.Length), '0');
        }

        return sign + (prefix == "0" && digits.StartsWith('0') ? "" : prefix) + digits;
    }

    private static Rune RuneOf(long code) => code is >= 0 and <= 0x10FFFF && Rune.IsValid((int)code) ? new Rune((int)code) : Rune.ReplacementChar;

    private static string Quoted(long code, FormatSpec spec)
    {
        var text = new StringBuilder("'");
        GoQuote.AppendRune(text, RuneOf(code), '\'', spec.Plus);
        return text.Append('\'').ToString();
    }

    private static string? OfFloat(ref FormatSpec spec, Rune verb, double value)
    {
        var text = verb.Value switch
        {
            'v' or 'g' => GoDouble.General(value, spec.Precision),
            'G' => GoDouble.General(value, spec.Precision).ToUpperInvariant(),
            'e' => GoDouble.Scientific(value, spec.Precision < 0 ? 6 : spec.Precision),
            'E' => GoDouble.Scientific(value, spec.Precision < 0 ? 6 : spec.Precision).ToUpperInvariant(),
            'f' or 'F' => GoDouble.Fixed(value, spec.Precision < 0 ? 6 : spec.Precision),
            _ => null,
        };
        if (text is null)
        {
            return null;
        }

        var sign = text.StartsWith('-') ? "-" : spec.Plus ? "+" : spec.Space ? " " : "";
        var digits = text.TrimStart('-');
        return sign + (spec.Zero && !spec.Minus && spec.Width > 0 && double.IsFinite(value) ? digits.PadLeft(Math.Max(0, spec.Width - sign.Length), '0') : digits);
    }

    private static string? OfString(ref FormatSpec spec, Rune verb, string value)
    {
        switch (verb.Value)
        {
            case 'v' or 's':
                return Truncated(value, spec.Precision);
            case 'q':
                value = Truncated(value, spec.Precision);
                return spec.Sharp && !value.Contains('`', StringComparison.Ordinal) && !value.EnumerateRunes().Any(static r => r.Value < 0x20 && r.Value != '\t')
                    ? $"`{value}`"
                    : GoQuote.Of(value, spec.Plus);
            case 'x' or 'X':
                return Hexadecimal(spec, verb, Encoding.UTF8.GetBytes(value));
            default:
                return null;
        }
    }

    private static string Hexadecimal(FormatSpec spec, Rune verb, byte[] bytes)
    {
        var prefix = spec.Sharp ? verb.Value == 'X' ? "0X" : "0x" : "";
        var pairs = bytes.Take(spec.Precision < 0 ? bytes.Length : spec.Precision)
            .Select(b => b.ToString(verb.Value == 'X' ? "X2" : "x2", CultureInfo.InvariantCulture))
            .ToArray();
        return pairs.Length == 0 ? "" : spec.Space ? string.Join(' ', pairs.Select(p => prefix + p)) : prefix + string.Concat(pairs);
    }

    private static string Truncated(string value, int length) => length < 0 ? value : value[..CodePoints.OffsetOf(value, length)];

    private static void Pad(StringBuilder text, FormatSpec spec, string value)
    {
        var missing = spec.Width - CodePoints.Count(value);
        if (missing <= 0)
        {
            text.Append(value);
        }
        else if (spec.Minus)
        {
            text.Append(value).Append(' ', missing);
        }
        else
        {
            text.Append(spec.Zero ? '0' : ' ', missing).Append(value);
        }
    }
}
