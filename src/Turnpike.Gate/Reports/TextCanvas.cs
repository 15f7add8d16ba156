using System.Globalization;
using System.Text;

namespace Turnpike.Gate.Reports;

public enum Tone
{
    Plain,
    Bold,
    Dim,
    Red,
    RedBold,
    Yellow,
    YellowBold,
    GreenBold,
    Cyan,
}

/// <summary>Lines of text with a width and, if asked for, colour.</summary>
public sealed class TextCanvas(int width, bool hasColour)
{
    /// <summary>A space at which no line is broken; printed as a space.</summary>
    public const char Unbroken = '\u00a0';

    // Narrower than this, wrapping does more harm than a long line.
    private const int MinTextWidth = 30;

    private readonly StringBuilder _text = new();

    public TextCanvas Write(Tone tone, string text)
    {
        if (text.Length == 0)
        {
            return this;
        }

        if (!hasColour || tone == Tone.Plain)
        {
            _text.Append(text);
            return this;
        }

        _text.Append(Code(tone)).Append(text).Append("\u001b[0m");
        return this;
    }

    public TextCanvas EndLine()
    {
        _text.Append('\n');
        return this;
    }

    /// <summary>A paragraph on lines of its own, indented.</summary>
    public TextCanvas Wrap(int indent, Tone tone, string text)
    {
        _text.Append(' ', indent);
        return WrapFrom(indent, tone, text);
    }

    /// <summary>A paragraph that begins where the line stands, at <paramref name="indent"/>; its further lines are indented so.</summary>
    public TextCanvas WrapFrom(int indent, Tone tone, string text)
    {
        var room = Math.Max(MinTextWidth, width - indent);
        var start = 0;
        while (true)
        {
            var end = LineEnd(text, start, room);
            Write(tone, text[start..end].TrimEnd(' ').Replace(Unbroken, ' ')).EndLine();
            start = end;
            while (start < text.Length && text[start] == ' ')
            {
                start++;
            }

            if (start >= text.Length)
            {
                return this;
            }

            _text.Append(' ', indent);
        }
    }

    public override string ToString() => _text.ToString();

    // Breaks at the last space that fits; a word longer than the line stays whole, so that it can be copied.
    private static int LineEnd(string text, int start, int room)
    {
        var columns = 0;
        var lastSpace = -1;
        for (var i = start; i < text.Length;)
        {
            if (text[i] == ' ')
            {
                lastSpace = i;
            }

            Rune.DecodeFromUtf16(text.AsSpan(i), out var rune, out var consumed);
            columns += ColumnsOf(rune);
            if (columns > room && lastSpace > start)
            {
                return lastSpace;
            }

            i += consumed;
        }

        return text.Length;
    }

    // East Asian wide ranges and emoji take two columns, combining marks none.
    private static int ColumnsOf(Rune rune) => rune.Value switch
    {
        < 0x300 => 1,
        >= 0x1100 and <= 0x115F or >= 0x2E80 and <= 0xA4CF or >= 0xAC00 and <= 0xD7A3 or >= 0xF900 and <= 0xFAFF
            or >= 0xFE30 and <= 0xFE6F or >= 0xFF00 and <= 0xFF60 or >= 0x1F300 and <= 0x1FAFF or >= 0x20000 and <= 0x3FFFD => 2,
        _ => Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark ? 0 : 1,
    };

    private static string Code(Tone tone) => tone switch
    {
        Tone.Bold => "\u001b[1m",
        Tone.Dim => "\u001b[2m",
        Tone.Red => "\u001b[31m",
        Tone.RedBold => "\u001b[1;31m",
        Tone.Yellow => "\u001b[33m",
        Tone.YellowBold => "\u001b[1;33m",
        Tone.GreenBold => "\u001b[1;32m",
        _ => "\u001b[36m",
    };
}
