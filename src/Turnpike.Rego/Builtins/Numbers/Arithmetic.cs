using System.Numerics;
using Turnpike.Rego.Types;
using Turnpike.Values;

namespace Turnpike.Rego.Builtins;

/// <summary>The arithmetic operators, and <c>abs</c>, <c>round</c>, <c>ceil</c>, <c>floor</c>, <c>sum</c>, <c>product</c>.</summary>
internal static class Arithmetic
{
    private const int MaxExactBits = 1 << 16;

    private static readonly RegoType[] s_two = [RegoType.Number, RegoType.Number];
    private static readonly RegoType s_numberOrSet = RegoType.AnyOf(RegoType.Number, RegoType.SetOf(RegoType.Any));
    private static readonly RegoType s_numbers = RegoType.AnyOf(RegoType.SetOf(RegoType.Number), RegoType.ArrayOf(RegoType.Number));

    public static IReadOnlyList<Builtin> All { get; } =
    [
        new("plus", s_two, RegoType.Number, static (_, a) => Add((NumberValue)a[0], (NumberValue)a[1])) { Infix = "+" },
        new("minus", [s_numberOrSet, s_numberOrSet], s_numberOrSet, Minus) { Infix = "-" },
        new("mul", s_two, RegoType.Number, static (_, a) => Multiply((NumberValue)a[0], (NumberValue)a[1])) { Infix = "*" },
        new("div", s_two, RegoType.Number, Divide) { Infix = "/" },
        new("rem", s_two, RegoType.Number, Remainder) { Infix = "%" },
        new("abs", [RegoType.Number], RegoType.Number, Abs),
        new("round", [RegoType.Number], RegoType.Number, static (_, a) => Rounded(a[0], static (quotient, rest, unit) => 2 * BigInteger.Abs(rest) >= unit ? quotient + rest.Sign : quotient)),
        new("ceil", [RegoType.Number], RegoType.Number, static (_, a) => Rounded(a[0], static (quotient, rest, _) => rest.Sign > 0 ? quotient + 1 : quotient)),
        new("floor", [RegoType.Number], RegoType.Number, static (_, a) => Rounded(a[0], static (quotient, rest, _) => rest.Sign < 0 ? quotient - 1 : quotient)),
        new("sum", [s_numbers], RegoType.Number, Sum),
        new("product", [s_numbers], RegoType.Number, Product),
    ];

    public static NumberValue Add(NumberValue left, NumberValue right)
    {
        if (left.TryGetInt64(out var x) && right.TryGetInt64(out var y))
        {
            var sum = unchecked(x + y);
            if (((x ^ sum) & (y ^ sum)) >= 0)
            {
                return Value.Of(sum);
            }
        }

        return AreLargeIntegers(left, right, out var a, out var b)
            ? Value.Of(a + b)
            : (BinaryFloat.From(left) + BinaryFloat.From(right)).ToNumber();
    }

    public static NumberValue Subtract(NumberValue left, NumberValue right)
    {
        if (left.TryGetInt64(out var x) && right.TryGetInt64(out var y))
        {
            var difference = unchecked(x - y);
            if (((x ^ y) & (x ^ difference)) >= 0)
            {
                return Value.Of(difference);
            }
        }

        return AreLargeIntegers(left, right, out var a, out var b)
            ? Value.Of(a - b)
            : (BinaryFloat.From(left) - BinaryFloat.From(right)).ToNumber();
    }

    public static NumberValue Multiply(NumberValue left, NumberValue right)
    {
        if (left.TryGetInt64(out var x) && right.TryGetInt64(out var y))
        {
            var product = (Int128)x * y;
            if (product >= long.MinValue && product <= long.MaxValue)
            {
                return Value.Of((long)product);
            }
        }

        return AreLargeIntegers(left, right, out var a, out var b)
            ? Value.Of(a * b)
            : (BinaryFloat.From(left) * BinaryFloat.From(right)).ToNumber();
    }

    // Integers stay exact, until they are so long that computing with them would be the attack.
    private static bool AreLargeIntegers(NumberValue left, NumberValue right, out BigInteger a, out BigInteger b)
    {
        b = default;
        return Integers.TryGetBounded(left, out a) && Integers.TryGetBounded(right, out b) && a.GetBitLength() + b.GetBitLength() <= MaxExactBits;
    }

    private static Value? Minus(BuiltinContext context, ReadOnlySpan<Value> arguments) => (arguments[0], arguments[1]) switch
    {
        (NumberValue left, NumberValue right) => Subtract(left, right),
        (SetValue left, SetValue right) => Sets.Difference(left, right),
        (SetValue, NumberValue number) => context.WrongType(2, "set", number),
        (_, var right) => context.WrongType(2, "number", right),
    };

    private static Value? Divide(BuiltinContext context, ReadOnlySpan<Value> arguments)
    {
        var (left, right) = ((NumberValue)arguments[0], (NumberValue)arguments[1]);
        if (left.TryGetInt64(out var x) && right.TryGetInt64(out var y) && y != 0 && y != -1 && x % y == 0)
        {
            return Value.Of(x / y);
        }

        var divisor = BinaryFloat.From(right);
        return divisor.IsZero ? context.Fail("divide by zero") : (BinaryFloat.From(left) / divisor).ToNumber();
    }

    private static Value? Remainder(BuiltinContext context, ReadOnlySpan<Value> arguments)
    {
        var (left, right) = ((NumberValue)arguments[0], (NumberValue)arguments[1]);
        if (left.TryGetInt64(out var x) && right.TryGetInt64(out var y))
        {
            return y == 0 ? context.Fail("modulo by zero") : Value.Of(y == -1 ? 0 : x % y);
        }

        if (!Integers.TryGetBounded(left, out var dividend) || !Integers.TryGetBounded(right, out var divisor))
        {
            return context.Fail("modulo on floating-point number");
        }

        return divisor.IsZero ? context.Fail("modulo by zero") : Value.Of(BigInteger.Remainder(dividend, divisor));
    }

    private static Value? Abs(BuiltinContext context, ReadOnlySpan<Value> arguments)
    {
        var number = (NumberValue)arguments[0];
        if (number.TryGetInt64(out var integer) && integer > long.MinValue)
        {
            return integer >= 0 ? number : Value.Of(-integer);
        }

        return number.ToDecimal() is var (mantissa, exponent) && mantissa.Sign < 0 ? NumberValue.FromDecimal(-mantissa, exponent) : number;
    }

    private static NumberValue Rounded(Value value, Func<BigInteger, BigInteger, BigInteger, BigInteger> round)
    {
        var number = (NumberValue)value;
        if (number.IsInteger)
        {
            return number;
        }

        var (mantissa, exponent) = number.ToDecimal();
        var digits = -exponent;

        // Smaller than a tenth: the exact power of ten could have a million digits and changes nothing.
        if (digits > (int)(BigInteger.Abs(mantissa).GetBitLength() * 0.302) + 2)
        {
            return Value.Of(round(BigInteger.Zero, mantissa.Sign, 100));
        }

        var unit = BigInteger.Pow(10, digits);
        var quotient = BigInteger.DivRem(mantissa, unit, out var rest);
        return Value.Of(round(quotient, rest, unit));
    }

    private static Value? Sum(BuiltinContext context, ReadOnlySpan<Value> arguments)
    {
        long sum = 0;
        var items = Aggregates.UnorderedOf(arguments[0]);
        for (var i = 0; i < items.Length; i++)
        {
            if (items[i] is not NumberValue number || !number.TryGetInt64(out var next) || WouldOverflow(sum, next))
            {
                return Fold(context, arguments[0], sum, i, static (left, right) => left + right, static (left, right) => left + right);
            }

            sum += next;
        }

        return Value.Of(sum);
    }

    private static Value? Product(BuiltinContext context, ReadOnlySpan<Value> arguments) =>
        Fold(context, arguments[0], 1, 0, static (left, right) => left * right, static (left, right) => left * right);

    private static bool WouldOverflow(long x, long y)
    {
        var sum = unchecked(x + y);
        return ((x ^ sum) & (y ^ sum)) < 0;
    }

    // Exact while all are integers of a bearable length; from then on as OPA computes with fractions.
    private static Value? Fold(
        BuiltinContext context, Value list, BigInteger start, int from, Func<BigInteger, BigInteger, BigInteger> exactly, Func<BinaryFloat, BinaryFloat, BinaryFloat> roughly)
    {
        var whole = start;
        BinaryFloat? total = null;
        foreach (var item in Aggregates.UnorderedOf(list)[from..])
        {
            context.Step();
            if (item is not NumberValue number)
            {
                return Operands.WrongElement(context, 1, list, item, "number");
            }

            if (total is null && Integers.TryGetBounded(number, out var next) && whole.GetBitLength() + next.GetBitLength() <= MaxExactBits)
            {
                whole = exactly(whole, next);
            }
            else
            {
                total = roughly(total ?? BinaryFloat.From(Value.Of(whole)), BinaryFloat.From(number));
            }
        }

        return total?.ToNumber() ?? Value.Of(whole);
    }
}
