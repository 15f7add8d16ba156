using System.Numerics;
using Turnpike.Values;

namespace Turnpike.Hcl.Functions.Numbers;

/// <summary>
/// Logarithm and power of doubles, computed step by step as Go's math package computes them: the last digit of a result
/// can be seen, and platforms' own functions differ there.
/// </summary>
internal static class GoMath
{
    private const double Ln2High = 6.93147180369123816490e-01;
    private const double Ln2Low = 1.90821492927058770002e-10;

    /// <summary>The nearest double.</summary>
    public static double ToDouble(BinaryNumber number)
    {
        if (number.IsInfinite)
        {
            return number.IsNegative ? double.NegativeInfinity : double.PositiveInfinity;
        }

        if (number.IsZero)
        {
            return number.IsNegative ? -0.0 : 0.0;
        }

        // Below the normal range fewer bits are left.
        var top = BigInteger.Abs(number.Mantissa).GetBitLength() + number.Exponent;
        var bits = (int)Math.Min(53, top + 1074);
        if (bits < 0)
        {
            return number.IsNegative ? -0.0 : 0.0;
        }

        if (bits == 0)
        {
            return BigInteger.Abs(number.Mantissa).IsOne ? 0 : Math.CopySign(double.Epsilon, number.Sign);
        }

        var rounded = number.WithPrecision(bits);
        return Math.ScaleB((double)rounded.Mantissa, rounded.Exponent);
    }

    /// <summary>The natural logarithm, after the reduction and polynomial of FreeBSD's e_log.c.</summary>
    public static double Log(double x)
    {
        if (double.IsNaN(x) || double.IsPositiveInfinity(x))
        {
            return x;
        }

        if (x <= 0)
        {
            return x < 0 ? double.NaN : double.NegativeInfinity;
        }

        var (fraction, exponent) = Split(x);
        if (fraction < Math.Sqrt(2) / 2)
        {
            fraction *= 2;
            exponent--;
        }

        var f = fraction - 1;
        double k = exponent;
        var s = f / (2 + f);
        var s2 = s * s;
        var s4 = s2 * s2;
        var t1 = s2 * (6.666666666666735130e-01 + (s4 * (2.857142874366239149e-01 + (s4 * (1.818357216161805012e-01 + (s4 * 1.479819860511658591e-01))))));
        var t2 = s4 * (3.999999999940941908e-01 + (s4 * (2.222219843214978396e-01 + (s4 * 1.531383769920937332e-01))));
        var r = t1 + t2;
        var half = 0.5 * f * f;
        return (k * Ln2High) - ((half - ((s * (half + r)) + (k * Ln2Low))) - f);
    }

    /// <summary>
    /// e to the power of a small x: a Taylor series on a sixteenth of what powers of two leave over, squared four times
    /// (N. Shibata's method), with multiplications that round once with their addition.
    /// </summary>
    private static double Exponential(double x)
    {
        var k = Math.Round(x * 1.4426950408889634073599246810018920, MidpointRounding.ToEven);
        var r = Math.FusedMultiplyAdd(-k, 0.69314718055966295651160180568695068359375, x);
        r = 0.0625 * Math.FusedMultiplyAdd(-k, 0.28235290563031577122588448175013436025525412068e-12, r);
        var sum = 1.0 / 40320;
        foreach (var term in (ReadOnlySpan<double>)[1.0 / 5040, 1.0 / 720, 1.0 / 120, 1.0 / 24, 1.0 / 6, 0.5, 1.0])
        {
            sum = Math.FusedMultiplyAdd(sum, r, term);
        }

        var y = r * sum;
        for (var i = 0; i < 4; i++)
        {
            y = Math.FusedMultiplyAdd(y, y, y + y);
        }

        return Math.ScaleB(y + 1, (int)k);
    }

    public static double Power(double x, double y)
    {
        if (y == 0 || x == 1)
        {
            return 1;
        }

        if (y == 1)
        {
            return x;
        }

        if (double.IsNaN(x) || double.IsNaN(y))
        {
            return double.NaN;
        }

        return x == 0 || double.IsInfinity(x) || double.IsInfinity(y) ? Math.Pow(x, y)
            : y == 0.5 ? Math.Sqrt(x)
            : y == -0.5 ? 1 / Math.Sqrt(x)
            : FinitePower(x, y);
    }

    private static double FinitePower(double x, double y)
    {
        var whole = Math.Truncate(Math.Abs(y));
        var part = Math.Abs(y) - whole;
        if (part != 0 && x < 0)
        {
            return double.NaN;
        }

        if (whole >= 9.223372036854775808e18)
        {
            return x == -1 ? 1 : Math.Abs(x) < 1 == y > 0 ? 0 : double.PositiveInfinity;
        }

        // The result is mantissa × 2^exponent.
        var (mantissa, exponent) = (1.0, 0L);
        if (part != 0)
        {
            if (part > 0.5)
            {
                part--;
                whole++;
            }

            mantissa = Exponential(part * Log(x));
        }

        var (square, squareExponent) = ((double, long))Split(x);
        for (var i = (long)whole; i != 0; i >>= 1)
        {
            if (squareExponent is < -4096 or > 4096)
            {
                exponent += squareExponent;
                break;
            }

            if ((i & 1) == 1)
            {
                mantissa *= square;
                exponent += squareExponent;
            }

            square *= square;
            squareExponent <<= 1;
            if (square < 0.5)
            {
                square += square;
                squareExponent--;
            }
        }

        return y < 0
            ? Math.ScaleB(1 / mantissa, (int)Math.Clamp(-exponent, -100_000, 100_000))
            : Math.ScaleB(mantissa, (int)Math.Clamp(exponent, -100_000, 100_000));
    }

    // x as fraction × 2^exponent, the fraction's magnitude from 1/2 to 1.
    private static (double Fraction, int Exponent) Split(double x)
    {
        if (x == 0)
        {
            return (x, 0);
        }

        var exponent = Math.ILogB(x) + 1;
        return (Math.ScaleB(x, -exponent), exponent);
    }
}
