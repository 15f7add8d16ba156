using System.Security.Cryptography;

namespace Turnpike.Rego.Builtins.Crypto;

/// <summary>PEM blocks of a text, and the forms in which OPA takes certificates and keys.</summary>
internal static class Pem
{
    private const string Begin = "-----BEGIN";

    /// <summary>The next block with its label; null, and the rest unchanged, where there is none.</summary>
    public static (string Label, byte[] Der)? Next(ref ReadOnlySpan<char> rest)
    {
        if (!PemEncoding.TryFind(rest, out var fields))
        {
            return null;
        }

        var der = new byte[fields.DecodedDataLength];
        Convert.TryFromBase64Chars(rest[fields.Base64Data], der, out _);
        var label = rest[fields.Label].ToString();
        rest = rest[fields.Location.End..];
        return (label, der);
    }

    /// <summary>
    /// Reads PEM, base64 of PEM, or base64 of DER (one block without a label); null and what is wrong otherwise.
    /// </summary>
    public static List<(string Label, byte[] Der)>? Read(string text, out string error)
    {
        error = "";
        if (!text.StartsWith(Begin, StringComparison.Ordinal))
        {
            if (!Base64.TryDecode(text, out var decoded, out error))
            {
                return null;
            }

            text = Utf8.Text(decoded);
            if (!text.StartsWith(Begin, StringComparison.Ordinal))
            {
                return [("", decoded)];
            }
        }

        var blocks = new List<(string Label, byte[] Der)>();
        ReadOnlySpan<char> rest = text;
        while (Next(ref rest) is { } block)
        {
            blocks.Add(block);
        }

        return blocks;
    }
}
