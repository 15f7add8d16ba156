using System.Globalization;

namespace Turnpike.Text.Patterns;

/// <summary>Character classes and escapes of RE2.</summary>
public readonly struct RegexClassParser(string pattern, bool fold)
{
    private static readonly Dictionary<string, RuneSet> s_posix = new(StringComparer.Ordinal)
    {
        ["alnum"] = RuneSet.Of(('0', '9'), ('A', 'Z'), ('a', 'z')),
        ["alpha"] = RuneSet.Of(('A', 'Z'), ('a', 'z')),
        ["ascii"] = RuneSet.Of((0, 0x7F)),
        ["blank"] = RuneSet.Of(('\t', '\t'), (' ', ' ')),
        ["cntrl"] = RuneSet.Of((0, 0x1F), (0x7F, 0x7F)),
        ["digit"] = RuneSet.Digits,
        ["graph"] = RuneSet.Of(('!', '~')),
        ["lower"] = RuneSet.Of(('a', 'z')),
        ["print"] = RuneSet.Of((' ', '~')),
        ["punct"] = RuneSet.Of(('!', '/'), (':', '@'), ('[', '`'), ('{', '~')),
        ["space"] = RuneSet.Of(('\t', '\r'), (' ', ' ')),
        ["upper"] = RuneSet.Of(('A', 'Z')),
        ["word"] = RuneSet.WordCharacters,
        ["xdigit"] = RuneSet.Of(('0', '9'), ('A', 'F'), ('a', 'f')),
    };

    /// <summary>Reads <c>[...]</c>.</summary>
    public RuneSet Parse(ref int at)
    {
        var start = at++;
        var isNegated = at < pattern.Length && pattern[at] == '^';
        at += isNegated ? 1 : 0;
        var (ranges, classes) = (new List<(int Low, int High)>(), new List<RuneSet>());
        for (var isFirst = true; isFirst || at >= pattern.Length || pattern[at] != ']'; isFirst = false)
        {
            if (at >= pattern.Length)
            {
                throw RegexParser.Fault("missing closing ]", pattern[start..]);
            }

            if ((TryParsePosix(ref at) ?? TryParseEscapedClass(ref at)) is { } set)
            {
                classes.Add(set);
            }
            else
            {
                ranges.Add(Range(ref at, start));
            }
        }

        at++;
        var own = RuneSet.Of([.. ranges]);
        var all = classes.Aggregate(fold ? own.Fold() : own, static (sum, set) => sum.Union(set));
        return isNegated ? all.Negate() : all;
    }

    /// <summary><c>\d</c>, <c>\pL</c> and the like; null, and nothing read, where another thing stands there.</summary>
    public RuneSet? TryParseEscapedClass(ref int at)
    {
        if (at + 1 >= pattern.Length || pattern[at] != '\\')
        {
            return null;
        }

        var letter = pattern[at + 1];
        if (letter is 'p' or 'P')
        {
            return ParseUnicode(ref at);
        }

        RuneSet? set = char.ToLowerInvariant(letter) switch
        {
            'd' => RuneSet.Digits,
            's' => RuneSet.Spaces,
            'w' => RuneSet.WordCharacters,
            _ => null,
        };
        if (set is null)
        {
            return null;
        }

        at += 2;
        set = fold ? set.Fold() : set;
        return char.IsAsciiLetterUpper(letter) ? set.Negate() : set;
    }

    /// <summary>The code point at an offset, which moves past it.</summary>
    public static int ReadRune(string pattern, ref int at)
    {
        if (at >= pattern.Length)
        {
            throw RegexParser.Fault("missing closing ]", pattern);
        }

        if (char.IsHighSurrogate(pattern[at]) && at + 1 < pattern.Length && char.IsLowSurrogate(pattern[at + 1]))
        {
            at += 2;
            return char.ConvertToUtf32(pattern[at - 2], pattern[at - 1]);
        }

        return pattern[at++];
    }

    /// <summary>Reads <c>\n</c>, <c>\x{10FFFF}</c>, <c>\.</c> and the like.</summary>
    public static int EscapedRune(string pattern, ref int at)
    {
        var start = at++;
        if (at >= pattern.Length)
        {
            throw new PatternException("error parsing regexp: trailing backslash at end of expression: ``");
        }

        var next = pattern[at++];
        switch (next)
        {
            case 'a':
                return '\a';
            case 'f':
                return '\f';
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case 't':
                return '\t';
            case 'v':
                return '\v';
            case 'x':
                return Hexadecimal(pattern, start, ref at);
            case >= '1' and <= '7' when at >= pattern.Length || pattern[at] is < '0' or > '7':
                // A lone digit would be a back-reference.
                break;
            case >= '0' and <= '7':
                var value = next - '0';
                for (var i = 1; i < 3 && at < pattern.Length && pattern[at] is >= '0' and <= '7'; i++)
                {
                    value = (value * 8) + pattern[at++] - '0';
                }

                return value;
            case < (char)0x80 when !char.IsAsciiLetterOrDigit(next):
                return next;
        }

        throw RegexParser.Fault("invalid escape sequence", pattern[start..at]);
    }

    private static int Hexadecimal(string pattern, int start, ref int at)
    {
        var isBraced = at < pattern.Length && pattern[at] == '{';
        var end = isBraced ? pattern.IndexOf('}', at) : Math.Min(at + 2, pattern.Length);
        var digits = end < 0 ? "" : pattern[(at + (isBraced ? 1 : 0))..end];
        at = end < 0 ? pattern.Length : end + (isBraced ? 1 : 0);
        if ((isBraced || digits.Length == 2)
            && int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var rune)
            && rune is >= 0 and <= RuneSet.MaxRune)
        {
            return rune;
        }

        throw RegexParser.Fault("invalid escape sequence", pattern[start..at]);
    }

    private RuneSet? TryParsePosix(ref int at)
    {
        if (at + 1 >= pattern.Length || pattern[at] != '[' || pattern[at + 1] != ':')
        {
            return null;
        }

        var end = pattern.IndexOf(":]", at + 2, StringComparison.Ordinal);
        if (end < 0)
        {
            return null;
        }

        var name = pattern[(at + 2)..end];
        var isNegated = name.StartsWith('^');
        if (!s_posix.TryGetValue(isNegated ? name[1..] : name, out var set))
        {
            throw RegexParser.Fault("invalid character class range", pattern[at..(end + 2)]);
        }

        at = end + 2;
        set = fold ? set.Fold() : set;
        return isNegated ? set.Negate() : set;
    }

    private RuneSet ParseUnicode(ref int at)
    {
        var start = at;
        var isNegated = pattern[at + 1] == 'P';
        at += 2;
        var end = at < pattern.Length && pattern[at] == '{' ? pattern.IndexOf('}', at) : at;
        if (end < 0 || at >= pattern.Length)
        {
            throw RegexParser.Fault("invalid character class range", pattern[start..]);
        }

        var name = end == at ? pattern[at].ToString() : pattern[(at + 1)..end];
        at = end + 1;
        isNegated ^= name.StartsWith('^');
        if (UnicodeClasses.Find(name.TrimStart('^')) is not { } set)
        {
            throw RegexParser.Fault("invalid character class range", pattern[start..at]);
        }

        set = fold ? set.Fold() : set;
        return isNegated ? set.Negate() : set;
    }

    private (int Low, int High) Range(ref int at, int start)
    {
        var from = at;
        var low = ClassRune(ref at, start);
        if (at + 1 >= pattern.Length || pattern[at] != '-' || pattern[at + 1] == ']')
        {
            return (low, low);
        }

        at++;
        var high = ClassRune(ref at, start);
        return high >= low ? (low, high) : throw RegexParser.Fault("invalid character class range", pattern[from..at]);
    }

    private int ClassRune(ref int at, int start)
    {
        if (at >= pattern.Length)
        {
            throw RegexParser.Fault("missing closing ]", pattern[start..]);
        }

        return pattern[at] == '\\' ? EscapedRune(pattern, ref at) : ReadRune(pattern, ref at);
    }
}
