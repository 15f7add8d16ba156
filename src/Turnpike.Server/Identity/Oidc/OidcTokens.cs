using System.Text.Json.Serialization;

namespace Turnpike.Server.Identity.Oidc;

/// <summary>What a provider gives for a code.</summary>
internal sealed record OidcTokens
{
    [JsonPropertyName("id_token")]
    public string? Id { get; init; }

    [JsonPropertyName("access_token")]
    public string? Access { get; init; }
}
