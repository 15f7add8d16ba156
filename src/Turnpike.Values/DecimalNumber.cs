using System.Globalization;
using System.Numerics;

namespace Turnpike.Values;

/// <summary>
/// Mantissa × 10^Exponent, the mantissa without trailing zeros, so that equal numbers have equal parts. A mantissa of 64
/// bits, which almost all are, is kept and compared as such.
/// </summary>
internal sealed class DecimalNumber : IComparable<DecimalNumber>, IEquatable<DecimalNumber>
{
    private const int MaxExponent = 1_000_000;
    private const int SmallDigits = 18;

    private static readonly long[] s_powers = [.. Enumerable.Range(0, SmallDigits + 1).Select(static n => (long)BigInteger.Pow(10, n))];
    private static readonly DecimalNumber s_zero = new(0, null, 0, null);

    private readonly long _small;
    private readonly object? _large;

    private DecimalNumber(long small, object? large, int exponent, string? text)
    {
        (_small, _large, Exponent, Text) = (small, large, exponent, text);
    }

    public BigInteger Mantissa => _large is null ? _small : (BigInteger)_large;

    public int Exponent { get; }

    /// <summary>The text it was read from, where that is not what <see cref="ToString"/> gives.</summary>
    public string? Text { get; }

    public bool TryGetSmall(out long mantissa)
    {
        mantissa = _small;
        return _large is null;
    }

    public DecimalNumber WithText(string text) => text == ToString() ? this : new DecimalNumber(_small, _large, Exponent, text);

    public static DecimalNumber Create(BigInteger mantissa, int exponent)
    {
        if (mantissa >= long.MinValue && mantissa <= long.MaxValue)
        {
            return Create((long)mantissa, exponent);
        }

        while (true)
        {
            var quotient = BigInteger.DivRem(mantissa, 10, out var remainder);
            if (!remainder.IsZero)
            {
                break;
            }

            mantissa = quotient;
            exponent++;
        }

        return mantissa >= long.MinValue && mantissa <= long.MaxValue
            ? new DecimalNumber((long)mantissa, null, exponent, null)
            : new DecimalNumber(0, mantissa, exponent, null);
    }

    public static DecimalNumber Create(long mantissa, int exponent)
    {
        if (mantissa == 0)
        {
            return s_zero;
        }

        while (mantissa % 10 == 0)
        {
            mantissa /= 10;
            exponent++;
        }

        return new DecimalNumber(mantissa, null, exponent, null);
    }

    /// <summary>The value of the digits that Terraform shows; an infinity lies beyond every number that can be read.</summary>
    public static DecimalNumber FromBinary(BinaryNumber binary)
    {
        if (binary.IsInfinite)
        {
            return new DecimalNumber(binary.Sign, null, 1_000_000_000, null);
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
        value = s_zero;
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

        if (TryParseSmall(text, out var small, out var decimals))
        {
            value = Create(small, exponent - decimals);
            return true;
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
        if (Exponent is < 0 or > SmallDigits || _large is not null)
        {
            return false;
        }

        var whole = (Int128)_small * s_powers[Exponent];
        value = (long)whole;
        return whole == value;
    }

    public bool Equals(DecimalNumber? other) =>
        other is not null && _small == other._small && Exponent == other.Exponent
        && (_large is null ? other._large is null : _large.Equals(other._large));

    public override bool Equals(object? obj) => Equals(obj as DecimalNumber);

    public override int GetHashCode() => HashCode.Combine(_small, Exponent, _large);

    public int CompareTo(DecimalNumber? other)
    {
        if (other is null)
        {
            return 1;
        }

        var shift = Exponent - other.Exponent;
        if (_large is null && other._large is null && shift is >= -SmallDigits and <= SmallDigits)
        {
            return shift >= 0
                ? ((Int128)_small * s_powers[shift]).CompareTo(other._small)
                : ((Int128)_small).CompareTo((Int128)other._small * s_powers[-shift]);
        }

        return CompareLarge(other, shift);
    }

    public override string ToString()
    {
        var digits = _large is null
            ? _small.ToString(CultureInfo.InvariantCulture).TrimStart('-')
            : BigInteger.Abs(Mantissa).ToString(CultureInfo.InvariantCulture);
        var sign = Mantissa.Sign < 0 ? "-" : "";
        if (Exponent is >= 0 and <= 20)
        {
            return sign + digits + new string('0', Exponent);
        }

        if (Exponent < 0 && -Exponent < digits.Length)
        {
            return string.Concat(sign, digits.AsSpan(0, digits.Length + Exponent), ".", digits.AsSpan(digits.Length + Exponent));
        }

        if (Exponent < 0 && -Exponent - digits.Length < 6)
        {
            return string.Concat(sign, "0.", new string('0', -Exponent - digits.Length), digits);
        }

        var fraction = digits.Length > 1 ? "." + digits[1..] : "";
        var power = Exponent + digits.Length - 1;
        return string.Create(CultureInfo.InvariantCulture, $"{sign}{digits[0]}{fraction}e{(power < 0 ? "-" : "+")}{Math.Abs(power):00}");
    }

    private static bool TryParseSmall(ReadOnlySpan<char> text, out long mantissa, out int decimals)
    {
        (mantissa, decimals) = (0, 0);
        var at = !text.IsEmpty && text[0] is '-' or '+' ? 1 : 0;
        var point = -1;
        var digits = 0;
        for (var i = at; i < text.Length; i++)
        {
            if (char.IsAsciiDigit(text[i]) && digits < SmallDigits)
            {
                mantissa = (mantissa * 10) + (text[i] - '0');
                digits += mantissa == 0 ? 0 : 1;
            }
            else if (text[i] == '.' && point < 0 && i > at)
            {
                point = i;
            }
            else
            {
                return false;
            }
        }

        decimals = point < 0 ? 0 : text.Length - point - 1;
        mantissa = text.IsEmpty || text[0] != '-' ? mantissa : -mantissa;
        return text.Length > at && point != text.Length - 1;
    }

    private int CompareLarge(DecimalNumber other, int shift)
    {
        var (mantissa, theirs) = (Mantissa, other.Mantissa);
        if (mantissa.Sign != theirs.Sign || mantissa.IsZero)
        {
            return mantissa.Sign.CompareTo(theirs.Sign);
        }

        // Magnitudes first: aligning 1 with 1e1000000 would build a number of a million digits.
        var left = DigitCount(mantissa) + Exponent;
        var right = DigitCount(theirs) + other.Exponent;
        if (left != right)
        {
            return left.CompareTo(right) * mantissa.Sign;
        }

        return shift >= 0
            ? (mantissa * BigInteger.Pow(10, shift)).CompareTo(theirs)
            : mantissa.CompareTo(theirs * BigInteger.Pow(10, -shift));
    }

    private static int DigitCount(BigInteger mantissa) => BigInteger.Abs(mantissa).ToString(CultureInfo.InvariantCulture).Length;
}
