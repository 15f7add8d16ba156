using System.Security.Cryptography;
using Turnpike.Rego.Builtins.Crypto;

namespace Turnpike.Rego.Builtins.Tokens;

/// <summary>The algorithms of RFC 7518 that sign.</summary>
internal static class TokenAlgorithm
{
    public static readonly string[] Names = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "HS256", "HS384", "HS512", "EdDSA"];

    public static bool Verify(string algorithm, TokenKey key, byte[] data, byte[] signature)
    {
        try
        {
            switch (algorithm[..2])
            {
                case "HS":
                    return key.Secret is { } secret && CryptographicOperations.FixedTimeEquals(Mac(algorithm, secret, data), signature);
                case "RS" or "PS" when key.Rsa is { } parameters:
                    using (var rsa = RSA.Create(parameters))
                    {
                        return rsa.VerifyData(data, signature, HashOf(algorithm), PaddingOf(algorithm));
                    }

                case "ES" when key.Curve is { } curve:
                    using (var ecdsa = ECDsa.Create(curve))
                    {
                        return ecdsa.VerifyData(data, signature, HashOf(algorithm), DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
                    }

                case "Ed":
                    return key.Edwards is { Public: { Length: Ed25519.KeyLength } publicKey } && Ed25519.Verify(publicKey, data, signature);
                default:
                    return false;
            }
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    /// <summary>Null where the key does not fit the algorithm.</summary>
    public static byte[]? Sign(string algorithm, TokenKey key, byte[] data)
    {
        try
        {
            switch (algorithm[..2])
            {
                case "HS":
                    return key.Secret is { } secret ? Mac(algorithm, secret, data) : null;
                case "RS" or "PS" when key.Rsa is { D: not null } parameters:
                    using (var rsa = RSA.Create(parameters))
                    {
                        return rsa.SignData(data, HashOf(algorithm), PaddingOf(algorithm));
                    }

                case "ES" when key.Curve is { D: not null } curve:
                    using (var ecdsa = ECDsa.Create(curve))
                    {
                        return ecdsa.SignData(data, HashOf(algorithm), DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
                    }

                case "Ed":
                    return key.Edwards is { Private: { Length: Ed25519.KeyLength } privateKey } ? Ed25519.Sign(privateKey, data) : null;
                default:
                    return null;
            }
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static byte[] Mac(string algorithm, byte[] secret, byte[] data) => algorithm switch
    {
        "HS256" => HMACSHA256.HashData(secret, data),
        "HS384" => HMACSHA384.HashData(secret, data),
        _ => HMACSHA512.HashData(secret, data),
    };

    private static HashAlgorithmName HashOf(string algorithm) => algorithm[2..] switch
    {
        "256" => HashAlgorithmName.SHA256,
        "384" => HashAlgorithmName.SHA384,
        _ => HashAlgorithmName.SHA512,
    };

    private static RSASignaturePadding PaddingOf(string algorithm) => algorithm[0] == 'P' ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1;
}
