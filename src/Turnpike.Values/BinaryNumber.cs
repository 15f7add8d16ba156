using System.Numerics;

namespace Turnpike.Values;

/// <summary>
/// Mantissa × 2^Exponent rounded to a stated number of bits: the numbers with which Terraform calculates. The mantissa
/// is odd, or zero, so that equal numbers have equal parts; the precision and a zero's sign are not part of equality.
/// </summary>
public sealed class BinaryNumber : IEquatable<BinaryNumber>, IComparable<BinaryNumber>
{
    private BinaryNumber(BigInteger mantissa, int exponent, int precision, bool isNegative, bool isInfinite)
    {
        Mantissa = mantissa;
        Exponent = exponent;
        Precision = precision;
        IsNegative = isNegative;
        IsInfinite = isInfinite;
    }

    public static BinaryNumber PositiveInfinity { get; } = new(1, 0, 512, false, true);

    public static BinaryNumber NegativeInfinity { get; } = new(-1, 0, 512, true, true);

    /// <summary>With the number's sign; the sign alone where infinite.</summary>
    public BigInteger Mantissa { get; }

    public int Exponent { get; }

    /// <summary>In bits: how finely results computed with this number are rounded, and how many digits its text needs.</summary>
    public int Precision { get; }

    /// <summary>True also of a negative zero.</summary>
    public bool IsNegative { get; }

    public bool IsInfinite { get; }

    public bool IsZero => Mantissa.IsZero;

    public bool IsInteger => !IsInfinite && Exponent >= 0;

    /// <summary>Negative, zero or positive as the number is.</summary>
    public int Sign => Mantissa.Sign;

    /// <summary>mantissa × 2^exponent, rounded to nearest, ties to even.</summary>
    public static BinaryNumber Create(BigInteger mantissa, int exponent, int precision, bool isNegativeZero = false)
    {
        if (mantissa.IsZero)
        {
            return new BinaryNumber(mantissa, 0, precision, isNegativeZero, false);
        }

        var magnitude = BigInteger.Abs(mantissa);
        var excess = (int)magnitude.GetBitLength() - precision;
        if (excess > 0)
        {
            var kept = magnitude >> excess;
            var rest = magnitude - (kept << excess);
            var half = BigInteger.One << (excess - 1);
            var order = rest.CompareTo(half);
            magnitude = order > 0 || (order == 0 && !kept.IsEven) ? kept + 1 : kept;
            exponent += excess;
        }

        var zeros = (int)BigInteger.TrailingZeroCount(magnitude);
        magnitude >>= zeros;
        return new BinaryNumber(mantissa.Sign < 0 ? -magnitude : magnitude, exponent + zeros, precision, mantissa.Sign < 0, false);
    }

    /// <summary>The number that <paramref name="value"/> is exactly; it must not be NaN.</summary>
    public static BinaryNumber FromDouble(double value)
    {
        if (double.IsInfinity(value))
        {
            return value > 0 ? PositiveInfinity : NegativeInfinity;
        }

        var bits = BitConverter.DoubleToInt64Bits(value);
        var exponent = (int)((bits >> 52) & 0x7FF);
        var fraction = bits & 0xF_FFFF_FFFF_FFFF;
        var mantissa = exponent == 0 ? fraction : fraction | (1L << 52);
        return Create(bits < 0 ? -mantissa : mantissa, Math.Max(exponent, 1) - 1075, 53, isNegativeZero: bits < 0);
    }

    /// <summary>This number rounded to another precision.</summary>
    public BinaryNumber WithPrecision(int precision) =>
        precision == Precision || IsInfinite ? this : Create(Mantissa, Exponent, precision, IsNegative);

    /// <summary>The integer below or at the magnitude of this finite number: its fraction is dropped.</summary>
    public BigInteger Truncate()
    {
        if (Exponent >= 0)
        {
            return Mantissa << Exponent;
        }

        var magnitude = BigInteger.Abs(Mantissa) >> -Exponent;
        return Mantissa.Sign < 0 ? -magnitude : magnitude;
    }

    public int CompareTo(BinaryNumber? other)
    {
        if (other is null)
        {
            return 1;
        }

        if (Sign != other.Sign || IsInfinite || other.IsInfinite)
        {
            return Level(this).CompareTo(Level(other));
        }

        // Magnitudes first, so that far apart numbers are not aligned.
        var top = BigInteger.Abs(Mantissa).GetBitLength() + Exponent;
        var otherTop = BigInteger.Abs(other.Mantissa).GetBitLength() + other.Exponent;
        if (top != otherTop)
        {
            return top.CompareTo(otherTop) * Sign;
        }

        var shift = Exponent - other.Exponent;
        return shift >= 0 ? (Mantissa << shift).CompareTo(other.Mantissa) : Mantissa.CompareTo(other.Mantissa << -shift);
    }

    public bool Equals(BinaryNumber? other) =>
        other is not null && Mantissa == other.Mantissa && Exponent == other.Exponent && IsInfinite == other.IsInfinite;

    public override bool Equals(object? obj) => Equals(obj as BinaryNumber);

    public override int GetHashCode() => HashCode.Combine(Mantissa, Exponent, IsInfinite);

    public override string ToString() => BinaryNumberText.Shortest(this);

    public static bool operator ==(BinaryNumber? left, BinaryNumber? right) => left is null ? right is null : left.Equals(right);

    public static bool operator !=(BinaryNumber? left, BinaryNumber? right) => !(left == right);

    public static bool operator <(BinaryNumber left, BinaryNumber right) => left.CompareTo(right) < 0;

    public static bool operator >(BinaryNumber left, BinaryNumber right) => left.CompareTo(right) > 0;

    public static bool operator <=(BinaryNumber left, BinaryNumber right) => left.CompareTo(right) <= 0;

    public static bool operator >=(BinaryNumber left, BinaryNumber right) => left.CompareTo(right) >= 0;

    private static int Level(BinaryNumber number) => number.IsInfinite ? 2 * number.Sign : number.Sign;
}
