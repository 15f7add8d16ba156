using System.Numerics;
using System.Security.Cryptography;
using Turnpike.Values;

namespace Turnpike.Rego.Builtins.Crypto;

/// <summary>A private key read from DER: RSA or elliptic.</summary>
internal sealed record PrivateKey(RSAParameters? Rsa, ECParameters? Curve)
{
    public ObjectValue ToJwk()
    {
        var rsa = Rsa!.Value;
        return Value.Object(
            ("kty", Value.Of("RSA")),
            ("n", Url(rsa.Modulus)),
            ("e", Url(rsa.Exponent)),
            ("d", Url(rsa.D)),
            ("p", Url(rsa.P)),
            ("q", Url(rsa.Q)),
            ("dp", Url(rsa.DP)),
            ("dq", Url(rsa.DQ)),
            ("qi", Url(rsa.InverseQ)));
    }

    /// <summary>As Go's json.Marshal writes its key types: numbers in decimal.</summary>
    public ObjectValue ToGoJson()
    {
        if (Rsa is { } rsa)
        {
            return Value.Object(
                ("N", Number(rsa.Modulus)),
                ("E", Number(rsa.Exponent)),
                ("D", Number(rsa.D)),
                ("Primes", Value.Array(Number(rsa.P), Number(rsa.Q))),
                ("Precomputed", Value.Object(("CRTValues", ArrayValue.Empty), ("Dp", Number(rsa.DP)), ("Dq", Number(rsa.DQ)), ("Qinv", Number(rsa.InverseQ)))));
        }

        return Value.Object(
            ("Curve", ObjectValue.Empty),
            ("X", Number(Curve!.Value.Q.X)),
            ("Y", Number(Curve.Value.Q.Y)),
            ("D", Number(Curve.Value.D)));
    }

    private static StringValue Url(byte[]? bytes) => Value.Of(Base64.EncodeUrl(bytes.AsSpan().TrimStart((byte)0), isPadded: false));

    private static NumberValue Number(byte[]? bytes) => Value.Of(new BigInteger(bytes, isUnsigned: true, isBigEndian: true));
}

internal static class PrivateKeys
{
    /// <summary>Null where the bytes are no key of the label's form. Without a label each form is tried.</summary>
    public static PrivateKey? Read(string label, byte[] der) => label switch
    {
        "RSA PRIVATE KEY" => TryRsa(rsa => rsa.ImportRSAPrivateKey(der, out _)),
        "EC PRIVATE KEY" => TryCurve(curve => curve.ImportECPrivateKey(der, out _)),
        "PRIVATE KEY" => TryRsa(rsa => rsa.ImportPkcs8PrivateKey(der, out _)) ?? TryCurve(curve => curve.ImportPkcs8PrivateKey(der, out _)),
        "" => Read("RSA PRIVATE KEY", der) ?? Read("PRIVATE KEY", der) ?? Read("EC PRIVATE KEY", der),
        _ => null,
    };

    private static PrivateKey? TryRsa(Action<RSA> import)
    {
        using var rsa = RSA.Create();
        return Try(() => import(rsa)) ? new PrivateKey(rsa.ExportParameters(includePrivateParameters: true), null) : null;
    }

    private static PrivateKey? TryCurve(Action<ECDsa> import)
    {
        using var curve = ECDsa.Create();
        return Try(() => import(curve)) ? new PrivateKey(null, curve.ExportParameters(includePrivateParameters: true)) : null;
    }

    private static bool Try(Action import)
    {
        try
        {
            import();
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
