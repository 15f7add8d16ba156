using System.Globalization;
using System.Numerics;
using Turnpike.Values;

namespace Turnpike.Hcl.Types;

/// <summary>Reads numbers from text.</summary>
internal static class NumberParser
{
    private const int MaxLength = 100_000;
    private const int MaxExponent = 100_000;

    public static bool TryParse(string text, out NumberValue number)
    {
        number = Zero;
        if (text.Length <= 18 && text.Length > 0 && char.IsAsciiDigit(text[^1])
            && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var small))
        {
            number = small == 0 && text[0] == '-' ? NegativeZero : (NumberValue)Value.Of(small);
            return true;
        }

        return text.Length is > 0 and <= MaxLength && TryParseLong(text, out number);
    }

    private static NumberValue Zero { get; } = Value.Of(0L);

    private static NumberValue NegativeZero { get; } = NumberValue.FromBinary(BinaryNumber.Create(0, 0, HclNumber.FullPrecision, isNegativeZero: true));

    private static bool TryParseLong(ReadOnlySpan<char> text, out NumberValue number)
    {
        number = Zero;
        var isNegative = text[0] == '-';
        if (text[0] is '-' or '+')
        {
            text = text[1..];
        }

        if (text is "Inf" or "inf")
        {
            number = NumberValue.FromBinary(isNegative ? BinaryNumber.NegativeInfinity : BinaryNumber.PositiveInfinity);
            return true;
        }

        var exponent = 0;
        var e = text.IndexOfAny("eEpP");
        var isBinary = e >= 0 && text[e] is ('p' or 'P');
        if (e >= 0)
        {
            if (!TryParseExponent(text[(e + 1)..], out exponent))
            {
                return false;
            }

            text = text[..e];
        }

        if (!TryParseDigits(text, out var mantissa, out var scale))
        {
            return false;
        }

        if (mantissa.IsZero)
        {
            number = isNegative ? NegativeZero : Zero;
            return true;
        }

        mantissa = isNegative ? -mantissa : mantissa;
        if (isBinary)
        {
            number = NumberValue.FromBinary(HclNumber.Quotient(mantissa, BigInteger.Pow(10, scale), exponent, HclNumber.FullPrecision));
            return true;
        }

        exponent -= scale;
        var isShown = !HclNumber.NeedsBinary(mantissa) && exponent is <= 0 and > -150;
        number = isShown ? NumberValue.FromDecimal(mantissa, exponent) : NumberValue.FromBinary(HclNumber.FromDecimal(mantissa, exponent));
        return true;
    }

    private static bool TryParseExponent(ReadOnlySpan<char> text, out int exponent) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent) && Math.Abs((long)exponent) <= MaxExponent;

    private static bool TryParseDigits(ReadOnlySpan<char> text, out BigInteger mantissa, out int scale)
    {
        var point = text.IndexOf('.');
        scale = point < 0 ? 0 : text.Length - point - 1;
        var digits = point < 0 ? text.ToString() : string.Concat(text[..point], text[(point + 1)..]);
        mantissa = default;
        return digits.Length > 0
            && !digits.AsSpan().ContainsAnyExceptInRange('0', '9')
            && BigInteger.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out mantissa);
    }
}
