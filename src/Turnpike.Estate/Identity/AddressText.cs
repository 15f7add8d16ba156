using System.Globalization;
using System.Text;
using Turnpike.Values;

namespace Turnpike.Estate.Identity;

/// <summary>How instance keys are written in an address: as HCL would quote them.</summary>
internal static class AddressText
{
    public static void AppendKey(StringBuilder text, Value? key)
    {
        switch (key)
        {
            case null:
                return;
            case StringValue s:
                text.Append("[\"");
                AppendEscaped(text, s.Value);
                text.Append("\"]");
                return;
            case UnknownValue:
                text.Append("[?]");
                return;
            default:
                text.Append('[').Append(key).Append(']');
                return;
        }
    }

    private static void AppendEscaped(StringBuilder text, string key)
    {
        for (var i = 0; i < key.Length; i++)
        {
            var c = key[i];
            switch (c)
            {
                case '"' or '\\':
                    text.Append('\\').Append(c);
                    break;
                case '\n':
                    text.Append("\\n");
                    break;
                case '\r':
                    text.Append("\\r");
                    break;
                case '\t':
                    text.Append("\\t");
                    break;
                // A template would start here, so HCL doubles the sign.
                case '$' or '%' when i + 1 < key.Length && key[i + 1] == '{':
                    text.Append(c).Append(c);
                    break;
                default:
                    AppendPrintable(text, key, ref i);
                    break;
            }
        }
    }

    private static void AppendPrintable(StringBuilder text, string key, ref int at)
    {
        if (!Rune.TryGetRuneAt(key, at, out var rune))
        {
            text.Append('\uFFFD');
            return;
        }

        if (!IsPrintable(rune))
        {
            text.Append(rune.IsBmp ? "\\u" : "\\U").Append(rune.Value.ToString(rune.IsBmp ? "x4" : "x8", CultureInfo.InvariantCulture));
        }
        else
        {
            text.Append(key, at, rune.Utf16SequenceLength);
        }

        at += rune.Utf16SequenceLength - 1;
    }

    // As Go's unicode.IsPrint has it, which Terraform goes by.
    private static bool IsPrintable(Rune rune) => rune.Value == ' ' || Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
        or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.SpaceSeparator);
}
