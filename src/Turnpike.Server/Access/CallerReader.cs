using Microsoft.AspNetCore.Http;
using Turnpike.Governance;
using Turnpike.Governance.Access;
using Turnpike.Governance.People;
using Turnpike.Server.Identity.Accounts;
using Turnpike.Server.Identity.Sessions;
using Turnpike.Server.Identity.Tokens;

namespace Turnpike.Server.Access;

/// <summary>Finds out who calls: by the token, else by the session's cookie. A request with a token does not use its cookies at all.</summary>
internal sealed class CallerReader(RequestDelegate next, TokenStore tokens, SessionStore sessions, SessionCookie cookie, PeopleProjection people)
{
    private const string Scheme = "Bearer ";

    public async Task InvokeAsync(HttpContext http)
    {
        if (http.GetEndpoint() is not null)
        {
            await ReadAsync(http);
        }

        await next(http);
    }

    private Task ReadAsync(HttpContext http) =>
        http.Request.Headers.Authorization is [var authorization, ..] ? ByTokenAsync(http, authorization ?? "")
        : cookie.Read(http) is { } secret ? BySessionAsync(http, secret)
        : Task.CompletedTask;

    private async Task ByTokenAsync(HttpContext http, string authorization)
    {
        var answer = authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) && http.Request.Headers.Authorization.Count == 1
            ? await tokens.OpenAsync(authorization[Scheme.Length..].Trim(), http.RequestAborted)
            : TokenAnswer.No("it is no Bearer token");
        if (answer.Token is not { } token)
        {
            http.Features.Set(new BadCredential(answer.Fault!, answer.Id));
            return;
        }

        var permissions = ApiToken.PermissionsOf(token.Kind, token.Role, token.Permissions);
        var roles = new HashSet<string>(StringComparer.Ordinal) { Roles.NameOf(token.Role) };
        if (answer.Owner is { } owner)
        {
            // Never more than the owner may now, whatever they might when they made it.
            permissions = permissions.Intersect(owner.Permissions).ToHashSet();
            roles = RolesOf(token.Role, owner);
        }

        var principal = new Principal(token.PrincipalId, roles, people.TeamsOf(token.PrincipalId)) { Names = NamesOf(answer.Owner, token.PrincipalId) };
        http.SetCaller(new Caller(principal, permissions, token.Id, token.Scope) { TokenOwner = token.Owner });
    }

    // The token's role while its owner still has as much; else what is left of the owner's.
    private static HashSet<string> RolesOf(Role role, Account owner)
    {
        var most = Roles.PermissionsOf(role);
        return (most.IsSubsetOf(owner.Permissions) ? [role] : owner.Roles.Where(r => Roles.PermissionsOf(r).IsSubsetOf(most))).Select(Roles.NameOf).ToHashSet(StringComparer.Ordinal);
    }

    private async Task BySessionAsync(HttpContext http, string secret)
    {
        if (await sessions.FindAsync(secret, http.RequestAborted) is { } session)
        {
            http.SetSession(session);
            http.SetCaller(Of(session.Account));
        }
        else
        {
            cookie.Clear(http);
            http.Features.Set(new BadCredential("the session is over", null));
        }
    }

    private Caller Of(Account account) =>
        new(new Principal(account.Id, account.RoleNames.ToHashSet(StringComparer.Ordinal), people.TeamsOf(account.Id)) { Names = NamesOf(account, account.Id) }, account.Permissions, null, null);

    // A pipeline has no name but its own.
    private static IReadOnlyList<string> NamesOf(Account? account, string id) => account is not null && account.Id == id && account.Name.Length > 0 ? [account.Name] : [];
}

/// <summary>What a request brought that opened nothing.</summary>
/// <param name="Fault">Completes: "the token does not open: …".</param>
internal sealed record BadCredential(string Fault, string? TokenId);
