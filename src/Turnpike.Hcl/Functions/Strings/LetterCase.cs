using System.Globalization;
using System.Text;

namespace Turnpike.Hcl.Functions.Strings;

/// <summary>Upper, lower and title case, one code point for one: no locale, and <c>ß</c> stays as it is.</summary>
internal static class LetterCase
{
    public static string Upper(string text) => Map(text, static (rune, _) => Upper(rune));

    public static string Lower(string text) => Map(text, static (rune, _) => Lower(rune));

    /// <summary>The first letter of every word in title case. A word goes on over letters, digits and underscores only.</summary>
    public static string Title(string text) => Map(text, static (rune, before) => IsSeparator(before) ? Title(rune) : rune);

    private static string Map(string text, Func<Rune, Rune, Rune> map)
    {
        var result = new StringBuilder(text.Length);
        var before = new Rune(' ');
        foreach (var rune in text.EnumerateRunes())
        {
            result.Append(map(rune, before).ToString());
            before = rune;
        }

        return result.ToString();
    }

    // .NET leaves the two Turkish letters alone where Unicode's simple mapping does not.
    private static Rune Upper(Rune rune) => rune.Value == 'ı' ? new Rune('I') : Rune.ToUpperInvariant(rune);

    private static Rune Lower(Rune rune) => rune.Value == 'İ' ? new Rune('i') : Rune.ToLowerInvariant(rune);

    // Title case is upper case but for the letters that are two in one, and for Georgian.
    private static Rune Title(Rune rune) => rune.Value switch
    {
        >= 0x1C4 and <= 0x1C6 => new Rune(0x1C5),
        >= 0x1C7 and <= 0x1C9 => new Rune(0x1C8),
        >= 0x1CA and <= 0x1CC => new Rune(0x1CB),
        >= 0x1F1 and <= 0x1F3 => new Rune(0x1F2),
        >= 0x10D0 and <= 0x10FA or >= 0x10FD and <= 0x10FF => rune,
        _ => Upper(rune),
    };

    private static bool IsSeparator(Rune rune)
    {
        if (rune.IsAscii)
        {
            return !(Rune.IsLetterOrDigit(rune) || rune.Value == '_');
        }

        return !IsLetterOrNumber(rune) && GoSpace.IsSpace(rune);
    }

    private static bool IsLetterOrNumber(Rune rune) => Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
        or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.DecimalDigitNumber;
}

/// <summary>White space as Go's unicode package knows it.</summary>
internal static class GoSpace
{
    public static bool IsSpace(Rune rune) => rune.Value is
        (>= 0x09 and <= 0x0D) or ' ' or 0x85 or 0xA0 or 0x1680 or (>= 0x2000 and <= 0x200A) or 0x2028 or 0x2029 or 0x202F or 0x205F or 0x3000;

    public static string Trim(string text)
    {
        var (start, end) = (0, text.Length);
        while (start < end && IsSpace(new Rune(text[start] is var unit && char.IsSurrogate(unit) ? 'x' : unit)))
        {
            start++;
        }

        while (end > start && IsSpace(new Rune(text[end - 1] is var unit && char.IsSurrogate(unit) ? 'x' : unit)))
        {
            end--;
        }

        return text[start..end];
    }
}
