using System.Globalization;
using System.Text;
using Turnpike.Text;
using Turnpike.Text.Normalization;

namespace Turnpike.Hcl.Parsing;

/// <summary>What a run of template text says: escapes resolved, in Unicode's normal form C.</summary>
internal static class LiteralText
{
    public static string Normalize(string text) => NormalForm.C(text);

    /// <summary>A run that has no backslash escapes; only the doubled dollar or percent sign before a brace is one.</summary>
    public static string Bare(ReadOnlySpan<byte> run) =>
        Encoding.UTF8.GetString(run is [(byte)'$' or (byte)'%', (byte)'$' or (byte)'%', (byte)'{'] ? run[1..] : run);

    /// <summary>A run in quotes. Faulty escapes are added to <paramref name="faults"/> and stay as they are written.</summary>
    public static string Quoted(ReadOnlySpan<byte> run, ref List<(TextSpan Span, string Why)>? faults)
    {
        if (!run.Contains((byte)'\\'))
        {
            return Bare(run);
        }

        var text = new StringBuilder(run.Length);
        var at = 0;
        while (at < run.Length)
        {
            var length = run[at..].IndexOf((byte)'\\');
            if (length < 0)
            {
                length = run.Length - at;
            }

            text.Append(Encoding.UTF8.GetString(run.Slice(at, length)));
            at += length;
            if (at < run.Length)
            {
                at += AppendEscape(text, run[at..], at, ref faults);
            }
        }

        return text.ToString();
    }

    /// <summary>How many bytes the escape takes.</summary>
    private static int AppendEscape(StringBuilder text, ReadOnlySpan<byte> escape, int at, ref List<(TextSpan Span, string Why)>? faults)
    {
        if (escape.Length < 2)
        {
            Fault(ref faults, at, 1, "A backslash starts an escape; for the character itself write two.");
            text.Append('\\');
            return 1;
        }

        switch (escape[1])
        {
            case (byte)'n':
                text.Append('\n');
                return 2;
            case (byte)'r':
                text.Append('\r');
                return 2;
            case (byte)'t':
                text.Append('\t');
                return 2;
            case (byte)'"' or (byte)'\\':
                text.Append((char)escape[1]);
                return 2;
            case (byte)'u' or (byte)'U':
                return AppendCodePoint(text, escape, at, ref faults);
            default:
                Rune.DecodeFromUtf8(escape[1..], out var rune, out var length);
                Fault(ref faults, at, 1 + length, $"There is no escape \\{rune}; the escapes are \\n \\r \\t \\\" \\\\ \\uNNNN \\UNNNNNNNN.");
                text.Append(rune.ToString());
                return 1 + length;
        }
    }

    private static int AppendCodePoint(StringBuilder text, ReadOnlySpan<byte> escape, int at, ref List<(TextSpan Span, string Why)>? faults)
    {
        var wanted = escape[1] == 'u' ? 4 : 8;
        var digits = 0;
        while (digits < wanted && 2 + digits < escape.Length && char.IsAsciiHexDigit((char)escape[2 + digits]))
        {
            digits++;
        }

        var length = 2 + digits;
        var code = 0u;
        if (digits == wanted)
        {
            code = uint.Parse(Encoding.ASCII.GetString(escape.Slice(2, digits)), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            if (Rune.IsValid(code))
            {
                text.Append(new Rune(code).ToString());
                return length;
            }
        }

        Fault(ref faults, at, length, digits == wanted
            ? $"U+{code:X4} is no character; write characters beyond U+FFFF as \\UNNNNNNNN, not as two surrogates."
            : wanted == 4 ? "Four hexadecimal digits follow \\u." : "Eight hexadecimal digits follow \\U.");
        text.Append(Encoding.ASCII.GetString(escape[..length]));
        return length;
    }

    private static void Fault(ref List<(TextSpan Span, string Why)>? faults, int at, int length, string why) =>
        (faults ??= []).Add((new TextSpan(at, length), why));
}
