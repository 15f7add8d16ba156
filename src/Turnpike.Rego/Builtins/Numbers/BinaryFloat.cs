using System.Globalization;
using System.Numerics;
using Turnpike.Values;

namespace Turnpike.Rego.Builtins;

/// <summary>
/// Mantissa × 2^Exponent with a mantissa of 64 bits, rounded to nearest, ties to even. OPA computes with such numbers
/// (Go's big.Float at its default precision), so sums and quotients come out to the same digit.
/// </summary>
internal readonly struct BinaryFloat
{
    private const int Precision = 64;
    private const int MaxPower = 27;

    private static readonly BinaryFloat[] s_powersOfFive = [.. Enumerable.Range(0, MaxPower + 1).Select(static n => new BinaryFloat(false, (UInt128)BigInteger.Pow(5, n), 0))];

    // The top bit is set, but of zero.
    private readonly ulong _mantissa;
    private readonly int _exponent;
    private readonly bool _isNegative;

    private BinaryFloat(bool isNegative, ulong mantissa, int exponent)
    {
        (_isNegative, _mantissa, _exponent) = (isNegative, mantissa, exponent);
    }

    /// <param name="isInexact">The number is a little larger than given. It has at least 66 bits then.</param>
    private BinaryFloat(bool isNegative, UInt128 value, int exponent, bool isInexact = false)
    {
        _isNegative = isNegative;
        if (value == 0)
        {
            return;
        }

        var excess = 128 - (int)UInt128.LeadingZeroCount(value) - Precision;
        _exponent = exponent + excess;
        if (excess <= 0)
        {
            _mantissa = (ulong)value << -excess;
            return;
        }

        _mantissa = (ulong)(value >> excess);
        var lost = value & ((UInt128.One << excess) - 1);
        var half = UInt128.One << (excess - 1);
        if ((lost > half || (lost == half && (isInexact || (_mantissa & 1) != 0))) && ++_mantissa == 0)
        {
            _mantissa = 1UL << 63;
            _exponent++;
        }
    }

    public bool IsZero => _mantissa == 0;

    public static BinaryFloat From(NumberValue number)
    {
        if (!number.TryGetDecimal(out var small, out var exponent) || exponent is < -MaxPower or > MaxPower)
        {
            return LargeFloat.From(number);
        }

        var mantissa = new BinaryFloat(small < 0, small < 0 ? (UInt128)(-(Int128)small) : (UInt128)small, 0);
        return exponent switch
        {
            0 => mantissa,
            < 0 => (mantissa / s_powersOfFive[-exponent]).Shifted(exponent),
            _ => (mantissa * s_powersOfFive[exponent]).Shifted(exponent),
        };
    }

    /// <summary>A mantissa of at most 64 bits, as it is.</summary>
    public static BinaryFloat From(BigInteger mantissa, int exponent) =>
        new(mantissa.Sign < 0, (UInt128)BigInteger.Abs(mantissa), exponent);

    public static BinaryFloat operator +(BinaryFloat left, BinaryFloat right)
    {
        if (left.IsZero || right.IsZero)
        {
            return left.IsZero ? right : left;
        }

        if (left._exponent < right._exponent || (left._exponent == right._exponent && left._mantissa < right._mantissa))
        {
            (left, right) = (right, left);
        }

        // Of the smaller one, what falls below 63 bits under the larger one is only a matter of rounding.
        var distance = left._exponent - right._exponent;
        var larger = (UInt128)left._mantissa << (Precision - 1);
        var smaller = distance < 2 * Precision ? ((UInt128)right._mantissa << (Precision - 1)) >> distance : 0;
        var isInexact = distance >= Precision && (distance >= 2 * Precision || smaller << distance != (UInt128)right._mantissa << (Precision - 1));
        var result = left._isNegative == right._isNegative ? larger + smaller : larger - smaller - (isInexact ? 1 : UInt128.Zero);
        return new BinaryFloat(left._isNegative, result, left._exponent - (Precision - 1), isInexact);
    }

    public static BinaryFloat operator -(BinaryFloat left, BinaryFloat right) => left + new BinaryFloat(!right._isNegative, right._mantissa, right._exponent);

    public static BinaryFloat operator *(BinaryFloat left, BinaryFloat right) =>
        new(left._isNegative != right._isNegative, (UInt128)left._mantissa * right._mantissa, left._exponent + right._exponent);

    public static BinaryFloat operator /(BinaryFloat left, BinaryFloat right)
    {
        // One bit more than the 64 to 65 of a plain quotient, so that there is always one to round by.
        var (quotient, rest) = UInt128.DivRem((UInt128)left._mantissa << Precision, right._mantissa);
        rest <<= 1;
        var bit = rest >= right._mantissa;
        quotient = (quotient << 1) | (bit ? 1 : UInt128.Zero);
        return new BinaryFloat(
            left._isNegative != right._isNegative, quotient, left._exponent - right._exponent - Precision - 1, rest != (bit ? right._mantissa : 0));
    }

    /// <summary>Integers in full, others with the fewest digits that read back as the same number.</summary>
    public NumberValue ToNumber()
    {
        if (_mantissa == 0)
        {
            return Value.Of(0);
        }

        var isInteger = _exponent + BitOperations.TrailingZeroCount(_mantissa) >= 0;
        if (isInteger && _exponent is < 0 and > -Precision)
        {
            var integer = (long)(_mantissa >> -_exponent);
            return Value.Of(_isNegative ? -integer : integer);
        }

        if (!isInteger && ShortestDigits.TryGet(_mantissa, -_exponent, out var mantissa, out var exponent))
        {
            return LargeFloat.IsWrittenPlain(mantissa, exponent)
                ? FromDecimal(_isNegative, mantissa, exponent)
                : LargeFloat.ToNumber(_isNegative, mantissa.ToString(CultureInfo.InvariantCulture), exponent);
        }

        return LargeFloat.ToNumber(_isNegative, _mantissa, _exponent, isInteger);
    }

    private static NumberValue FromDecimal(bool isNegative, UInt128 mantissa, int exponent) => mantissa <= long.MaxValue
        ? NumberValue.FromDecimal(isNegative ? -(long)mantissa : (long)mantissa, exponent)
        : NumberValue.FromDecimal(isNegative ? -(BigInteger)mantissa : mantissa, exponent);

    private BinaryFloat Shifted(int exponent) => new(_isNegative, _mantissa, _mantissa == 0 ? 0 : _exponent + exponent);
}

/// <summary>The conversions to and from <see cref="BinaryFloat"/> that 128 bits do not hold.</summary>
internal static class LargeFloat
{
    private const int Precision = 64;

    private static readonly UInt128[] s_powersOfTen = [.. Enumerable.Range(0, 31).Select(static n => (UInt128)BigInteger.Pow(10, n))];

    public static BinaryFloat From(NumberValue number)
    {
        var (mantissa, exponent) = number.ToDecimal();
        if (exponent >= 0)
        {
            var (power, shift) = PowerOfFive(exponent);
            (mantissa, exponent) = Round(mantissa * power, exponent + shift, Precision, false);
        }
        else
        {
            var (power, powerShift) = PowerOfFive(-exponent);
            var shift = Math.Max(0, Precision + 2 - (int)(BigInteger.Abs(mantissa).GetBitLength() - power.GetBitLength()));
            var quotient = BigInteger.DivRem(mantissa << shift, power, out var remainder);
            (mantissa, exponent) = Round(quotient, exponent - powerShift - shift, Precision, !remainder.IsZero);
        }

        return BinaryFloat.From(mantissa, exponent);
    }

    public static NumberValue ToNumber(bool isNegative, ulong mantissa, int exponent, bool isInteger)
    {
        var (digits, point) = ShortestDigits.Of(mantissa, exponent);
        return isInteger
            ? Parse(isNegative, digits + new string('0', Math.Max(0, point - digits.Length)))
            : Parse(isNegative, GoFloat.General(digits, point, 6));
    }

    /// <summary>digits × 10^exponent, written as Go writes it.</summary>
    public static NumberValue ToNumber(bool isNegative, string digits, int exponent) =>
        Parse(isNegative, GoFloat.General(digits.TrimEnd('0'), digits.Length + exponent, 6));

    /// <summary>Whether Go writes such a fraction without an exponent.</summary>
    public static bool IsWrittenPlain(UInt128 mantissa, int exponent) =>
        -exponent < s_powersOfTen.Length && mantissa < 1_000_000 * s_powersOfTen[-exponent] && mantissa * 10_000 >= s_powersOfTen[-exponent];

    private static NumberValue Parse(bool isNegative, string text) =>
        NumberValue.TryParse(isNegative ? "-" + text : text, out var number, int.MaxValue) ? number : Value.Of(0);

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
    // So that all that is computed below stays under 128 bits.
    private const int MaxBits = 120;

    /// <summary>digits × 10^exponent for mantissa / 2^bits, which is no integer; the mantissa's top bit is set. False where 128 bits are too few.</summary>
    public static bool TryGet(ulong mantissa, int bits, out UInt128 digits, out int exponent)
    {
        (digits, exponent) = (0, 0);
        if (bits > MaxBits)
        {
            return false;
        }

        // In units of a fourth of the last bit; half a bit is as far as a decimal may lie off.
        var one = UInt128.One << (bits + 2);
        digits = bits < 64 ? mantissa >> bits : 0;
        var rest = ((UInt128)mantissa << 2) & (one - 1);
        UInt128 above = 2;
        UInt128 below = mantissa == 1UL << 63 ? 1U : 2U;
        var isClosed = (mantissa & 1) == 0;
        while (true)
        {
            rest *= 10;
            above *= 10;
            below *= 10;
            var digit = (uint)(rest >> (bits + 2));
            rest &= one - 1;
            digits = (digits * 10) + digit;
            exponent--;
            var isLow = isClosed ? rest <= below : rest < below;
            var isHigh = isClosed ? rest + above >= one : rest + above > one;
            if (isLow || isHigh)
            {
                digits += isHigh && (!isLow || rest * 2 >= one) ? 1U : 0U;
                return true;
            }
        }
    }

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
