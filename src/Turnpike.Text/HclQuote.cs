using System.Globalization;
using System.Text;

namespace Turnpike.Text;

/// <summary>Text as a quoted string of HCL, as Terraform writes it in addresses, in its console and in configuration.</summary>
public static class HclQuote
{
    /// <summary>Appends the text with its quotes.</summary>
    public static StringBuilder Append(StringBuilder result, string text)
    {
        result.Append('"');
        for (var i = 0; i < text.Length; i++)
        {
            var unit = text[i];
            switch (unit)
            {
                case '"' or '\\':
                    result.Append('\\').Append(unit);
                    break;
                case '\n':
                    result.Append("\\n");
                    break;
                case '\r':
                    result.Append("\\r");
                    break;
                case '\t':
                    result.Append("\\t");
                    break;
                // A template would start here, so HCL doubles the sign.
                case '$' or '%' when i + 1 < text.Length && text[i + 1] == '{':
                    result.Append(unit).Append(unit);
                    break;
                default:
                    AppendPrintable(result, text, ref i);
                    break;
            }
        }

        return result.Append('"');
    }

    private static void AppendPrintable(StringBuilder result, string text, ref int at)
    {
        if (!Rune.TryGetRuneAt(text, at, out var rune))
        {
            result.Append('\uFFFD');
            return;
        }

        if (!IsPrintable(rune))
        {
            result.Append(rune.IsBmp ? "\\u" : "\\U").Append(rune.Value.ToString(rune.IsBmp ? "x4" : "x8", CultureInfo.InvariantCulture));
        }
        else
        {
            result.Append(text, at, rune.Utf16SequenceLength);
        }

        at += rune.Utf16SequenceLength - 1;
    }

    // As Go's unicode.IsPrint has it, which Terraform goes by.
    private static bool IsPrintable(Rune rune) => rune.Value == ' ' || Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
        or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.SpaceSeparator);
}
