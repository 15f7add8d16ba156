using System.Text.Json;

namespace Turnpike.Server.Identity.Oidc;

/// <summary>What a provider says of a person: the claims of an ID token, or of its UserInfo.</summary>
internal sealed class OidcClaims(JsonElement claims)
{
    public string? Text(string name) => Find(name) is { ValueKind: JsonValueKind.String } value && value.GetString() is { Length: > 0 } text ? text : null;

    /// <summary>A list of texts, or a single one; null where there is no such claim.</summary>
    public IReadOnlyList<string>? Texts(string name) => Find(name) switch
    {
        { ValueKind: JsonValueKind.Array } list => [.. list.EnumerateArray().Where(static e => e.ValueKind == JsonValueKind.String).Select(static e => e.GetString()!)],
        { ValueKind: JsonValueKind.String } one => [one.GetString()!],
        _ => null,
    };

    /// <summary>Some providers say it as text.</summary>
    public bool IsFalse(string name) => Find(name) is { ValueKind: JsonValueKind.False } || Text(name) == "false";

    public bool IsTrue(string name) => Find(name) is { ValueKind: JsonValueKind.True } || Text(name) == "true";

    /// <summary>Entra ID says so where somebody is in more groups than fit: the claim is elsewhere.</summary>
    public bool IsElsewhere(string name) => Find("_claim_names") is { ValueKind: JsonValueKind.Object } names && names.TryGetProperty(name, out _);

    private JsonElement? Find(string name) => claims.ValueKind == JsonValueKind.Object && claims.TryGetProperty(name, out var value) ? value : null;
}
