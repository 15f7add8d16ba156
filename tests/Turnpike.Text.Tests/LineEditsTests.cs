namespace Turnpike.Text.Tests;

public class LineEditsTests
{
    [Theory]
    [InlineData("a b c", "a b c", " a, b, c")]
    [InlineData("a b c", "a x c", " a,-b,+x, c")]
    [InlineData("", "a", "-,+a")]
    [InlineData("a a a", "a a", " a, a,-a")]
    [InlineData("a b c d", "b c d e", "-a, b, c, d,+e")]
    public void The_fewest_lines_change(string before, string after, string expected) =>
        Assert.Equal(expected, string.Join(',', LineEdits.Of(before.Split(' '), after.Split(' ')).Select(static e => " -+"[(int)e.Edit] + e.Line)));

    [Fact]
    public void Both_texts_can_be_read_from_the_edits()
    {
        var random = new Random(1);
        for (var round = 0; round < 500; round++)
        {
            string[] left = Any(random), right = Any(random);

            var edits = LineEdits.Of(left, right);

            Assert.Equal(left, edits.Where(static e => e.Edit != LineEdit.Added).Select(static e => e.Line));
            Assert.Equal(right, edits.Where(static e => e.Edit != LineEdit.Removed).Select(static e => e.Line));
        }
    }

    private static string[] Any(Random random) => [.. Enumerable.Range(0, random.Next(12)).Select(_ => "abcd"[random.Next(4)].ToString())];

    [Fact]
    public void Texts_too_long_to_compare_are_replaced_between_what_they_share()
    {
        string[] left = ["same", .. Enumerable.Range(0, 5_000).Select(static i => $"a{i}"), "end"], right = ["same", .. Enumerable.Range(0, 5_000).Select(static i => $"b{i}"), "end"];

        var edits = LineEdits.Of(left, right);

        Assert.Equal((10_002, LineEdit.Same, LineEdit.Removed, LineEdit.Same), (edits.Count, edits[0].Edit, edits[1].Edit, edits[^1].Edit));
    }
}
