using Turnpike.Server.Api;
using Turnpike.Server.Identity;
using Turnpike.Server.Identity.Invitations;
using Turnpike.Server.Identity.Oidc;
using Turnpike.Server.Identity.Sessions;
using Turnpike.Server.Identity.Setup;
using Turnpike.Server.Identity.SignIns;

namespace Turnpike.Server.Operations.Retention;

/// <summary>
/// Forgets what is over: it opens nothing any more, but tells who was where. What is new makes room for itself; this is for
/// when nothing new comes.
/// </summary>
internal sealed class ForgetExpired(IdentityDatabase database, SessionStore sessions, SignInBackOff backOff, OidcAttempts attempts, IdempotencyStore requests, TimeProvider time)
{
    /// <returns>How many rows went.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken = default)
    {
        await using var tables = await database.OpenAsync(cancellationToken);
        return await sessions.TrimAsync(tables) + await backOff.TrimAsync(tables) + await attempts.TrimAsync(tables)
            + await InvitationRow.TrimAsync(tables, time.GetUtcNow()) + await SetupLink.TrimAsync(tables, time.GetUtcNow()) + await requests.TrimAsync(cancellationToken);
    }
}
