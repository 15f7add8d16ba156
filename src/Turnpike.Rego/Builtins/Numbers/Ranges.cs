using System.Numerics;
using Turnpike.Rego.Types;
using Turnpike.Values;

namespace Turnpike.Rego.Builtins;

/// <summary><c>numbers.range</c>, <c>numbers.range_step</c>, <c>rand.intn</c> and <c>format_int</c>.</summary>
internal static class Ranges
{
    public static IReadOnlyList<Builtin> All { get; } =
    [
        new("numbers.range", [RegoType.Number, RegoType.Number], RegoType.ArrayOf(RegoType.Number), static (c, a) => Range(c, a, BigInteger.One)),
        new("numbers.range_step", [RegoType.Number, RegoType.Number, RegoType.Number], RegoType.ArrayOf(RegoType.Number), RangeStep),
        new("rand.intn", [RegoType.String, RegoType.Number], RegoType.Number, RandomBelow) { IsNondeterministic = true },
        new("format_int", [RegoType.Number, RegoType.Number], RegoType.String, FormatInteger),
    ];

    private static Value? RangeStep(BuiltinContext context, ReadOnlySpan<Value> arguments)
    {
        if (!Operands.TryGetBigInteger(context, 3, arguments[2], out var step))
        {
            return null;
        }

        return step.Sign <= 0 ? context.Fail("step must be a positive integer") : Range(context, arguments, step);
    }

    private static Value? Range(BuiltinContext context, ReadOnlySpan<Value> arguments, BigInteger step)
    {
        if (!Operands.TryGetBigInteger(context, 1, arguments[0], out var from) || !Operands.TryGetBigInteger(context, 2, arguments[1], out var to))
        {
            return null;
        }

        var count = (BigInteger.Abs(to - from) / step) + 1;
        if (count > BuiltinContext.MaxLength)
        {
            return context.Fail($"the range has {count} numbers, more than {BuiltinContext.MaxLength}");
        }

        if (from >= int.MinValue && from <= int.MaxValue && to >= int.MinValue && to <= int.MaxValue)
        {
            return SmallRange(context, (int)from, (int)to, (long)BigInteger.Min(step, long.MaxValue), (int)count);
        }

        step = to < from ? -step : step;
        var numbers = new Value[(int)count];
        for (var i = 0; i < numbers.Length; i++)
        {
            context.Step();
            numbers[i] = Value.Of(from);
            from += step;
        }

        return ArrayValue.Create(numbers);
    }

    private static ArrayValue SmallRange(BuiltinContext context, int from, int to, long step, int count)
    {
        var numbers = new Value[count];
        for (var i = 0; i < count; i++)
        {
            context.Step();
            numbers[i] = Value.Of(to < from ? from - (step * i) : from + (step * i));
        }

        return ArrayValue.Create(numbers);
    }

    private static Value? RandomBelow(BuiltinContext context, ReadOnlySpan<Value> arguments)
    {
        if (!Operands.TryGetLong(context, 2, arguments[1], out var limit))
        {
            return null;
        }

        limit = Math.Abs(limit);
        return limit == 0
            ? Value.Of(0)
            : context.Remember(Value.Array(arguments[0], arguments[1]), c => Value.Of(c.Random.NextInt64(limit)));
    }

    private static Value? FormatInteger(BuiltinContext context, ReadOnlySpan<Value> arguments)
    {
        if (!((NumberValue)arguments[1]).TryGetInt32(out var radix) || radix is not (2 or 8 or 10 or 16))
        {
            return context.Fail(BuiltinError.Type, "operand 2 must be one of {2, 8, 10, 16}");
        }

        var (mantissa, exponent) = ((NumberValue)arguments[0]).ToDecimal();
        if (Math.Abs(exponent) > 10_000)
        {
            return exponent < 0 ? Value.Of("0") : context.Fail("the number is too large");
        }

        var whole = exponent >= 0 ? mantissa * BigInteger.Pow(10, exponent) : mantissa / BigInteger.Pow(10, -exponent);
        return Value.Of(Integers.Format(whole, radix));
    }
}
