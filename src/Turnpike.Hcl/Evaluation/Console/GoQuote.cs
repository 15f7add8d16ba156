using System.Globalization;
using System.Text;

namespace Turnpike.Hcl.Evaluation;

/// <summary>Text in double quotes with Go's escapes, which Terraform's console and format verbs show.</summary>
internal static class GoQuote
{
    public static void Append(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var rune in value.EnumerateRunes())
        {
            AppendRune(text, rune);
        }

        text.Append('"');
    }

    private static void AppendRune(StringBuilder text, Rune rune)
    {
        switch (rune.Value)
        {
            case '"': text.Append("\\\""); break;
            case '\\': text.Append("\\\\"); break;
            case '\a': text.Append("\\a"); break;
            case '\b': text.Append("\\b"); break;
            case '\f': text.Append("\\f"); break;
            case '\n': text.Append("\\n"); break;
            case '\r': text.Append("\\r"); break;
            case '\t': text.Append("\\t"); break;
            case '\v': text.Append("\\v"); break;
            case < 0x20 or 0x7F:
                text.Append(CultureInfo.InvariantCulture, $"\\x{rune.Value:x2}");
                break;
            default:
                if (IsPrintable(rune))
                {
                    text.Append(rune.ToString());
                }
                else
                {
                    text.Append(rune.IsBmp ? "\\u" : "\\U").Append(rune.Value.ToString(rune.IsBmp ? "x4" : "x8", CultureInfo.InvariantCulture));
                }

                break;
        }
    }

    // Letters, marks, numbers, punctuation, symbols and the ASCII space.
    private static bool IsPrintable(Rune rune) => rune.Value == ' ' || Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
        or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.SpaceSeparator);
}
