using Turnpike.Hcl.Functions.Encodings;

namespace Turnpike.Hcl.Functions;

/// <summary>Text quoted inside a message.</summary>
internal static class Quotation
{
    private const int MaxLength = 200;

    public static string Of(string text) => JsonEncoding.Quote(text.Length <= MaxLength ? text : text[..MaxLength] + "…");
}
