using System.Globalization;
using System.Numerics;

namespace Turnpike.Values;

/// <summary>Mantissa × 10^Exponent, the mantissa without trailing zeros, so that equal numbers have equal parts.</summary>
internal sealed record DecimalNumber(BigInteger Mantissa, int Exponent) : IComparable<DecimalNumber>
{
    private const int MaxExponent = 1_000_000;

    public static DecimalNumber Create(BigInteger mantissa, int exponent)
    {
        if (mantissa.IsZero)
        {
            return new DecimalNumber(BigInteger.Zero, 0);
        }

        while (true)
        {
            var quotient = BigInteger.DivRem(mantissa, 10, out var remainder);
            if (!remainder.IsZero)
            {
                return new DecimalNumber(mantissa, exponent);
            }

            mantissa = quotient;
            exponent++;
        }
    }

    /// <summary>The value of the digits that Terraform shows; an infinity lies beyond every number that can be read.</summary>
    public static DecimalNumber FromBinary(BinaryNumber binary)
    {
        if (binary.IsInfinite)
        {
            return new DecimalNumber(binary.Sign, 1_000_000_000);
        }

        if (binary.IsZero)
        {
            return Create(0, 0);
        }

        var (digits, point) = BinaryNumberText.ShortestDigits(binary);
        var mantissa = BigInteger.Parse(digits, CultureInfo.InvariantCulture);
        return Create(binary.IsNegative ? -mantissa : mantissa, point - digits.Length);
    }

    public static bool TryParse(ReadOnlySpan<char> text, out DecimalNumber value)
    {
        value = new DecimalNumber(BigInteger.Zero, 0);
        var exponent = 0;
        var e = text.IndexOfAny('e', 'E');
        if (e >= 0)
        {
            if (!int.TryParse(text[(e + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent)
                || Math.Abs((long)exponent) > MaxExponent)
            {
                return false;
            }

            text = text[..e];
        }

        var point = text.IndexOf('.');
        var digits = point < 0 ? text.ToString() : string.Concat(text[..point], text[(point + 1)..]);
        exponent -= point < 0 ? 0 : text.Length - point - 1;
        if (digits.Length == 0
            || !char.IsAsciiDigit(digits[^1])
            || !BigInteger.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var mantissa))
        {
            return false;
        }

        // Zeros are dropped as text: dividing a long mantissa by ten over and over is quadratic.
        var trimmed = digits.TrimEnd('0');
        if (!mantissa.IsZero && trimmed.Length < digits.Length)
        {
            exponent += digits.Length - trimmed.Length;
            mantissa = BigInteger.Parse(trimmed, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        }

        value = Create(mantissa, exponent);
        return true;
    }

    public bool TryGetInt64(out long value)
    {
        value = 0;
        if (Exponent is < 0 or > 18)
        {
            return false;
        }

        var whole = Mantissa * BigInteger.Pow(10, Exponent);
        if (whole < long.MinValue || whole > long.MaxValue)
        {
            return false;
        }

        value = (long)whole;
        return true;
    }

    public int CompareTo(DecimalNumber? other)
    {
        if (other is null || Mantissa.Sign != other.Mantissa.Sign)
        {
            return other is null ? 1 : Mantissa.Sign.CompareTo(other.Mantissa.Sign);
        }

        // Magnitudes first: aligning 1 with 1e1000000 would build a number of a million digits.
        var left = DigitCount() + Exponent;
        var right = other.DigitCount() + other.Exponent;
        if (left != right)
        {
            return left.CompareTo(right) * Mantissa.Sign;
        }

        var shift = Exponent - other.Exponent;
        return shift >= 0
            ? (Mantissa * BigInteger.Pow(10, shift)).CompareTo(other.Mantissa)
            : Mantissa.CompareTo(other.Mantissa * BigInteger.Pow(10, -shift));
    }

    public override string ToString()
    {
        var digits = BigInteger.Abs(Mantissa).ToString(CultureInfo.InvariantCulture);
        var sign = Mantissa.Sign < 0 ? "-" : "";
        if (Exponent is >= 0 and <= 20)
        {
            return sign + digits + new string('0', Exponent);
        }

        if (Exponent < 0 && -Exponent < digits.Length)
        {
            return $"{sign}{digits[..(digits.Length + Exponent)]}.{digits[(digits.Length + Exponent)..]}";
        }

        if (Exponent < 0 && -Exponent - digits.Length < 6)
        {
            return $"{sign}0.{new string('0', -Exponent - digits.Length)}{digits}";
        }

        var fraction = digits.Length > 1 ? "." + digits[1..] : "";
        var power = Exponent + digits.Length - 1;
        return string.Create(CultureInfo.InvariantCulture, $"{sign}{digits[0]}{fraction}e{(power < 0 ? "-" : "+")}{Math.Abs(power):00}");
    }

    private int DigitCount() => Mantissa.IsZero ? 1 : BigInteger.Abs(Mantissa).ToString(CultureInfo.InvariantCulture).Length;
}
