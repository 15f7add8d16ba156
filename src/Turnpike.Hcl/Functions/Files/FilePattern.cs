using System.Text;

namespace Turnpike.Hcl.Functions.Files;

/// <summary>
/// The glob patterns of <c>fileset</c>: <c>*</c>, <c>?</c>, <c>[a-z]</c>, <c>{a,b}</c> in a step, <c>**</c> for any
/// number of folders. It keeps the habits of the library that Terraform uses, over bytes, so that the same files come out.
/// </summary>
internal static class FilePattern
{
    private const string Specials = "*?[{\\";

    public static bool IsPlain(string step) => step.AsSpan().IndexOfAny(Specials) < 0;

    /// <summary>The steps between slashes that no backslash escapes. A pattern that ends in a slash ends in an empty step.</summary>
    public static List<string> Split(string pattern, char separator)
    {
        var steps = new List<string>();
        if (!pattern.Contains(separator, StringComparison.Ordinal))
        {
            return [pattern];
        }

        var isEmptyEnd = false;
        for (var start = 0; start < pattern.Length;)
        {
            var end = IndexOfUnescaped(pattern.AsSpan(start), separator);
            isEmptyEnd = end >= 0;
            end = end < 0 ? pattern.Length : start + end;
            steps.Add(pattern[start..end]);
            start = end + 1;
        }

        if (isEmptyEnd)
        {
            steps.Add("");
        }

        return steps;
    }

    /// <summary>Null: the pattern is malformed, as far as it was read.</summary>
    public static bool? Matches(string step, string name) => Matches(Encoding.UTF8.GetBytes(step), Encoding.UTF8.GetBytes(name));

    private static int IndexOfUnescaped(ReadOnlySpan<char> text, char wanted)
    {
        var at = text.IndexOf(wanted);
        if (at > 0 && text[at - 1] == '\\')
        {
            var next = IndexOfUnescaped(text[(at + 1)..], wanted);
            return next < 0 ? -1 : at + 1 + next;
        }

        return at;
    }

    private static int IndexOfUnescaped(ReadOnlySpan<byte> text, byte wanted)
    {
        var at = text.IndexOf(wanted);
        if (at > 0 && text[at - 1] == (byte)'\\')
        {
            var next = IndexOfUnescaped(text[(at + 1)..], wanted);
            return next < 0 ? -1 : at + 1 + next;
        }

        return at;
    }

    private static bool? Matches(ReadOnlySpan<byte> pattern, ReadOnlySpan<byte> name)
    {
        if (pattern.Length == 0 || (name.Length == 0 && !pattern.SequenceEqual("*"u8)))
        {
            return pattern.Length == name.Length;
        }

        while (pattern.Length > 0 && name.Length > 0)
        {
            Rune.DecodeFromUtf8(pattern, out var expected, out var length);
            Rune.DecodeFromUtf8(name, out var actual, out var actualLength);
            var rest = pattern[length..];
            switch (expected.Value)
            {
                case '*':
                    return rest.Length == 0 || MatchesAfterStar(rest, name, actualLength);
                case '{':
                    return MatchesAlternative(rest, name);
                case '[':
                    var close = IndexOfUnescaped(rest, (byte)']');
                    var isIn = close <= 0 ? null : IsInClass(rest[..close], actual.Value);
                    if (isIn is not true)
                    {
                        return isIn;
                    }

                    rest = rest[(close + 1)..];
                    break;
                case '\\':
                    if (rest.Length == 0)
                    {
                        return null;
                    }

                    Rune.DecodeFromUtf8(rest, out var literal, out length);
                    if (literal != actual)
                    {
                        return false;
                    }

                    rest = rest[length..];
                    break;
                default:
                    if (expected.Value != '?' && expected != actual)
                    {
                        return false;
                    }

                    break;
            }

            pattern = rest;
            name = name[actualLength..];
        }

        return (pattern.Length == 0 && name.Length == 0) || (name.Length == 0 && pattern.SequenceEqual("*"u8)) || pattern.SequenceEqual("**"u8);
    }

    // The tries are one width apart, that of the first character, so that a wide character at the start can hide a match.
    private static bool MatchesAfterStar(ReadOnlySpan<byte> pattern, ReadOnlySpan<byte> name, int width)
    {
        for (; name.Length > 0; name = width < name.Length ? name[width..] : [])
        {
            if (Matches(pattern, name) is true)
            {
                return true;
            }
        }

        return false;
    }

    private static bool? MatchesAlternative(ReadOnlySpan<byte> pattern, ReadOnlySpan<byte> name)
    {
        var close = IndexOfUnescaped(pattern, (byte)'}');
        if (close < 0)
        {
            return null;
        }

        var rest = pattern[(close + 1)..];
        foreach (var option in Split(Encoding.UTF8.GetString(pattern[..close]), ','))
        {
            byte[] whole = [.. Encoding.UTF8.GetBytes(option), .. rest];
            if (Matches(whole, name) is not false and var answer)
            {
                return answer;
            }
        }

        return false;
    }

    private static bool? IsInClass(ReadOnlySpan<byte> text, int rune)
    {
        int[] runes = [.. Encoding.UTF8.GetString(text).EnumerateRunes().Select(static r => r.Value)];
        var at = runes[0] == '^' ? 1 : 0;
        var isIn = false;
        while (at < runes.Length)
        {
            if (!TryReadMember(runes, ref at, out var low))
            {
                return null;
            }

            var high = low;
            if (at < runes.Length && runes[at] == '-')
            {
                at++;
                if (!TryReadMember(runes, ref at, out high))
                {
                    return null;
                }
            }

            isIn |= low <= rune && rune <= high;
        }

        return isIn != (runes[0] == '^');
    }

    private static bool TryReadMember(int[] runes, ref int at, out int rune)
    {
        rune = 0;
        if (at >= runes.Length || runes[at] == '-')
        {
            return false;
        }

        rune = runes[at++];
        if (rune != '\\')
        {
            return true;
        }

        if (at >= runes.Length)
        {
            return false;
        }

        rune = runes[at++];
        return true;
    }
}
