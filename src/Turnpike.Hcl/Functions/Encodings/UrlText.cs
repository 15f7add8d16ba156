using System.Text;

namespace Turnpike.Hcl.Functions.Encodings;

/// <summary>Text in the form of a URL's query: a space is a plus sign.</summary>
internal static class UrlText
{
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 8);
        foreach (var unit in Encoding.UTF8.GetBytes(text))
        {
            var letter = (char)unit;
            if (char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' or '~')
            {
                escaped.Append(letter);
            }
            else if (letter == ' ')
            {
                escaped.Append('+');
            }
            else
            {
                escaped.Append('%').Append("0123456789ABCDEF"[unit >> 4]).Append("0123456789ABCDEF"[unit & 15]);
            }
        }

        return escaped.ToString();
    }
}
