using System.Buffers;
using Turnpike.Rego.Types;
using Turnpike.Values;

namespace Turnpike.Rego.Builtins;

internal static class Hexadecimal
{
    private static readonly SearchValues<byte> s_digits = SearchValues.Create("0123456789abcdefABCDEF"u8);

    public static IReadOnlyList<Builtin> All { get; } =
    [
        new("hex.encode", [RegoType.String], RegoType.String, static (_, a) => Value.Of(Convert.ToHexStringLower(Utf8.Of(a.Text(0))))),
        new("hex.decode", [RegoType.String], RegoType.String, Decode),
    ];

    private static Value? Decode(BuiltinContext context, ReadOnlySpan<Value> arguments)
    {
        var digits = Utf8.Of(arguments.Text(0));
        var bad = digits.AsSpan().IndexOfAnyExcept(s_digits);
        if (bad >= 0)
        {
            var shown = GoQuote.Of(((char)digits[bad]).ToString()).Trim('"');
            return context.Fail($"encoding/hex: invalid byte: U+{(int)digits[bad]:X4} '{shown}'");
        }

        return digits.Length % 2 != 0
            ? context.Fail("encoding/hex: odd length hex string")
            : Value.Of(Utf8.Text(Convert.FromHexString(arguments.Text(0))));
    }
}
