using Microsoft.AspNetCore.Http;
using Turnpike.Server.Access;
using Turnpike.Server.Identity.Sessions;
using Turnpike.Server.Identity.Tokens;

namespace Turnpike.Server.Live;

/// <summary>Whether who opened a stream may still do what they could then: the session or token stands, and the rights are the same.</summary>
internal sealed class StillSignedIn(TokenStore tokens, SessionStore sessions, SessionCookie cookie)
{
    private const string Scheme = "Bearer ";

    public async Task<bool> IsAsync(HttpContext http, Caller caller, CancellationToken cancellationToken)
    {
        if (http.Request.Headers.Authorization is [{ } authorization, ..])
        {
            var answer = await tokens.OpenAsync(authorization[Scheme.Length..].Trim(), cancellationToken);
            return answer.Token is not null && (answer.Owner is null || caller.Permissions.IsSubsetOf(answer.Owner.Permissions));
        }

        return cookie.Read(http) is { } secret
            && await sessions.FindAsync(secret, cancellationToken) is { } session
            && caller.Permissions.SetEquals(session.Account.Permissions);
    }
}
