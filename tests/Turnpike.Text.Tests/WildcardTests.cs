using System.Text.RegularExpressions;

namespace Turnpike.Text.Tests;

public class WildcardTests
{
    [Theory]
    [InlineData("*", "", true)]
    [InlineData("", "", true)]
    [InlineData("", "a", false)]
    [InlineData("a*b*c", "a-b-b-c", true)]
    [InlineData("a*b*c", "a-c-b", false)]
    [InlineData("*.logs", "module.a[\"x\"].logs", true)]
    [InlineData("a?c", "abc", false)]
    public void A_star_stands_for_any_text_and_nothing_else_does(string pattern, string text, bool expected) =>
        Assert.Equal(expected, Wildcard.Matches(pattern.AsSpan(), text.AsSpan(), '*'));

    [Fact]
    public void It_agrees_with_the_regular_expression_that_it_stands_for()
    {
        var random = new Random(1);
        for (var round = 0; round < 2_000; round++)
        {
            var (pattern, text) = (Any(random, "ab*", random.Next(12)), Any(random, "ab", random.Next(16)));
            var expected = Regex.IsMatch(text, $"^{Regex.Escape(pattern).Replace("\\*", ".*", StringComparison.Ordinal)}$", RegexOptions.NonBacktracking);

            Assert.True(expected == Wildcard.Matches(pattern.AsSpan(), text.AsSpan(), '*'), $"{pattern} and {text}");
        }
    }

    private static string Any(Random random, string letters, int length) => string.Concat(Enumerable.Range(0, length).Select(_ => letters[random.Next(letters.Length)]));
}
