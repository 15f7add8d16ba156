using System.Numerics;
using Turnpike.Rego.Types;
using Turnpike.Values;

namespace Turnpike.Rego.Builtins;

internal static class Bits
{
    private const int MaxShift = 1_000_000;

    public static IReadOnlyList<Builtin> All { get; } =
    [
        Binary("bits.and", static (x, y) => x & y),
        Binary("bits.or", static (x, y) => x | y),
        Binary("bits.xor", static (x, y) => x ^ y),
        new("bits.negate", [RegoType.Number], RegoType.Number, static (context, arguments) =>
            Operands.TryGetBigInteger(context, 1, arguments[0], out var value) ? Value.Of(-value - 1) : null),
        new("bits.lsh", [RegoType.Number, RegoType.Number], RegoType.Number, static (context, arguments) => Shift(context, arguments, isLeft: true)),
        new("bits.rsh", [RegoType.Number, RegoType.Number], RegoType.Number, static (context, arguments) => Shift(context, arguments, isLeft: false)),
    ];

    private static Builtin Binary(string name, Func<BigInteger, BigInteger, BigInteger> compute) =>
        new(name, [RegoType.Number, RegoType.Number], RegoType.Number, (context, arguments) =>
            Operands.TryGetBigInteger(context, 1, arguments[0], out var left) && Operands.TryGetBigInteger(context, 2, arguments[1], out var right)
                ? Value.Of(compute(left, right))
                : null);

    private static Value? Shift(BuiltinContext context, ReadOnlySpan<Value> arguments, bool isLeft)
    {
        if (!Operands.TryGetBigInteger(context, 1, arguments[0], out var value) || !Operands.TryGetBigInteger(context, 2, arguments[1], out var by))
        {
            return null;
        }

        if (by.Sign < 0)
        {
            return context.WrongType(2, "an unsigned integer number", "a negative integer");
        }

        if (!isLeft)
        {
            return Value.Of(by > MaxShift ? (value.Sign < 0 ? BigInteger.MinusOne : BigInteger.Zero) : value >> (int)by);
        }

        return by > MaxShift ? context.Fail($"a shift by more than {MaxShift} bits") : Value.Of(value << (int)by);
    }
}
