using System.Text;

namespace Turnpike.Rego.Builtins;

internal static class Trimming
{
    public static string Both(string text, string cutset) => Right(Left(text, cutset), cutset);

    public static string Left(string text, string cutset)
    {
        var runes = new HashSet<Rune>(cutset.EnumerateRunes());
        var at = 0;
        while (at < text.Length && Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out var length) == System.Buffers.OperationStatus.Done && runes.Contains(rune))
        {
            at += length;
        }

        return text[at..];
    }

    public static string Right(string text, string cutset)
    {
        var runes = new HashSet<Rune>(cutset.EnumerateRunes());
        var end = text.Length;
        while (end > 0 && Rune.DecodeLastFromUtf16(text.AsSpan(0, end), out var rune, out var length) == System.Buffers.OperationStatus.Done && runes.Contains(rune))
        {
            end -= length;
        }

        return text[..end];
    }

    public static string Prefix(string text, string prefix) => text.StartsWith(prefix, StringComparison.Ordinal) ? text[prefix.Length..] : text;

    public static string Suffix(string text, string suffix) => text.EndsWith(suffix, StringComparison.Ordinal) ? text[..^suffix.Length] : text;
}
