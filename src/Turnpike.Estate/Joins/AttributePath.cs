using System.Globalization;
using Turnpike.Values;

namespace Turnpike.Estate.Joins;

/// <summary>Paths as provider data writes them: <c>$.rule[0].status</c>, <c>metadata_options[*].http_tokens</c>.</summary>
internal static class AttributePath
{
    /// <summary>The step that stands for every item of a list.</summary>
    public static StringValue Every { get; } = new("*");

    public static bool TryParse(string text, out ValuePath path)
    {
        path = ValuePath.Root;
        var rest = text.StartsWith('$') ? text.AsSpan(1).TrimStart('.') : text;
        while (rest.Length > 0)
        {
            var end = rest.IndexOfAny('.', '[');
            var name = end < 0 ? rest : rest[..end];
            if (name.Length > 0)
            {
                path = path.Append(name.ToString());
            }

            if (end < 0)
            {
                return true;
            }

            if (rest[end] == '.')
            {
                rest = rest[(end + 1)..];
                continue;
            }

            var close = rest.IndexOf(']');
            if (close < end || !TryIndex(rest[(end + 1)..close], ref path))
            {
                return false;
            }

            rest = rest[(close + 1)..].TrimStart('.');
        }

        return true;
    }

    private static bool TryIndex(ReadOnlySpan<char> text, ref ValuePath path)
    {
        if (text is "*")
        {
            path = path.Append(Every);
            return true;
        }

        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var index))
        {
            return false;
        }

        path = path.Append(index);
        return true;
    }
}
