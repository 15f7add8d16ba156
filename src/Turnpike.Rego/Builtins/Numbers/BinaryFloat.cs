using System.Globalization;
using System.Numerics;
using Turnpike.Values;

namespace Turnpike.Rego.Builtins;

/// <summary>
/// Mantissa × 2^Exponent with a mantissa of at most 64 bits, rounded to nearest, ties to even. OPA computes with such
/// numbers (Go's big.Float at its default precision), so sums and quotients come out to the same digit.
/// </summary>
internal readonly struct BinaryFloat
{
    private const int Precision = 64;

    private readonly BigInteger _mantissa;
    private readonly int _exponent;

    private BinaryFloat(BigInteger mantissa, int exponent, bool isInexact = false)
    {
        (_mantissa, _exponent) = Round(mantissa, exponent, Precision, isInexact);
    }

    public bool IsZero => _mantissa.IsZero;

    public static BinaryFloat From(NumberValue number)
    {
        if (number.TryGetInt64(out var integer))
        {
            return new BinaryFloat(integer, 0);
        }

        var (mantissa, exponent) = number.ToDecimal();
        if (exponent >= 0)
        {
            var (power, shift) = PowerOfFive(exponent);
            return new BinaryFloat(mantissa * power, exponent + shift);
        }
        else
        {
            var (power, shift) = PowerOfFive(-exponent);
            return Quotient(mantissa, exponent, power, shift);
        }
    }

    public static BinaryFloat operator +(BinaryFloat left, BinaryFloat right)
    {
        if (left.IsZero || right.IsZero)
        {
            return left.IsZero ? right : left;
        }

        if (left._exponent < right._exponent)
        {
            (left, right) = (right, left);
        }

        // Far below the last bit the smaller one is only a matter of rounding.
        var shift = left._exponent - right._exponent;
        return shift > 4 * Precision
            ? new BinaryFloat((left._mantissa << (2 * Precision)) + right._mantissa.Sign, left._exponent - (2 * Precision))
            : new BinaryFloat((left._mantissa << shift) + right._mantissa, right._exponent);
    }

    public static BinaryFloat operator -(BinaryFloat left, BinaryFloat right) => left + new BinaryFloat(-right._mantissa, right._exponent);

    public static BinaryFloat operator *(BinaryFloat left, BinaryFloat right) =>
        new(left._mantissa * right._mantissa, left._exponent + right._exponent);

    public static BinaryFloat operator /(BinaryFloat left, BinaryFloat right) =>
        Quotient(left._mantissa, left._exponent, right._mantissa, right._exponent);

    /// <summary>Integers in full, others with the fewest digits that read back as the same number.</summary>
    public NumberValue ToNumber()
    {
        if (_mantissa.IsZero)
        {
            return Value.Of(0);
        }

        var trailing = (int)long.TrailingZeroCount((long)(ulong)BigInteger.Abs(_mantissa));
        if (_exponent + trailing >= 0 && BigInteger.Abs(_mantissa).GetBitLength() + _exponent <= 63)
        {
            return Value.Of((long)(_exponent >= 0 ? _mantissa << _exponent : _mantissa >> -_exponent));
        }

        var (digits, point) = ShortestDigits.Of(BigInteger.Abs(_mantissa), _exponent);
        var text = (_mantissa.Sign < 0 ? "-" : "") + (_exponent + trailing >= 0
            ? digits + new string('0', Math.Max(0, point - digits.Length))
            : GoFloat.General(digits, point, 6));
        return NumberValue.TryParse(text, out var number, int.MaxValue) ? number : Value.Of(0);
    }

    private static BinaryFloat Quotient(BigInteger left, int leftExponent, BigInteger right, int rightExponent)
    {
        var shift = Math.Max(0, Precision + 2 - (int)(BigInteger.Abs(left).GetBitLength() - BigInteger.Abs(right).GetBitLength()));
        var quotient = BigInteger.DivRem(left << shift, right, out var remainder);
        return new BinaryFloat(quotient, leftExponent - rightExponent - shift, !remainder.IsZero);
    }

    // 5^n to twice the precision: exact for small n, and never a number of a million digits.
    private static (BigInteger Mantissa, int Exponent) PowerOfFive(int n)
    {
        if (n <= 55)
        {
            return (BigInteger.Pow(5, n), 0);
        }

        var (result, exponent) = (BigInteger.One, 0);
        var (factor, factorExponent) = (new BigInteger(5), 0);
        for (; n > 0; n >>= 1)
        {
            if ((n & 1) != 0)
            {
                (result, exponent) = Round(result * factor, exponent + factorExponent, 2 * Precision, false);
            }

            (factor, factorExponent) = Round(factor * factor, 2 * factorExponent, 2 * Precision, false);
        }

        return (result, exponent);
    }

    private static (BigInteger Mantissa, int Exponent) Round(BigInteger mantissa, int exponent, int precision, bool isInexact)
    {
        var magnitude = BigInteger.Abs(mantissa);
        var excess = (int)magnitude.GetBitLength() - precision;
        if (excess <= 0)
        {
            return (mantissa, exponent);
        }

        var kept = magnitude >> excess;
        var lost = magnitude - (kept << excess);
        var half = BigInteger.One << (excess - 1);
        if (lost > half || (lost == half && (isInexact || !kept.IsEven)))
        {
            kept++;
        }

        return (mantissa.Sign < 0 ? -kept : kept, exponent + excess);
    }
}

/// <summary>The fewest decimal digits that round back to one binary number.</summary>
internal static class ShortestDigits
{
    /// <summary>0.digits × 10^Point for mantissa × 2^exponent, mantissa of at most 64 bits.</summary>
    public static (string Digits, int Point) Of(BigInteger mantissa, int exponent)
    {
        // The bounds are half a unit in the last of 64 bits away, so the mantissa is first made full.
        var missing = 64 - (int)mantissa.GetBitLength();
        mantissa <<= missing;
        exponent -= missing;

        var isLowest = mantissa.IsPowerOfTwo;
        var (value, scale) = exponent >= 0 ? (mantissa << (exponent + 2), new BigInteger(4)) : (mantissa << 2, BigInteger.One << (2 - exponent));
        var unit = exponent >= 0 ? BigInteger.One << exponent : BigInteger.One;
        var above = unit * 2;
        var below = isLowest ? unit : above;

        var point = (int)Math.Ceiling((exponent + 63) * 0.30102999566398120) - 1;
        if (point >= 0)
        {
            scale *= BigInteger.Pow(10, point);
        }
        else
        {
            var power = BigInteger.Pow(10, -point);
            value *= power;
            above *= power;
            below *= power;
        }

        var isClosed = mantissa.IsEven;
        while (isClosed ? value + above >= scale : value + above > scale)
        {
            scale *= 10;
            point++;
        }

        return (Generate(value, scale, above, below, isClosed), point);
    }

    private static string Generate(BigInteger value, BigInteger scale, BigInteger above, BigInteger below, bool isClosed)
    {
        var digits = new System.Text.StringBuilder(24);
        while (true)
        {
            var digit = BigInteger.DivRem(value * 10, scale, out value);
            above *= 10;
            below *= 10;
            var isLow = isClosed ? value <= below : value < below;
            var isHigh = isClosed ? value + above >= scale : value + above > scale;
            if (!isLow && !isHigh)
            {
                digits.Append((char)('0' + (int)digit));
                continue;
            }

            var up = isHigh && (!isLow || value * 2 >= scale);
            digits.Append((char)('0' + (int)digit + (up ? 1 : 0)));
            return digits.ToString().TrimEnd('0') is { Length: > 0 } text ? text : "0";
        }
    }
}

/// <summary>Layouts of decimal digits as Go's strconv writes them. Digits stand for 0.digits × 10^point.</summary>
internal static class GoFloat
{
    /// <summary>Plain, or with an exponent where that is below -4 or at least <paramref name="threshold"/>.</summary>
    public static string General(string digits, int point, int threshold) =>
        point - 1 < -4 || point - 1 >= threshold ? Scientific(digits, point, digits.Length - 1) : Plain(digits, point, Math.Max(0, digits.Length - point));

    public static string Scientific(string digits, int point, int decimals, char letter = 'e')
    {
        var fraction = decimals > 0 ? "." + digits[1..].PadRight(decimals, '0') : "";
        var power = digits == "0" ? 0 : point - 1;
        return string.Create(CultureInfo.InvariantCulture, $"{digits[0]}{fraction}{letter}{(power < 0 ? '-' : '+')}{Math.Abs(power):00}");
    }

    public static string Plain(string digits, int point, int decimals)
    {
        var whole = point <= 0 ? "0" : digits.Length >= point ? digits[..point] : digits.PadRight(point, '0');
        var rest = point >= digits.Length ? "" : point >= 0 ? digits[point..] : new string('0', -point) + digits;
        return decimals > 0 ? whole + "." + rest.PadRight(decimals, '0') : whole;
    }
}
