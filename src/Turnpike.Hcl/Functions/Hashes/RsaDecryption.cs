using System.Security.Cryptography;
using System.Text;
using Turnpike.Hcl.Evaluation;
using Turnpike.Hcl.Functions.Encodings;
using Turnpike.Hcl.Types;

namespace Turnpike.Hcl.Functions.Hashes;

/// <summary><c>rsadecrypt</c>: PKCS #1 v1.5 with a private key in PEM.</summary>
internal static class RsaDecryption
{
    public static OrFault<HclValue> Decrypt(FunctionCall call, HclType type)
    {
        if (Base64Text.Decode(call.Text(0)) is not { } cipher)
        {
            return FunctionFault.At(0, "the text to decrypt must be encoded in base64");
        }

        using var key = RSA.Create();
        if (ReadKey(key, call.Text(1)) is { } fault)
        {
            return FunctionFault.At(1, fault);
        }

        try
        {
            return HclValue.String(Encoding.UTF8.GetString(key.Decrypt(cipher, RSAEncryptionPadding.Pkcs1)));
        }
        catch (CryptographicException)
        {
            return new FunctionFault("the text was not encrypted for this key");
        }
    }

    private static string? ReadKey(RSA key, string text)
    {
        if (!PemEncoding.TryFind(text, out var fields))
        {
            return "there is no private key in PEM";
        }

        var label = text[fields.Label];
        if (label == "ENCRYPTED PRIVATE KEY" || text.Contains("Proc-Type: 4,ENCRYPTED", StringComparison.Ordinal))
        {
            return "the private key is protected by a passphrase; give one without";
        }

        try
        {
            if (label == "OPENSSH PRIVATE KEY")
            {
                return OpenSshKey.TryRead(Convert.FromBase64String(text[fields.Base64Data]), out var parameters)
                    ? Import(key, parameters)
                    : "the OpenSSH key is protected by a passphrase or is no RSA key";
            }

            if (label is not ("RSA PRIVATE KEY" or "PRIVATE KEY"))
            {
                return $"a private key is required, not {label}";
            }

            key.ImportFromPem(text.AsSpan()[fields.Location]);
            return null;
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException or FormatException)
        {
            return "the private key is damaged or no RSA key";
        }
    }

    private static string? Import(RSA key, RSAParameters parameters)
    {
        key.ImportParameters(parameters);
        return null;
    }
}
