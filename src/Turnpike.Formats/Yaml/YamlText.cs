using Turnpike.Text;

namespace Turnpike.Formats.Yaml;

/// <summary>
/// A part of a source as .NET text, with the way back from its UTF-16 offsets, in which the YAML parser counts, to the
/// source's bytes. (The parser's lines do not serve: YAML has line breaks that no editor counts.)
/// </summary>
internal sealed class YamlText
{
    private const int BlockSize = 1024;

    private readonly int _start;
    private readonly int[]? _blockBytes;

    /// <exception cref="System.Text.DecoderFallbackException">The part is not UTF-8.</exception>
    public YamlText(SourceText source, TextSpan part)
    {
        Source = source;
        _start = part.Start;
        Text = s_strict.GetString(source.Slice(part));
        _blockBytes = Text.Length == part.Length ? null : SumBlocks(Text);
    }

    public SourceText Source { get; }

    public string Text { get; }

    private static readonly System.Text.UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public TextSpan Span(long from, long to)
    {
        var start = Offset(from);
        return TextSpan.FromBounds(start, Math.Max(start, Offset(to)));
    }

    public int Offset(long index)
    {
        var at = (int)Math.Clamp(index, 0, Text.Length);
        if (_blockBytes is null)
        {
            return _start + at;
        }

        var block = at / BlockSize;
        return _start + _blockBytes[block] + CountBytes(Text.AsSpan(block * BlockSize, at - (block * BlockSize)));
    }

    private static int[] SumBlocks(string text)
    {
        var sums = new int[(text.Length / BlockSize) + 1];
        for (var block = 1; block < sums.Length; block++)
        {
            sums[block] = sums[block - 1] + CountBytes(text.AsSpan((block - 1) * BlockSize, BlockSize));
        }

        return sums;
    }

    // By unit, so that a surrogate pair cut by a block still counts four bytes in all.
    private static int CountBytes(ReadOnlySpan<char> text)
    {
        var count = 0;
        foreach (var c in text)
        {
            count += c < 0x80 ? 1 : c < 0x800 || char.IsSurrogate(c) ? 2 : 3;
        }

        return count;
    }
}
