using System.Collections.Frozen;
using System.Text;

namespace Turnpike.Hcl.Functions.Encodings;

/// <summary>The character encodings by their IANA names, those that Terraform knows.</summary>
internal static class TextEncodings
{
    // Each line: code page, then the names; the first is the one that messages use. A code page of 0 is in SingleByteText.
    private const string Table = """
        20127 US-ASCII iso-ir-6 ANSI_X3.4-1968 ANSI_X3.4-1986 ISO_646.irv:1991 ISO646-US us IBM367 cp367 csASCII
        28591 ISO_8859-1:1987 iso-ir-100 ISO_8859-1 ISO-8859-1 latin1 l1 IBM819 CP819 csISOLatin1
        28592 ISO_8859-2:1987 iso-ir-101 ISO_8859-2 ISO-8859-2 latin2 l2 csISOLatin2
        28593 ISO_8859-3:1988 iso-ir-109 ISO_8859-3 ISO-8859-3 latin3 l3 csISOLatin3
        28594 ISO_8859-4:1988 iso-ir-110 ISO_8859-4 ISO-8859-4 latin4 l4 csISOLatin4
        28595 ISO_8859-5:1988 iso-ir-144 ISO_8859-5 ISO-8859-5 cyrillic csISOLatinCyrillic
        28596 ISO_8859-6:1987 iso-ir-127 ISO_8859-6 ISO-8859-6 ECMA-114 ASMO-708 arabic csISOLatinArabic
        28597 ISO_8859-7:1987 iso-ir-126 ISO_8859-7 ISO-8859-7 ELOT_928 ECMA-118 greek greek8 csISOLatinGreek
        28598 ISO_8859-8:1988 iso-ir-138 ISO_8859-8 ISO-8859-8 hebrew csISOLatinHebrew
        28599 ISO_8859-9:1989 iso-ir-148 ISO_8859-9 ISO-8859-9 latin5 l5 csISOLatin5
        0 ISO-8859-10 iso-ir-157 l6 ISO_8859-10:1992 csISOLatin6 latin6
        28596 ISO_8859-6-E ISO-8859-6-E csISO88596E
        28596 ISO_8859-6-I ISO-8859-6-I csISO88596I
        28598 ISO_8859-8-E ISO-8859-8-E csISO88598E
        28598 ISO_8859-8-I ISO-8859-8-I csISO88598I
        28603 ISO-8859-13 csISO885913
        0 ISO-8859-14 iso-ir-199 ISO_8859-14:1998 ISO_8859-14 latin8 iso-celtic l8 csISO885914
        28605 ISO-8859-15 ISO_8859-15 Latin-9 csISO885915
        0 ISO-8859-16 iso-ir-226 ISO_8859-16:2001 ISO_8859-16 latin10 l10 csISO885916
        932 Shift_JIS MS_Kanji csShiftJIS
        51932 Extended_UNIX_Code_Packed_Format_for_Japanese csEUCPkdFmtJapanese EUC-JP
        50220 ISO-2022-JP csISO2022JP
        51949 EUC-KR csEUCKR
        936 GBK CP936 MS936 windows-936 csGBK
        54936 GB18030 csGB18030
        52936 HZ-GB-2312
        950 Big5 csBig5
        65001 UTF-8 csUTF8
        1201 UTF-16BE csUTF16BE
        1200 UTF-16LE csUTF16LE
        1201 UTF-16 csUTF16
        10000 macintosh mac csMacintosh
        37 IBM037 cp037 ebcdic-cp-us ebcdic-cp-ca ebcdic-cp-wt ebcdic-cp-nl csIBM037
        437 IBM437 cp437 437 csPC8CodePage437
        850 IBM850 cp850 850 csPC850Multilingual
        852 IBM852 cp852 852 csPCp852
        855 IBM855 cp855 855 csIBM855
        858 IBM00858 CCSID00858 CP00858 PC-Multilingual-850+euro csIBM00858
        860 IBM860 cp860 860 csIBM860
        862 IBM862 cp862 862 csPC862LatinHebrew
        863 IBM863 cp863 863 csIBM863
        865 IBM865 cp865 865 csIBM865
        866 IBM866 cp866 866 csIBM866
        1047 IBM1047 IBM-1047 csIBM1047
        1140 IBM01140 CCSID01140 CP01140 ebcdic-us-37+euro csIBM01140
        20866 KOI8-R csKOI8R
        21866 KOI8-U csKOI8U
        874 windows-874 cswindows874
        1250 windows-1250 cswindows1250
        1251 windows-1251 cswindows1251
        1252 windows-1252 cswindows1252
        1253 windows-1253 cswindows1253
        1254 windows-1254 cswindows1254
        1255 windows-1255 cswindows1255
        1256 windows-1256 cswindows1256
        1257 windows-1257 cswindows1257
        1258 windows-1258 cswindows1258
        """;

    private static readonly FrozenDictionary<string, (int CodePage, string Name)> s_byName = Read().ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Null for a name that is not known.</summary>
    public static TextEncoding? Find(string name) =>
        s_byName.TryGetValue(GoTrim(name), out var found) ? new TextEncoding(found.Name, found.CodePage) : null;

    private static string GoTrim(string name) => Strings.GoSpace.Trim(name);

    private static Dictionary<string, (int CodePage, string Name)> Read()
    {
        var byName = new Dictionary<string, (int, string)>();
        foreach (var line in Table.Split('\n', StringSplitOptions.TrimEntries))
        {
            var words = line.Split(' ');
            foreach (var name in words.AsSpan(1))
            {
                byName[name] = (int.Parse(words[0], System.Globalization.CultureInfo.InvariantCulture), words[1]);
            }
        }

        return byName;
    }
}

/// <summary>One encoding. It refuses what it cannot hold rather than put a stand-in there.</summary>
internal sealed class TextEncoding(string name, int codePage)
{
    public string Name => name;

    /// <summary>Null where a character has no place in the encoding.</summary>
    public byte[]? Encode(string text)
    {
        if (codePage == 0)
        {
            return SingleByteText.Encode(name, text);
        }

        if (HoldsStandIn(text))
        {
            return null;
        }

        try
        {
            // Only the name without a byte order says it in the text, and the escape at the end of HZ is left open.
            var bytes = Encoding.GetBytes(text);
            return name == "UTF-16" ? [0xFE, 0xFF, .. bytes]
                : codePage == 52936 && bytes.AsSpan().EndsWith("~}"u8) ? bytes[..^2]
                : bytes;
        }
        catch (EncoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>Null where bytes mean nothing in the encoding.</summary>
    public string? Decode(ReadOnlySpan<byte> bytes)
    {
        if (codePage == 0)
        {
            return SingleByteText.Decode(name, bytes);
        }

        try
        {
            if (name == "UTF-16" && bytes is [0xFF, 0xFE, ..])
            {
                return new UnicodeEncoding(bigEndian: false, byteOrderMark: false, throwOnInvalidBytes: true).GetString(bytes[2..]);
            }

            var text = Encoding.GetString(name == "UTF-16" && bytes is [0xFE, 0xFF, ..] ? bytes[2..] : bytes);
            return text.Contains('\uFFFD', StringComparison.Ordinal) || HoldsStandIn(text) ? null : text;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    // The platform gives bytes that Windows' and ISO's pages leave undefined controls or private characters to stand for.
    private bool HoldsStandIn(string text) =>
        (codePage is 874 or (>= 1250 and <= 1258) && text.AsSpan().IndexOfAnyInRange('\u0080', '\u009F') >= 0)
        || (codePage is 874 or (>= 1250 and <= 1258) or (>= 28591 and <= 28605) && text.AsSpan().IndexOfAnyInRange('\uE000', '\uF8FF') >= 0);

    private Encoding Encoding =>
        CodePagesEncodingProvider.Instance.GetEncoding(codePage, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)
        ?? Encoding.GetEncoding(codePage, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
}

/// <summary>Encodings of the ISO 8859 family that the platform does not carry: the upper half, from A0 to FF.</summary>
internal static class SingleByteText
{
    private const string Latin6 = "\u00A0ĄĒĢĪĨĶ§ĻĐŠŦŽ\u00ADŪŊ°ąēģīĩķ·ļđšŧž―ūŋĀÁÂÃÄÅÆĮČÉĘËĖÍÎÏÐŅŌÓÔÕÖŨØŲÚÛÜÝÞßāáâãäåæįčéęëėíîïðņōóôõöũøųúûüýþĸ";
    private const string Celtic = "\u00A0Ḃḃ£ĊċḊ§Ẁ©ẂḋỲ\u00AD®ŸḞḟĠġṀṁ¶ṖẁṗẃṠỳẄẅṡÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏŴÑÒÓÔÕÖṪØÙÚÛÜÝŶßàáâãäåæçèéêëìíîïŵñòóôõöṫøùúûüýŷÿ";
    private const string Latin10 = "\u00A0ĄąŁ€„Š§š©Ș«Ź\u00ADźŻ°±ČłŽ”¶·žčș»ŒœŸżÀÁÂĂÄĆÆÇÈÉÊËÌÍÎÏĐŃÒÓÔŐÖŚŰÙÚÛÜĘȚßàáâăäćæçèéêëìíîïđńòóôőöśűùúûüęțÿ";

    public static byte[]? Encode(string name, string text)
    {
        var bytes = new byte[text.Length];
        for (var i = 0; i < text.Length; i++)
        {
            var at = text[i] < 0xA0 ? text[i] - 0xA0 : Upper(name).IndexOf(text[i], StringComparison.Ordinal);
            if (at < 0 && text[i] >= 0xA0)
            {
                return null;
            }

            bytes[i] = (byte)(0xA0 + at);
        }

        return bytes;
    }

    public static string Decode(string name, ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length);
        foreach (var unit in bytes)
        {
            text.Append(unit < 0xA0 ? (char)unit : Upper(name)[unit - 0xA0]);
        }

        return text.ToString();
    }

    private static string Upper(string name) => name switch
    {
        "ISO-8859-10" => Latin6,
        "ISO-8859-14" => Celtic,
        _ => Latin10,
    };
}
