using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;

namespace Turnpike.Server.Identity.Oidc;

/// <summary>The public keys of a provider (RFC 7517): RSA of 2048 bits or more, and the curves of ES256 to ES512.</summary>
internal sealed class OidcKeys(IReadOnlyList<SecurityKey> keys)
{
    private const int SmallestRsa = 2048;

    public static OidcKeys Parse(JsonElement set) => new(
        set.TryGetProperty("keys", out var keys) && keys.ValueKind == JsonValueKind.Array ? [.. keys.EnumerateArray().Select(Read).OfType<SecurityKey>()] : []);

    /// <summary>Those that may have signed: the one of this id, or all where none is named.</summary>
    public IReadOnlyList<SecurityKey> For(string? id) => id is null ? keys : [.. keys.Where(k => k.KeyId == id)];

    // What is of another kind, for another use or damaged is passed over: a provider may have more keys than those for us.
    private static SecurityKey? Read(JsonElement key)
    {
        try
        {
            return Text(key, "use") is null or "sig"
                ? Text(key, "kty") switch
                {
                    "RSA" => Rsa(key),
                    "EC" => Curve(key),
                    _ => null,
                }
                : null;
        }
        catch (Exception fault) when (fault is FormatException or CryptographicException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }

    private static RsaSecurityKey? Rsa(JsonElement key)
    {
        var rsa = RSA.Create(new RSAParameters { Modulus = Bytes(key, "n"), Exponent = Bytes(key, "e") });
        return rsa.KeySize >= SmallestRsa ? new RsaSecurityKey(rsa) { KeyId = Text(key, "kid") } : null;
    }

    private static ECDsaSecurityKey? Curve(JsonElement key) => Text(key, "crv") switch
    {
        "P-256" => Curve(key, ECCurve.NamedCurves.nistP256),
        "P-384" => Curve(key, ECCurve.NamedCurves.nistP384),
        "P-521" => Curve(key, ECCurve.NamedCurves.nistP521),
        _ => null,
    };

    private static ECDsaSecurityKey Curve(JsonElement key, ECCurve curve) =>
        new(ECDsa.Create(new ECParameters { Curve = curve, Q = new ECPoint { X = Bytes(key, "x"), Y = Bytes(key, "y") } })) { KeyId = Text(key, "kid") };

    private static byte[] Bytes(JsonElement key, string name) => Base64UrlEncoder.DecodeBytes(Text(key, name) ?? throw new FormatException());

    private static string? Text(JsonElement key, string name) => key.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
