using System.Buffers;
using System.Globalization;
using System.Text;
using Turnpike.Text;

namespace Turnpike.Rego.Parsing;

/// <summary>Takes the escapes out of the inside of a string or template.</summary>
internal static class StringLiteral
{
    /// <summary>
    /// JSON's escapes, and an escaped brace in templates. A surrogate without its other half becomes U+FFFD, as does a
    /// byte that is no UTF-8 (which is reported).
    /// </summary>
    public static string Unescape(SourceText source, TextSpan inside, bool template, List<Diagnostic> faults)
    {
        var bytes = source.Slice(inside);
        if (bytes.IndexOf((byte)'\\') < 0)
        {
            return Decode(source, inside, faults);
        }

        var text = new StringBuilder(bytes.Length);
        for (var at = 0; at < bytes.Length;)
        {
            var next = bytes[at..].IndexOf((byte)'\\');
            var end = next < 0 ? bytes.Length : at + next;
            if (end > at)
            {
                text.Append(Decode(source, new TextSpan(inside.Start + at, end - at), faults));
            }

            at = end < bytes.Length ? Escape(source, inside, end, template, text, faults) : end;
        }

        return text.ToString();
    }

    /// <summary>The inside of a raw template, where only the brace is escaped.</summary>
    public static string UnescapeBraces(SourceText source, TextSpan inside, List<Diagnostic> faults) =>
        Decode(source, inside, faults).Replace("\\{", "{", StringComparison.Ordinal);

    public static string Decode(SourceText source, TextSpan inside, List<Diagnostic> faults)
    {
        var bytes = source.Slice(inside);
        if (Ascii.IsValid(bytes))
        {
            return Encoding.ASCII.GetString(bytes);
        }

        for (var at = 0; at < bytes.Length;)
        {
            if (Rune.DecodeFromUtf8(bytes[at..], out _, out var length) != OperationStatus.Done)
            {
                faults.Add(SyntaxDiagnostics.InvalidUtf8(source, new TextSpan(inside.Start + at, Math.Max(1, length))));
                break;
            }

            at += length;
        }

        return Encoding.UTF8.GetString(bytes);
    }

    private static int Escape(SourceText source, TextSpan inside, int at, bool template, StringBuilder text, List<Diagnostic> faults)
    {
        var bytes = source.Slice(inside);
        var escaped = at + 1 < bytes.Length ? (char)bytes[at + 1] : '\0';
        switch (escaped)
        {
            case '"' or '\\' or '/':
                text.Append(escaped);
                return at + 2;
            case '{' when template:
                text.Append('{');
                return at + 2;
            case 'b' or 'f' or 'n' or 'r' or 't':
                text.Append("\b\f\n\r\t"["bfnrt".IndexOf(escaped, StringComparison.Ordinal)]);
                return at + 2;
            case 'u' when TryHex(bytes, at + 2, out var unit):
                return Surrogate(bytes, at + 6, unit, text);
            default:
                var length = at + 1 < bytes.Length && bytes[at + 1] < 0x80 ? 2 : 1;
                faults.Add(SyntaxDiagnostics.IllegalEscape(source, new TextSpan(inside.Start + at, length)));
                return at + length;
        }
    }

    private static int Surrogate(ReadOnlySpan<byte> bytes, int at, char unit, StringBuilder text)
    {
        if (!char.IsSurrogate(unit))
        {
            text.Append(unit);
            return at;
        }

        if (char.IsHighSurrogate(unit)
            && bytes[at..].StartsWith("\\u"u8)
            && TryHex(bytes, at + 2, out var low)
            && char.IsLowSurrogate(low))
        {
            text.Append(unit).Append(low);
            return at + 6;
        }

        text.Append('\uFFFD');
        return at;
    }

    private static bool TryHex(ReadOnlySpan<byte> bytes, int at, out char unit)
    {
        unit = '\0';
        if (at + 4 > bytes.Length
            || !ushort.TryParse(bytes.Slice(at, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
        {
            return false;
        }

        unit = (char)value;
        return true;
    }
}
