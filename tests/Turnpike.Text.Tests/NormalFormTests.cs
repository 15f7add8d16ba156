using System.Text;
using Turnpike.Text.Normalization;

namespace Turnpike.Text.Tests;

/// <summary>The oracle is the platform's own normal form, where its libraries are there.</summary>
public class NormalFormTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("e\u0301", "\u00e9")]
    [InlineData("\u00e9", "\u00e9")]
    [InlineData("e\u0323\u0302", "\u1ec7")]
    [InlineData("e\u0302\u0323", "\u1ec7")]
    [InlineData("\u212B", "\u00c5")]
    [InlineData("\u1112\u1161\u11AB", "\uD55C")]
    [InlineData("a\u0301\u0301", "\u00e1\u0301")]
    [InlineData("\u0344", "\u0308\u0301")]
    [InlineData("\ud800e\u0301", "\ud800\u00e9")]
    public void Texts_are_composed(string text, string expected) => Assert.Equal(expected, NormalForm.C(text));

    [Fact]
    public void Every_character_agrees_with_the_platform()
    {
        SkipWithoutLibraries();
        var wrong = new List<string>();
        for (var code = 0; code <= 0x2FFFF; code++)
        {
            if (Rune.IsValid(code) && Rune.GetUnicodeCategory(new Rune(code)) != System.Globalization.UnicodeCategory.OtherNotAssigned)
            {
                var text = new Rune(code).ToString();
                if (NormalForm.C(text) != text.Normalize(NormalizationForm.FormC)
                    || NormalForm.C(text.Normalize(NormalizationForm.FormD)) != text.Normalize(NormalizationForm.FormC))
                {
                    wrong.Add($"U+{code:X4}");
                }
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void Random_sequences_agree_with_the_platform()
    {
        SkipWithoutLibraries();
        var random = new Random(1);
        int[] parts = [0x41, 0x65, 0xC5, 0xE9, 0x1EC7, 0x300, 0x301, 0x302, 0x308, 0x323, 0x327, 0x345, 0x1100, 0x1161, 0x11A8, 0xAC00, 0x212B, 0x3099, 0x304B, 0x915, 0x93C, 0x1D15E, 0x20];
        for (var round = 0; round < 20_000; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 9)).Select(_ => new Rune(parts[random.Next(parts.Length)]).ToString()));
            Assert.Equal(text.Normalize(NormalizationForm.FormC), NormalForm.C(text));
        }
    }

    private static void SkipWithoutLibraries() =>
        Assert.SkipWhen("e\u0301".Normalize(NormalizationForm.FormC).Length == 2, "The platform has no normalization here.");
}
