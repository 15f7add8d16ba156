using System.Globalization;
using System.Numerics;
using Turnpike.Values;

namespace Turnpike.Hcl.Types;

/// <summary>
/// Terraform's numbers: binary, rounded to 512 bits where they are read and to the precision of their operands where
/// they are computed. An integer that fits 64 bits and has full precision is a plain <see cref="NumberValue"/>.
/// </summary>
public static class HclNumber
{
    public const int FullPrecision = 512;

    // The decimals of so many digits all differ at 512 bits, so such a number needs no binary form to be shown.
    private const int ExactDigits = 150;
    private const int CountPrecision = 64;
    private static readonly NumberValue[] s_counts = MakeCounts();

    /// <summary>An integer of 64 bits' precision.</summary>
    public static NumberValue OfCount(long value) =>
        (ulong)value < (ulong)s_counts.Length ? s_counts[value] : NumberValue.FromBinary(BinaryNumber.Create(value, 0, CountPrecision));

    /// <summary>An integer of as many bits' precision as it has, at least 64.</summary>
    public static NumberValue OfInteger(BigInteger value) =>
        NumberValue.FromBinary(BinaryNumber.Create(value, 0, Math.Max(CountPrecision, (int)BigInteger.Abs(value).GetBitLength())));

    /// <summary>A double: 53 bits, and its text as short as tells it from other doubles.</summary>
    public static NumberValue OfDouble(double value) => NumberValue.FromBinary(BinaryNumber.FromDouble(value));

    /// <summary>The number with which Terraform calculates.</summary>
    public static BinaryNumber ToBinary(NumberValue number)
    {
        if (number.Binary is { } binary)
        {
            return binary;
        }

        if (number.TryGetInt64(out var integer))
        {
            return BinaryNumber.Create(integer, 0, FullPrecision, isNegativeZero: integer == 0 && IsNegativeZero(number));
        }

        var (mantissa, exponent) = number.ToDecimal();
        return FromDecimal(mantissa, exponent);
    }

    /// <summary>mantissa × 10^exponent, rounded to 512 bits.</summary>
    public static BinaryNumber FromDecimal(BigInteger mantissa, int exponent)
    {
        if (exponent >= 0)
        {
            return BinaryNumber.Create(mantissa * BigInteger.Pow(10, exponent), 0, FullPrecision);
        }

        return Quotient(mantissa, BigInteger.Pow(10, -exponent), 0, FullPrecision);
    }

    /// <summary>The decimal text of a finite number, without an exponent, as string conversion gives it.</summary>
    public static string ToText(NumberValue number)
    {
        if (number.Binary is { } binary)
        {
            return binary.ToString();
        }

        if (number.TryGetInt64(out var integer))
        {
            return integer == 0 && IsNegativeZero(number) ? "-0" : integer.ToString(CultureInfo.InvariantCulture);
        }

        var (mantissa, exponent) = number.ToDecimal();
        return NeedsBinary(mantissa) ? ToBinary(number).ToString() : DecimalText(mantissa, exponent);
    }

    /// <summary>A literal's number without the text it was written in, at full precision.</summary>
    public static NumberValue OfLiteral(NumberValue number)
    {
        if (number.Binary is not null)
        {
            return number;
        }

        if (number.TryGetInt64(out var integer))
        {
            return integer == 0 && IsNegativeZero(number) ? number : Value.Of(integer);
        }

        var (mantissa, exponent) = number.ToDecimal();
        return NeedsBinary(mantissa) || exponent > 0
            ? NumberValue.FromBinary(FromDecimal(mantissa, exponent))
            : number.KeepsText ? NumberValue.FromDecimal(mantissa, exponent) : number;
    }

    internal static bool IsNegativeZero(NumberValue number) =>
        number.Binary?.IsNegative ?? (number.KeepsText && number.Text.StartsWith('-'));

    private static string DecimalText(BigInteger mantissa, int exponent)
    {
        var digits = BigInteger.Abs(mantissa).ToString(CultureInfo.InvariantCulture);
        var point = digits.Length + exponent;
        var text = point <= 0
            ? string.Concat("0.", new string('0', -point), digits)
            : point >= digits.Length ? digits.PadRight(point, '0') : string.Concat(digits.AsSpan(0, point), ".", digits.AsSpan(point));
        return mantissa.Sign < 0 ? "-" + text : text;
    }

    public static int Compare(NumberValue left, NumberValue right) =>
        left.TryGetInt64(out var a) && right.TryGetInt64(out var b) && IsPlain(left) && IsPlain(right)
            ? a.CompareTo(b)
            : ToBinary(left).CompareTo(ToBinary(right));

    /// <summary>The integer is the number, not just its digits rounded for display.</summary>
    internal static bool IsPlain(NumberValue number) => number.Binary is null or { Precision: >= CountPrecision };

    /// <summary>At most ten digits, with an exponent where the number is very large or small.</summary>
    internal static string ToHashText(NumberValue number) =>
        number.TryGetInt64(out var integer) && Math.Abs((double)integer) < 1e10
            ? integer.ToString(CultureInfo.InvariantCulture)
            : number.ToDouble().ToString("g10", CultureInfo.InvariantCulture);

    /// <summary>
    /// Reads a number as Terraform converts one from a string: decimal, perhaps with an exponent (<c>e</c> of ten, <c>p</c> of
    /// two), or <c>Inf</c>. False if the text is no number.
    /// </summary>
    public static bool TryParse(string text, out NumberValue number) => NumberParser.TryParse(text, out number);

    /// <summary>numerator / denominator × 2^exponent, correctly rounded.</summary>
    internal static BinaryNumber Quotient(BigInteger numerator, BigInteger denominator, int exponent, int precision)
    {
        var shift = precision + 2 + (int)BigInteger.Abs(denominator).GetBitLength() - (int)BigInteger.Abs(numerator).GetBitLength();
        shift = Math.Max(shift, 0);
        var quotient = BigInteger.DivRem(numerator << shift, denominator, out var remainder);

        // A remainder makes the quotient a little larger than its bits: one more bit below keeps ties honest.
        var sign = numerator.Sign * denominator.Sign;
        quotient = (quotient << 1) + (remainder.IsZero ? 0 : sign);
        return BinaryNumber.Create(quotient, exponent - shift - 1, precision);
    }

    internal static bool NeedsBinary(BigInteger mantissa) =>
        BigInteger.Abs(mantissa).GetBitLength() > ExactDigits * 3;

    private static NumberValue[] MakeCounts()
    {
        var counts = new NumberValue[1024];
        for (var i = 0; i < counts.Length; i++)
        {
            counts[i] = NumberValue.FromBinary(BinaryNumber.Create(i, 0, CountPrecision));
        }

        return counts;
    }
}
