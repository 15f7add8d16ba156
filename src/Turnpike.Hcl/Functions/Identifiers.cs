using System.Globalization;
using System.Text;

namespace Turnpike.Hcl.Functions;

/// <summary>Names that can be written without quotes.</summary>
internal static class Identifiers
{
    public static bool IsValid(string text)
    {
        var isFirst = true;
        foreach (var rune in text.EnumerateRunes())
        {
            if (!(IsLetter(rune) || rune.Value == '_' || (!isFirst && (rune.Value == '-' || IsContinuation(rune)))))
            {
                return false;
            }

            isFirst = false;
        }

        return !isFirst;
    }

    private static bool IsLetter(Rune rune) => Rune.IsLetter(rune) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.LetterNumber;

    private static bool IsContinuation(Rune rune) => Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.DecimalDigitNumber or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.ConnectorPunctuation;
}
