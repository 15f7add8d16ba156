namespace Turnpike.Text.Tests;

public class SourceTextTests
{
    [Fact]
    public void Columns_count_code_points_and_lines_start_at_one()
    {
        var source = SourceText.From("a", "é😀x\nsecond");

        Assert.Equal(new TextPosition(1, 1), source.PositionAt(0));
        Assert.Equal(new TextPosition(1, 3), source.PositionAt("é😀"u8.Length));
        Assert.Equal(new TextPosition(2, 3), source.PositionAt("é😀x\nse"u8.Length));
        Assert.Equal(new TextPosition(2, 7), source.PositionAt(int.MaxValue));
        Assert.Equal("é😀x", source.GetLine(1));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(97)]
    public void Positions_agree_with_a_plain_count_across_blocks(int step)
    {
        var text = string.Concat(Enumerable.Range(0, 9000).Select(i => i % 4000 == 3999 ? "\n" : i % 7 == 0 ? "ü" : i % 11 == 0 ? "😀" : "a"));
        var source = SourceText.From("a", text);
        var (line, column, offset, count) = (1, 1, 0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            if (count++ % step == 0)
            {
                Assert.Equal(new TextPosition(line, column), source.PositionAt(offset));
            }

            offset += rune.Utf8SequenceLength;
            (line, column) = rune.Value == '\n' ? (line + 1, 1) : (line, column + 1);
        }
    }

    [Fact]
    public void Utf16_columns_map_to_byte_offsets()
    {
        var source = SourceText.From("a", "x\né😀b");

        Assert.Equal("x\né😀"u8.Length, source.OffsetAt(2, 3));
        Assert.Equal(source.Length, source.OffsetAt(9, 0));
    }
}
