using System.Text;

namespace Turnpike.Text;

/// <summary>
/// A text that came from somewhere, as UTF-8 bytes. All spans in Turnpike are byte offsets into one of these.
/// Immutable; the line index is built on first use.
/// </summary>
public sealed class SourceText
{
    private const int BlockSize = 4096;

    private readonly Lazy<LineIndex> _index;

    /// <param name="name">What a person calls the source: a path relative to where they stand, or "-" for standard input.</param>
    /// <param name="utf8">The content. It is not copied; the caller must not change it afterwards.</param>
    public SourceText(string name, ReadOnlyMemory<byte> utf8)
    {
        Name = name;
        Utf8 = utf8;
        _index = new Lazy<LineIndex>(() => LineIndex.Build(Utf8.Span));
    }

    public string Name { get; }

    public ReadOnlyMemory<byte> Utf8 { get; }

    public int Length => Utf8.Length;

    /// <summary>Whether the content may hold secrets (plans, states, manifests). Such a source is never quoted in a diagnostic.</summary>
    public bool IsConfidential { get; init; }

    public int LineCount => _index.Value.LineStarts.Length;

    public static SourceText From(string name, string text) => new(name, Encoding.UTF8.GetBytes(text));

    public ReadOnlySpan<byte> Slice(TextSpan span) => Utf8.Span.Slice(span.Start, span.Length);

    public string GetString(TextSpan span) => Encoding.UTF8.GetString(Slice(span));

    /// <summary>The place of a byte offset; offsets past the end give the end.</summary>
    public TextPosition PositionAt(int offset)
    {
        var index = _index.Value;
        offset = Math.Clamp(offset, 0, Length);
        var line = Array.BinarySearch(index.LineStarts, offset);
        if (line < 0)
        {
            line = ~line - 1;
        }

        return new TextPosition(line + 1, CodePointsBefore(index, offset) - CodePointsBefore(index, index.LineStarts[line]) + 1);
    }

    /// <summary>The byte offset of a line and a column counted in UTF-16 units from 0, the way most .NET parsers report places.</summary>
    public int OffsetAt(int line, int utf16Column)
    {
        var starts = _index.Value.LineStarts;
        if (line < 1)
        {
            return 0;
        }

        if (line > starts.Length)
        {
            return Length;
        }

        var offset = starts[line - 1];
        var bytes = Utf8.Span;
        while (utf16Column > 0 && offset < bytes.Length)
        {
            Rune.DecodeFromUtf8(bytes[offset..], out var rune, out var consumed);
            offset += consumed;
            utf16Column -= rune.Utf16SequenceLength;
        }

        return offset;
    }

    /// <summary>The text of a line (from 1) without its line break.</summary>
    public string GetLine(int line)
    {
        var starts = _index.Value.LineStarts;
        var start = starts[line - 1];
        var end = line < starts.Length ? starts[line] : Length;
        return Encoding.UTF8.GetString(Utf8.Span[start..end]).TrimEnd('\r', '\n');
    }

    /// <summary>The byte offset at which a line (from 1) starts.</summary>
    public int LineStart(int line) => _index.Value.LineStarts[line - 1];

    public override string ToString() => Name;

    private int CodePointsBefore(LineIndex index, int offset)
    {
        var block = offset / BlockSize;
        return index.BlockCodePoints[block] + CountCodePoints(Utf8.Span[(block * BlockSize)..offset]);
    }

    private static int CountCodePoints(ReadOnlySpan<byte> utf8)
    {
        if (Ascii.IsValid(utf8))
        {
            return utf8.Length;
        }

        var count = 0;
        foreach (var b in utf8)
        {
            count += (b & 0xC0) != 0x80 ? 1 : 0;
        }

        return count;
    }

    // A plan is often a single line of many megabytes, so a column cannot be counted from the start of its line
    // for each finding: code points are summed by block once.
    private sealed record LineIndex(int[] LineStarts, int[] BlockCodePoints)
    {
        public static LineIndex Build(ReadOnlySpan<byte> utf8)
        {
            var starts = new List<int> { 0 };
            for (var at = 0; ;)
            {
                var next = utf8[at..].IndexOf((byte)'\n');
                if (next < 0)
                {
                    break;
                }

                at += next + 1;
                starts.Add(at);
            }

            var blocks = new int[(utf8.Length / BlockSize) + 1];
            for (var block = 1; block < blocks.Length; block++)
            {
                blocks[block] = blocks[block - 1] + CountCodePoints(utf8.Slice((block - 1) * BlockSize, BlockSize));
            }

            return new LineIndex([.. starts], blocks);
        }
    }
}
