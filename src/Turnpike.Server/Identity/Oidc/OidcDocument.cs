using System.Text.Json.Serialization;

namespace Turnpike.Server.Identity.Oidc;

/// <summary>What a provider says of itself (OpenID Connect Discovery 1.0), as far as it matters here.</summary>
internal sealed record OidcDocument
{
    [JsonPropertyName("issuer")]
    public string? Issuer { get; init; }

    [JsonPropertyName("authorization_endpoint")]
    public Uri? Authorization { get; init; }

    [JsonPropertyName("token_endpoint")]
    public Uri? Token { get; init; }

    [JsonPropertyName("jwks_uri")]
    public Uri? Keys { get; init; }

    [JsonPropertyName("userinfo_endpoint")]
    public Uri? UserInfo { get; init; }

    [JsonPropertyName("end_session_endpoint")]
    public Uri? EndSession { get; init; }

    [JsonPropertyName("token_endpoint_auth_methods_supported")]
    public IReadOnlyList<string>? TokenAuthentication { get; init; }

    /// <summary>Its answers name the issuer (RFC 9207), which tells one provider's answer from another's.</summary>
    [JsonPropertyName("authorization_response_iss_parameter_supported")]
    public bool NamesIssuer { get; init; }

    /// <summary>What is wrong with it; null if nothing is.</summary>
    public string? Fault(string issuer)
    {
        if (Issuer != issuer)
        {
            return $"it calls itself {Issuer ?? "nothing"}, and not {issuer}";
        }

        var mayBePlain = new Uri(issuer) is { Scheme: "http", IsLoopback: true };
        return Authorization is null || Token is null || Keys is null ? "it does not say where to sign in, or where its tokens and keys are"
            : new[] { Authorization, Token, Keys, UserInfo, EndSession }.FirstOrDefault(u => u is not null && !IsSafe(u, mayBePlain)) is { } unsafeAddress ? $"{unsafeAddress} is not https"
            : null;
    }

    private static bool IsSafe(Uri address, bool mayBePlain) => address.IsAbsoluteUri && (address.Scheme == Uri.UriSchemeHttps || (mayBePlain && address is { Scheme: "http", IsLoopback: true }));
}
