using Turnpike.Governance;
using Turnpike.Governance.Access;
using Turnpike.Server.Access;

namespace Turnpike.Server.Identity.Tokens;

/// <summary>Ends a token: one's own, the one that is called with, or anybody's with the permission for it.</summary>
public sealed class RevokeToken
{
    private readonly IdentityDatabase _database;
    private readonly TimeProvider _time;

    internal RevokeToken(IdentityDatabase database, TimeProvider time) => (_database, _time) = (database, time);

    /// <summary>Revoking one again changes nothing.</summary>
    public async Task<Outcome<ApiToken>> RunAsync(Caller caller, string id, CancellationToken cancellationToken = default)
    {
        var wasRevoked = false;
        return await _database.RecordAsync<ApiToken>(
            async tables =>
            {
                // Whoever may not see a token is not told that there is one.
                if (await TokenStore.FindAsync(tables, id) is not { } token || !IsFor(caller, token))
                {
                    return new Refusal("not-found", $"There is no token {id} of yours.");
                }

                wasRevoked = token.RevokedAt is not null;
                await TokenStore.RevokeAsync(tables, id, _time.GetUtcNow());
                return (await TokenStore.FindAsync(tables, id))!;
            },
            token => wasRevoked ? null : new IdentityEntry("token/" + id, IdentityEvents.TokenRevoked.Draft(new TokenRevoked(id, token.Name, token.Owner), caller.Principal.Id)),
            cancellationToken);
    }

    private static bool IsFor(Caller caller, ApiToken token) =>
        token.Id == caller.TokenId || token.Owner == caller.Principal.Id || caller.May(Permission.ManageAccess);
}
