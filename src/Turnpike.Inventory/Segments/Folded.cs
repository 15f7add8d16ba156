using System.Numerics;

namespace Turnpike.Inventory.Segments;

/// <summary>
/// Text whose capitals A to Z are kept as small letters with a bit each beside them: one heap serves a search that does not
/// look at case, and gives back the text as it was.
/// </summary>
internal static class Folded
{
    private const byte CaseBit = 0x20;

    public static string Lower(string text) => string.Create(text.Length, text, static (to, from) =>
    {
        for (var i = 0; i < to.Length; i++)
        {
            to[i] = char.IsAsciiLetterUpper(from[i]) ? (char)(from[i] | CaseBit) : from[i];
        }
    });

    /// <summary>Folds in place.</summary>
    /// <returns>The bits, lowest first.</returns>
    public static byte[] Fold(Span<byte> text)
    {
        var bits = new byte[(text.Length + 7) / 8];
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is >= (byte)'A' and <= (byte)'Z')
            {
                text[i] |= CaseBit;
                bits[i >> 3] |= (byte)(1 << (i & 7));
            }
        }

        return bits;
    }

    /// <summary>The text at a place as it was.</summary>
    public static void Unfold(ReadOnlySpan<byte> text, ReadOnlySpan<byte> bits, int start, Span<byte> to)
    {
        text.Slice(start, to.Length).CopyTo(to);
        for (var at = start; at < start + to.Length;)
        {
            var rest = (byte)(bits[at >> 3] >> (at & 7));
            if (rest == 0)
            {
                at = (at | 7) + 1;
                continue;
            }

            at += BitOperations.TrailingZeroCount(rest);
            if (at < start + to.Length)
            {
                to[at - start] &= unchecked((byte)~CaseBit);
            }

            at++;
        }
    }
}
