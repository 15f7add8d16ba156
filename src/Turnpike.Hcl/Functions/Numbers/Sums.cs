using Turnpike.Values;
using Turnpike.Hcl.Types;

namespace Turnpike.Hcl.Functions.Numbers;

/// <summary>Sums of numbers at the finer precision of the two.</summary>
internal static class Sums
{
    /// <summary>Null for infinities that oppose each other.</summary>
    public static NumberValue? Add(NumberValue left, NumberValue right)
    {
        var (a, b) = (HclNumber.ToBinary(left), HclNumber.ToBinary(right));
        if (a.IsInfinite || b.IsInfinite)
        {
            return a.IsInfinite && b.IsInfinite && a.IsNegative != b.IsNegative ? null : a.IsInfinite ? left : right;
        }

        var precision = Math.Max(a.Precision, b.Precision);
        if (a.IsZero || b.IsZero)
        {
            var other = a.IsZero ? b : a;
            return NumberValue.FromBinary(BinaryNumber.Create(other.Mantissa, other.Exponent, precision));
        }

        if (a.Exponent < b.Exponent)
        {
            (a, b) = (b, a);
        }

        return NumberValue.FromBinary(BinaryNumber.Create((a.Mantissa << (a.Exponent - b.Exponent)) + b.Mantissa, b.Exponent, precision));
    }
}
