using Turnpike.Governance;
using Turnpike.Server.Identity.Accounts;
using Turnpike.Server.Identity.Sessions;

namespace Turnpike.Server.Identity.SignIns;

/// <summary>Ends one's own sessions: this one, another, or all.</summary>
public sealed class SignOut
{
    private readonly IdentityDatabase _database;

    internal SignOut(IdentityDatabase database) => _database = database;

    public Task<Outcome<Account>> RunAsync(OpenSession session, CancellationToken cancellationToken = default) => RunAsync(session.Account, session.Session.Id, cancellationToken);

    /// <param name="session">Its id; null for all.</param>
    public Task<Outcome<Account>> RunAsync(Account account, string? session, CancellationToken cancellationToken = default) => _database.RecordAsync<Account>(
        async tables =>
        {
            if (session is null)
            {
                await SessionStore.EndAllAsync(tables, account.Id);
                return account;
            }

            return await SessionStore.EndAsync(tables, account.Id, session) ? account : new Refusal("not-found", "There is no such session of yours.");
        },
        _ => Said(account.Id, session, "signed-out", account.Id),
        cancellationToken);

    internal static IdentityEntry Said(string account, string? session, string reason, string actor) =>
        new("access/" + account, IdentityEvents.SignedOut.Draft(new SignedOut(account, session, reason), actor));
}
