using System.Globalization;
using System.Text;

namespace Turnpike.Hcl.Parsing;

/// <summary>Which characters names are made of: Unicode's identifiers (UAX 31), the underscore, and the dash after the first.</summary>
internal static class CharacterTable
{
    private static readonly bool[] s_start = Build(c => char.IsAsciiLetter(c) || c == '_');
    private static readonly bool[] s_part = Build(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');

    public static bool IsAsciiStart(byte b) => s_start[b];

    public static bool IsAsciiPart(byte b) => s_part[b];

    public static bool IsStart(Rune rune) => rune.IsAscii
        ? s_start[rune.Value]
        : Rune.GetUnicodeCategory(rune) is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter
            or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter
            or UnicodeCategory.LetterNumber
            || rune.Value is 0x1885 or 0x1886 or 0x2118 or 0x212E or 0x309B or 0x309C;

    public static bool IsPart(Rune rune) => rune.IsAscii
        ? s_part[rune.Value]
        : IsStart(rune)
            || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
                or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.ConnectorPunctuation
            || rune.Value is 0xB7 or 0x387 or 0x19DA or (>= 0x1369 and <= 0x1371);

    private static bool[] Build(Func<char, bool> test)
    {
        var table = new bool[256];
        for (var c = 0; c < 128; c++)
        {
            table[c] = test((char)c);
        }

        return table;
    }
}
