using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Turnpike.Server.Identity.Oidc;

/// <summary>Whether an ID token is the provider's, for us, for this sign-in, and of now (OpenID Connect Core 1.0, 3.1.3.7).</summary>
internal sealed class IdTokenReader(OidcProvider provider, TimeProvider time)
{
    private const int LongestToken = 64 * 1024;
    private const int SignedParts = 3;

    private static readonly TimeSpan s_skew = TimeSpan.FromMinutes(2);

    // Not "none", and nothing that our own secret could sign.
    private static readonly Dictionary<string, Func<byte[], byte[]>> s_hashes = new(StringComparer.Ordinal)
    {
        ["RS256"] = SHA256.HashData, ["RS384"] = SHA384.HashData, ["RS512"] = SHA512.HashData,
        ["PS256"] = SHA256.HashData, ["PS384"] = SHA384.HashData, ["PS512"] = SHA512.HashData,
        ["ES256"] = SHA256.HashData, ["ES384"] = SHA384.HashData, ["ES512"] = SHA512.HashData,
    };

    /// <returns>The claims, or what is wrong, for the ledger.</returns>
    public async Task<(OidcClaims? Claims, string? Fault)> ReadAsync(OidcDocument document, OidcTokens tokens, string nonce, CancellationToken cancellationToken)
    {
        // First of all: an encrypted token has five parts, and one can be made that takes hours to open.
        if (tokens.Id is not { Length: > 0 and <= LongestToken } text || text.Split('.').Length != SignedParts || Read(text) is not { } token)
        {
            return (null, "id-token-malformed");
        }

        if (!s_hashes.ContainsKey(token.Alg ?? ""))
        {
            return (null, "id-token-algorithm");
        }

        var keys = await provider.KeysAsync(document, token.Kid, cancellationToken);
        if (keys.Refusal is not null)
        {
            return (null, "keys-unavailable");
        }

        return Check(text, keys.Value!.For(token.Kid)) is { } fault ? (null, fault) : Judge(token, tokens.Access, nonce);
    }

    private static JsonWebToken? Read(string text)
    {
        try
        {
            return new JsonWebToken(text);
        }
        catch (Exception fault) when (fault is ArgumentException or FormatException or JsonException or SecurityTokenException)
        {
            return null;
        }
    }

    private string? Check(string text, IReadOnlyList<SecurityKey> keys)
    {
        if (keys.Count == 0)
        {
            return "id-token-key";
        }

        var result = new JsonWebTokenHandler { MaximumTokenSizeInBytes = LongestToken }.ValidateToken(text, new TokenValidationParameters
        {
            ValidIssuer = provider.Settings.Issuer,
            ValidAudience = provider.Settings.ClientId,
            ValidAlgorithms = s_hashes.Keys,
            IssuerSigningKeys = keys,
            TryAllIssuerSigningKeys = true,
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            LifetimeValidator = IsOfNow,

            // A cache of verifiers by key id would go on with a key that was replaced under the same id.
            CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false },
        });
        return result.IsValid ? null : result.Exception switch
        {
            SecurityTokenInvalidIssuerException => "id-token-issuer",
            SecurityTokenInvalidAudienceException => "id-token-audience",
            SecurityTokenInvalidLifetimeException or SecurityTokenExpiredException or SecurityTokenNoExpirationException => "id-token-lifetime",
            _ => "id-token-signature",
        };
    }

    private bool IsOfNow(DateTime? notBefore, DateTime? expires, SecurityToken token, TokenValidationParameters parameters)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return expires is { } end && now - s_skew < end && (notBefore is not { } start || start <= now + s_skew);
    }

    private (OidcClaims? Claims, string? Fault) Judge(JsonWebToken token, string? accessToken, string nonce)
    {
        var claims = new OidcClaims(JsonElement.Parse(Base64UrlEncoder.DecodeBytes(token.EncodedPayload)));
        var parties = claims.Texts("aud") ?? [];
        return claims.Text("sub") is null ? (null, "id-token-subject")
            : claims.Text("nonce") is not { } sent || !RandomSecret.AreEqual(sent, nonce) ? (null, "id-token-nonce")
            : claims.Text("azp") is { } party ? party == provider.Settings.ClientId ? IsOf(claims, token.Alg, accessToken) : (null, "id-token-party")
            : parties.Count > 1 ? (null, "id-token-party")
            : IsOf(claims, token.Alg, accessToken);
    }

    private static (OidcClaims? Claims, string? Fault) IsOf(OidcClaims claims, string algorithm, string? accessToken)
    {
        if (claims.Text("at_hash") is not { } told || accessToken is null)
        {
            return (claims, null);
        }

        var hash = s_hashes[algorithm](Encoding.ASCII.GetBytes(accessToken));
        return RandomSecret.AreEqual(told, Base64UrlEncoder.Encode(hash[..(hash.Length / 2)])) ? (claims, null) : (null, "id-token-access-hash");
    }
}
