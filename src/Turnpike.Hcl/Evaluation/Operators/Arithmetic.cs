using System.Numerics;
using Turnpike.Hcl.Types;
using Turnpike.Values;

namespace Turnpike.Hcl.Evaluation;

/// <summary>
/// Calculation with binary numbers as Terraform does it: results have the greater precision of the two operands and are
/// rounded to nearest, ties to even. What has no result (infinity minus infinity) answers null.
/// </summary>
public static class Arithmetic
{
    public static NumberValue? Add(NumberValue left, NumberValue right)
    {
        if (ArePlain(left, right, out var a, out var b))
        {
            var sum = unchecked(a + b);
            if (((a ^ sum) & (b ^ sum)) >= 0)
            {
                return Plain(sum);
            }
        }

        return Wrap(Add(HclNumber.ToBinary(left), HclNumber.ToBinary(right)));
    }

    public static NumberValue? Subtract(NumberValue left, NumberValue right)
    {
        if (ArePlain(left, right, out var a, out var b))
        {
            var difference = unchecked(a - b);
            if (((a ^ b) & (a ^ difference)) >= 0)
            {
                return Plain(difference);
            }
        }

        return Wrap(Add(HclNumber.ToBinary(left), Negate(HclNumber.ToBinary(right))));
    }

    public static NumberValue? Multiply(NumberValue left, NumberValue right)
    {
        if (ArePlain(left, right, out var a, out var b) && (a != 0 || b >= 0) && (b != 0 || a >= 0))
        {
            var product = (Int128)a * b;
            if (product == (long)product)
            {
                return Plain((long)product);
            }
        }

        return Wrap(Multiply(HclNumber.ToBinary(left), HclNumber.ToBinary(right)));
    }

    public static NumberValue? Divide(NumberValue left, NumberValue right)
    {
        if (ArePlain(left, right, out var a, out var b) && b != 0 && b != -1 && a != 0 && a % b == 0)
        {
            return Plain(a / b);
        }

        return Wrap(Divide(HclNumber.ToBinary(left), HclNumber.ToBinary(right)));
    }

    /// <summary>The remainder of the division whose quotient's fraction is dropped; it has the sign of the left operand.</summary>
    public static NumberValue? Modulo(NumberValue left, NumberValue right)
    {
        if (ArePlain(left, right, out var a, out var b) && b is not (0 or -1))
        {
            return Plain(a % b);
        }

        return Wrap(Modulo(HclNumber.ToBinary(left), HclNumber.ToBinary(right)));
    }

    public static NumberValue Negate(NumberValue number) =>
        number.Binary is null && number.TryGetInt64(out var value) && value is not (0 or long.MinValue)
            ? Plain(-value)
            : NumberValue.FromBinary(Negate(HclNumber.ToBinary(number)));

    private static BinaryNumber Negate(BinaryNumber number) =>
        number.IsInfinite
            ? (number.IsNegative ? BinaryNumber.PositiveInfinity : BinaryNumber.NegativeInfinity)
            : BinaryNumber.Create(-number.Mantissa, number.Exponent, number.Precision, isNegativeZero: !number.IsNegative);

    private static BinaryNumber? Add(BinaryNumber left, BinaryNumber right)
    {
        if (left.IsInfinite || right.IsInfinite)
        {
            return left.IsInfinite && right.IsInfinite && left.IsNegative != right.IsNegative ? null : left.IsInfinite ? left : right;
        }

        var precision = Math.Max(left.Precision, right.Precision);
        if (left.IsZero || right.IsZero)
        {
            var kept = left.IsZero ? right : left;
            return BinaryNumber.Create(kept.Mantissa, kept.Exponent, precision, left.IsNegative && right.IsNegative);
        }

        var (high, low) = left.Exponent >= right.Exponent ? (left, right) : (right, left);
        var shift = high.Exponent - low.Exponent;
        var gap = high.Exponent + Bits(high) - (low.Exponent + Bits(low));
        if (shift > FarApart && gap > precision + 2L)
        {
            // The lower number only tips the rounding; a single bit far below does the same.
            return BinaryNumber.Create((high.Mantissa << (precision + 3)) + low.Sign, high.Exponent - precision - 3, precision);
        }

        return BinaryNumber.Create((high.Mantissa << shift) + low.Mantissa, low.Exponent, precision);
    }

    private const int FarApart = 8192;

    private static BinaryNumber? Multiply(BinaryNumber left, BinaryNumber right)
    {
        var isNegative = left.IsNegative != right.IsNegative;
        if (left.IsInfinite || right.IsInfinite)
        {
            return left.IsZero || right.IsZero ? null : Infinity(isNegative);
        }

        // A product keeps all its bits up to full precision, even of operands of less.
        var mantissa = left.Mantissa * right.Mantissa;
        var exact = BinaryNumber.Create(mantissa, Exponent(left.Exponent, right.Exponent), HclNumber.FullPrecision, isNegative);
        var needed = Math.Max(Math.Max(left.Precision, right.Precision), (int)BigInteger.Abs(exact.Mantissa).GetBitLength());
        return exact.WithPrecision(needed);
    }

    private static BinaryNumber? Divide(BinaryNumber left, BinaryNumber right)
    {
        var isNegative = left.IsNegative != right.IsNegative;
        if (left.IsInfinite || right.IsZero)
        {
            return (left.IsInfinite && right.IsInfinite) || (left.IsZero && right.IsZero) ? null : Infinity(isNegative);
        }

        var precision = Math.Max(left.Precision, right.Precision);
        return right.IsInfinite || left.IsZero
            ? BinaryNumber.Create(0, 0, precision, isNegative)
            : HclNumber.Quotient(left.Mantissa, right.Mantissa, Exponent(left.Exponent, -right.Exponent), precision);
    }

    private static BinaryNumber? Modulo(BinaryNumber left, BinaryNumber right)
    {
        if (left.IsInfinite || right.IsInfinite)
        {
            return null;
        }

        if (right.IsZero)
        {
            return left;
        }

        var quotient = Divide(left, right)!.Truncate();
        var product = BinaryNumber.Create(right.Mantissa * quotient, right.Exponent, Math.Max(left.Precision, right.Precision), right.IsNegative);
        return Add(left, Negate(product));
    }

    private static long Bits(BinaryNumber number) => BigInteger.Abs(number.Mantissa).GetBitLength();

    private static int Exponent(int left, int right) => (int)Math.Clamp((long)left + right, -MaxExponent, MaxExponent);

    // Beyond what chains of multiplications reach within their limits; such numbers are not shown.
    private const int MaxExponent = 1 << 24;

    private static BinaryNumber Infinity(bool isNegative) => isNegative ? BinaryNumber.NegativeInfinity : BinaryNumber.PositiveInfinity;

    private static bool ArePlain(NumberValue left, NumberValue right, out long a, out long b)
    {
        a = b = 0;
        return left.Binary is null && right.Binary is null && left.TryGetInt64(out a) && right.TryGetInt64(out b)
            && (a != 0 || !HclNumber.IsNegativeZero(left)) && (b != 0 || !HclNumber.IsNegativeZero(right));
    }

    private static NumberValue Plain(long value) => Value.Of(value);

    private static NumberValue? Wrap(BinaryNumber? number) => number is null ? null : NumberValue.FromBinary(number);
}
