using System.Globalization;
using System.Numerics;

namespace Turnpike.Values;

/// <summary>
/// The shortest decimal digits that give a binary number back at its own precision, without an exponent: the text
/// Terraform shows. The digits are found as Go's math/big finds them, since where several texts are equally short the
/// one chosen can be seen.
/// </summary>
internal static class BinaryNumberText
{
    public static string Shortest(BinaryNumber number)
    {
        if (number.IsInfinite)
        {
            return number.IsNegative ? "-Inf" : "+Inf";
        }

        var sign = number.IsNegative ? "-" : "";
        if (number.IsZero)
        {
            return sign + "0";
        }

        var (digits, point) = ShortestDigits(number);
        return sign + Layout(digits, point);
    }

    /// <summary>The number's decimal value is 0.digits × 10^point.</summary>
    public static (string Digits, int Point) ShortestDigits(BinaryNumber number)
    {
        var mantissa = BigInteger.Abs(number.Mantissa);
        var (exact, point) = ExactDigits(mantissa, number.Exponent);

        // One bit more than the precision, so that the last bit is half a unit in the last place.
        var shift = number.Precision + 1 - (int)mantissa.GetBitLength();
        var half = mantissa << shift;
        var (lower, _) = ExactDigits(half - 1, number.Exponent - shift);
        var (upper, _) = ExactDigits(half + 1, number.Exponent - shift);
        var inclusive = ((int)(half & 3) & 2) == 0;
        for (var i = 0; i < exact.Length; i++)
        {
            var digit = exact[i];
            var low = i < lower.Length ? lower[i] : '0';
            var high = i < upper.Length ? upper[i] : '0';
            var mayCut = low != digit || (inclusive && i + 1 == lower.Length);
            var mayRaise = digit != high && (inclusive || digit + 1 < high || i + 1 < upper.Length);
            if (mayCut || mayRaise)
            {
                return Round(exact, point, i + 1, mayCut, mayRaise);
            }
        }

        return (exact, point);
    }

    /// <summary>All digits, without trailing zeros, of mantissa × 2^exponent as 0.digits × 10^point.</summary>
    private static (string Digits, int Point) ExactDigits(BigInteger mantissa, int exponent)
    {
        var whole = exponent >= 0 ? mantissa << exponent : mantissa * BigInteger.Pow(5, -exponent);
        var digits = whole.ToString(CultureInfo.InvariantCulture);
        var point = exponent >= 0 ? digits.Length : digits.Length + exponent;
        return (digits.TrimEnd('0'), point);
    }

    private static (string Digits, int Point) Round(string digits, int point, int count, bool mayCut, bool mayRaise)
    {
        if (count >= digits.Length)
        {
            return (digits, point);
        }

        var raise = mayRaise && (!mayCut || IsNearerAbove(digits, count));
        if (!raise)
        {
            return (digits[..count].TrimEnd('0'), point);
        }

        var last = count - 1;
        while (last >= 0 && digits[last] == '9')
        {
            last--;
        }

        return last < 0 ? ("1", point + 1) : (string.Concat(digits.AsSpan(0, last), [(char)(digits[last] + 1)]), point);
    }

    private static bool IsNearerAbove(string digits, int at) =>
        digits[at] == '5' && at + 1 == digits.Length ? ((digits[at - 1] - '0') & 1) != 0 : digits[at] >= '5';

    private static string Layout(string digits, int point)
    {
        if (point <= 0)
        {
            return string.Concat("0.", new string('0', -point), digits);
        }

        return point >= digits.Length
            ? digits.PadRight(point, '0')
            : string.Concat(digits.AsSpan(0, point), ".", digits.AsSpan(point));
    }
}
