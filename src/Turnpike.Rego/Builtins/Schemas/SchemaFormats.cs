using Turnpike.Rego.Builtins.Network;
using Turnpike.Text.Patterns;
using Turnpike.Rego.Builtins.Time;

namespace Turnpike.Rego.Builtins.Schemas;

/// <summary>The formats of JSON Schema. One that is not known says nothing.</summary>
internal static class SchemaFormats
{
    public static bool Fits(string format, string text) => format switch
    {
        "date" => IsTime("2006-01-02", text),
        "time" => IsTime("15:04:05", text) || IsTime("15:04:05Z07:00", text),
        "date-time" => IsTime("2006-01-02T15:04:05Z07:00", text),
        "hostname" => IsHostName(text),
        "email" or "idn-email" => IsEmail(text),
        "ipv4" => IpAddressNumber.TryParse(text, out var v4) && !v4.IsV6,
        "ipv6" => text.Contains(':', StringComparison.Ordinal) && IpAddressNumber.TryParse(text, out _),
        "uri" or "iri" => !text.Contains('\\', StringComparison.Ordinal) && Uri.TryCreate(text, UriKind.Absolute, out var uri) && text.StartsWith(uri.Scheme, StringComparison.OrdinalIgnoreCase),
        "uri-reference" or "iri-reference" => !text.Contains('\\', StringComparison.Ordinal) && Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out _),
        "uuid" => text.Length == 36 && Guid.TryParseExact(text, "D", out _),
        "regex" => IsRegex(text),
        "json-pointer" => text.Length == 0 || text[0] == '/',
        "relative-json-pointer" => text.Length > 0 && char.IsAsciiDigit(text[0]),
        _ => true,
    };

    private static bool IsTime(string layout, string text) => GoTimeParse.TryParse(layout, text, out _, out _);

    private static bool IsHostName(string text) =>
        text.Length is > 0 and < 256
        && text.Split('.').All(static label => label.Length is > 0 and < 64 && label.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') && label[0] != '-' && label[^1] != '-');

    private static bool IsEmail(string text)
    {
        var at = text.LastIndexOf('@');
        return at > 0 && at < text.Length - 1 && !text.Contains(' ', StringComparison.Ordinal);
    }

    private static bool IsRegex(string text)
    {
        try
        {
            RegexParser.Parse(text, out _);
            return true;
        }
        catch (PatternException)
        {
            return false;
        }
    }
}
