using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Turnpike.Rego.Builtins.Crypto;
using Turnpike.Values;

namespace Turnpike.Rego.Builtins.Tokens;

/// <summary>A key that signs or verifies tokens. One of the four kinds is set.</summary>
internal sealed record TokenKey(string Algorithm, string Id)
{
    public byte[]? Secret { get; init; }

    public RSAParameters? Rsa { get; init; }

    public ECParameters? Curve { get; init; }

    public (byte[]? Public, byte[]? Private)? Edwards { get; init; }

    /// <summary>Keys from a PEM certificate or public key, a JWK or a JWK set; null and what is wrong otherwise.</summary>
    public static IReadOnlyList<TokenKey>? Read(string text, out string error)
    {
        error = "";
        ReadOnlySpan<char> rest = text;
        if (Pem.Next(ref rest) is not { } block)
        {
            return ReadJwks(text, out error);
        }

        if (!rest.Trim("\r\n").IsEmpty)
        {
            error = "extra data after a PEM certificate block";
            return null;
        }

        try
        {
            return FromPem(block.Label, block.Der) is { } key ? [key] : Nothing("failed to extract a Key from the PEM certificate", out error);
        }
        catch (CryptographicException)
        {
            return Nothing("failed to parse a PEM certificate or key", out error);
        }
    }

    /// <summary>One JWK, with its private part if it has one.</summary>
    public static TokenKey? FromJwk(Value? jwk)
    {
        if (jwk is not ObjectValue obj)
        {
            return null;
        }

        var key = new TokenKey(Text(obj, "alg"), Text(obj, "kid"));
        return Text(obj, "kty") switch
        {
            "oct" when Bytes(obj, "k") is { } secret => key with { Secret = secret },
            "RSA" when Bytes(obj, "n") is { } modulus && Bytes(obj, "e") is { } exponent => key with { Rsa = RsaOf(obj, modulus, exponent) },
            "EC" when CurveOf(obj) is { } curve => key with { Curve = curve },
            "OKP" when Text(obj, "crv") == "Ed25519" => key with { Edwards = (Bytes(obj, "x"), Bytes(obj, "d")) },
            _ => null,
        };
    }

    private static IReadOnlyList<TokenKey>? Nothing(string message, out string error)
    {
        error = message;
        return null;
    }

    private static IReadOnlyList<TokenKey>? ReadJwks(string text, out string error)
    {
        var json = LenientJson.Read(text, out error);
        Value[] list = (json as ObjectValue)?.Get("keys") is ArrayValue keys ? keys.Items.ToArray() : json is null ? [] : [json];
        var found = list.Select(FromJwk).ToArray();
        return found.Length == 0 || found.Contains(null)
            ? Nothing($"failed to parse a JWK key (set){(error.Length > 0 ? ": " + error : "")}", out error)
            : found!;
    }

    private static TokenKey? FromPem(string label, byte[] der)
    {
        switch (label)
        {
            case "CERTIFICATE":
                using (var certificate = X509CertificateLoader.LoadCertificate(der))
                {
                    return FromPublic(certificate.PublicKey);
                }

            case "PUBLIC KEY":
                return FromPublic(PublicKey.CreateFromSubjectPublicKeyInfo(der, out _));
            default:
                return null;
        }
    }

    private static TokenKey? FromPublic(PublicKey key)
    {
        var none = new TokenKey("", "");
        if (key.Oid.Value == "1.3.101.112")
        {
            return none with { Edwards = (key.EncodedKeyValue.RawData, null) };
        }

        using var rsa = key.GetRSAPublicKey();
        using var curve = rsa is null ? key.GetECDsaPublicKey() : null;
        return rsa is not null ? none with { Rsa = rsa.ExportParameters(includePrivateParameters: false) }
            : curve is not null ? none with { Curve = curve.ExportParameters(includePrivateParameters: false) }
            : null;
    }

    private static RSAParameters RsaOf(ObjectValue jwk, byte[] modulus, byte[] exponent)
    {
        var d = Bytes(jwk, "d");
        if (d is null || Bytes(jwk, "p") is not { } p || Bytes(jwk, "q") is not { } q
            || Bytes(jwk, "dp") is not { } dp || Bytes(jwk, "dq") is not { } dq || Bytes(jwk, "qi") is not { } qi)
        {
            return new RSAParameters { Modulus = modulus, Exponent = exponent };
        }

        // .NET wants each part at its full length.
        var half = (modulus.Length + 1) / 2;
        return new RSAParameters
        {
            Modulus = modulus,
            Exponent = exponent,
            D = Padded(d, modulus.Length),
            P = Padded(p, half),
            Q = Padded(q, half),
            DP = Padded(dp, half),
            DQ = Padded(dq, half),
            InverseQ = Padded(qi, half),
        };
    }

    private static ECParameters? CurveOf(ObjectValue jwk)
    {
        var (curve, length) = Text(jwk, "crv") switch
        {
            "P-256" => (ECCurve.NamedCurves.nistP256, 32),
            "P-384" => (ECCurve.NamedCurves.nistP384, 48),
            "P-521" => (ECCurve.NamedCurves.nistP521, 66),
            _ => (default, 0),
        };
        return length == 0 || Bytes(jwk, "x") is not { } x || Bytes(jwk, "y") is not { } y
            ? null
            : new ECParameters
            {
                Curve = curve,
                Q = new ECPoint { X = Padded(x, length), Y = Padded(y, length) },
                D = Bytes(jwk, "d") is { } d ? Padded(d, length) : null,
            };
    }

    private static byte[] Padded(byte[] bytes, int length) =>
        bytes.Length >= length ? bytes : [.. new byte[length - bytes.Length], .. bytes];

    private static string Text(ObjectValue obj, string key) => (obj.Get(key) as StringValue)?.Value ?? "";

    private static byte[]? Bytes(ObjectValue obj, string key) =>
        obj.Get(key) is StringValue text && Base64.TryDecodeUrl(text.Value, out var bytes, out _) ? bytes : null;
}
