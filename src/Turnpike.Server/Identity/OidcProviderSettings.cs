using Turnpike.Governance.Access;

namespace Turnpike.Server.Identity;

/// <summary>An OpenID Connect provider that people may sign in with.</summary>
/// <param name="Id">Part of the addresses of sign-in, such as <c>keycloak</c>: small letters, digits and dashes.</param>
/// <param name="Issuer">Exactly as its tokens name it.</param>
public sealed record OidcProviderSettings(string Id, string Issuer, string ClientId)
{
    /// <summary>On the button; the id, where it is left out.</summary>
    public string? Name { get; init; }

    /// <summary>Null for a public client, which PKCE alone protects.</summary>
    public string? ClientSecret { get; init; }

    /// <summary>Asked for beside <c>openid</c>.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = ["profile", "email"];

    /// <summary>The claim that names the person to the ledger. Where it is <c>email</c>, <c>email_verified</c> must not be false.</summary>
    public string IdClaim { get; init; } = "email";

    /// <summary>The claim that lists the person's groups.</summary>
    public string GroupsClaim { get; init; } = "groups";

    /// <summary>Roles by group; a person has those of all their groups.</summary>
    public IReadOnlyDictionary<string, Role> RolesByGroup { get; init; } = new Dictionary<string, Role>();

    /// <summary>The role of whoever has none by group; null refuses them.</summary>
    public Role? DefaultRole { get; init; }

    /// <summary>Whether somebody whose verified email is that of a user with a password becomes that user, and the password is forgotten.</summary>
    public bool TakesOverAccounts { get; init; }
}
