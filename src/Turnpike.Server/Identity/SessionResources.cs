using Turnpike.Governance.Access;
using Turnpike.Server.Access;
using Turnpike.Server.Identity.Sessions;

namespace Turnpike.Server.Identity;

/// <summary>Who calls.</summary>
/// <param name="Id">As the ledger names them.</param>
/// <param name="Permissions">What they may do; with a token, at most what it was given.</param>
/// <param name="Token">The id of the token they call with; null with a session.</param>
/// <param name="Scope">Where the token may push to; null for everywhere.</param>
/// <param name="CsrfToken">With a session: what requests that change something bring in <c>X-CSRF-Token</c>.</param>
public sealed record SessionResource(
    string Id, string? Name, IReadOnlyList<string> Roles, IReadOnlyList<string> Teams, IReadOnlyList<Permission> Permissions, string? Token, string? Scope, string? CsrfToken, DateTimeOffset? ExpiresAt)
{
    internal static SessionResource Of(Caller caller, OpenSession? session) => new(
        caller.Principal.Id, session?.Account.Name, [.. caller.Principal.Roles.Order(StringComparer.Ordinal)], [.. caller.Principal.Teams.Order(StringComparer.Ordinal)],
        [.. caller.Permissions.Order()], caller.TokenId, caller.ScopePattern, session?.CsrfToken, session?.Session.ExpiresAt);

    internal static SessionResource Of(OpenSession session, IReadOnlySet<string> teams) => new(
        session.Account.Id, session.Account.Name, session.Account.RoleNames, [.. teams.Order(StringComparer.Ordinal)],
        [.. session.Account.Permissions.Order()], null, null, session.CsrfToken, session.Session.ExpiresAt);
}

public sealed record SignInRequest(string Email, string Password);

public sealed record SetupRequest(string Token, string Name, string Email, string Password);

public sealed record OwnPasswordRequest(string Current, string New);

/// <param name="ProviderUrl">Where to send the browser to sign out of the provider, too; null where there is no such place.</param>
public sealed record SignedOutResource(string? ProviderUrl);

/// <summary>One of the caller's own sessions.</summary>
/// <param name="IsCurrent">The one that this request came with.</param>
public sealed record OwnSessionResource(string Id, string Method, string Address, string Agent, DateTimeOffset CreatedAt, DateTimeOffset UsedAt, DateTimeOffset ExpiresAt, bool IsCurrent)
{
    internal static OwnSessionResource Of(Session session, OpenSession? current) => new(
        session.Id, session.Method, session.Address, session.Agent, session.CreatedAt, session.UsedAt, session.ExpiresAt, session.Id == current?.Session.Id);
}
