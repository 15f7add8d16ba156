using System.Globalization;
using System.Text;

namespace Turnpike.Text.Patterns;

/// <summary>What stands for a match when it is replaced, as Go's <c>Regexp.Expand</c> reads it.</summary>
public static class PatternTemplate
{
    /// <summary><c>$1</c>, <c>${1}</c>, <c>$name</c>, <c>${name}</c> and <c>$$</c>; a group that does not exist is empty.</summary>
    /// <param name="match">The starts and ends of the groups in <paramref name="text"/>; negative for one that took no part.</param>
    public static void Expand(StringBuilder result, string template, Pattern pattern, string text, int[] match)
    {
        for (var at = 0; at < template.Length;)
        {
            var dollar = template.IndexOf('$', at);
            result.Append(template, at, (dollar < 0 ? template.Length : dollar) - at);
            if (dollar < 0)
            {
                return;
            }

            at = dollar + 1;
            if (at < template.Length && template[at] == '$')
            {
                result.Append('$');
                at++;
            }
            else if (TryReadName(template, ref at, out var name))
            {
                var index = int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : pattern.GroupIndex(name);
                if (index >= 0 && (2 * index) + 1 < match.Length && match[2 * index] >= 0)
                {
                    result.Append(text, match[2 * index], match[(2 * index) + 1] - match[2 * index]);
                }
            }
            else
            {
                // Malformed: the dollar is literal.
                result.Append('$');
            }
        }
    }

    private static bool TryReadName(string template, ref int at, out string name)
    {
        var isBraced = at < template.Length && template[at] == '{';
        var start = at + (isBraced ? 1 : 0);
        var end = start;
        while (end < template.Length && (char.IsLetterOrDigit(template[end]) || template[end] == '_'))
        {
            end++;
        }

        name = template[start..end];
        if (name.Length == 0 || (isBraced && (end >= template.Length || template[end] != '}')))
        {
            return false;
        }

        at = end + (isBraced ? 1 : 0);
        return true;
    }
}
