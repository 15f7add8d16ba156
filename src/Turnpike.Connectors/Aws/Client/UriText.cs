using System.Text;

namespace Turnpike.Connectors.Aws.Client;

/// <summary>URI text as AWS signs it: every byte that is not unreserved is encoded, in capitals.</summary>
internal static class UriText
{
    private const string Unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

    public static string Encode(string text) => Encode(text, keepSlash: false);

    /// <summary>Encodes all but the slashes.</summary>
    public static string EncodePath(string path) => Encode(path, keepSlash: true);

    /// <summary>The query, sorted by name and then by value, as bytes.</summary>
    public static string Query(IEnumerable<(string Name, string Value)> query) =>
        string.Join('&', query.Select(q => (Name: Encode(q.Name), Value: Encode(q.Value)))
            .OrderBy(q => q.Name, StringComparer.Ordinal).ThenBy(q => q.Value, StringComparer.Ordinal)
            .Select(q => $"{q.Name}={q.Value}"));

    /// <summary>Without empty and dot segments; a slash at the end stays.</summary>
    public static string Normalize(string path)
    {
        var kept = new List<string>();
        var segments = path.Split('/');
        foreach (var segment in segments)
        {
            if (segment == ".." && kept.Count > 0)
            {
                kept.RemoveAt(kept.Count - 1);
            }
            else if (segment is not ("" or "." or ".."))
            {
                kept.Add(segment);
            }
        }

        var isFolder = kept.Count > 0 && segments[^1] is "" or "." or "..";
        return "/" + string.Join('/', kept) + (isFolder && kept.Count > 0 ? "/" : "");
    }

    private static string Encode(string text, bool keepSlash)
    {
        var encoded = new StringBuilder(text.Length);
        foreach (var b in Encoding.UTF8.GetBytes(text))
        {
            if (Unreserved.Contains((char)b, StringComparison.Ordinal) || (keepSlash && b == '/'))
            {
                encoded.Append((char)b);
            }
            else
            {
                encoded.Append('%').Append("0123456789ABCDEF"[b >> 4]).Append("0123456789ABCDEF"[b & 15]);
            }
        }

        return encoded.ToString();
    }
}
