using Turnpike.Governance;
using Turnpike.Governance.Access;
using Turnpike.Server.Access;
using Turnpike.Server.Identity.Invitations;
using Turnpike.Server.Identity.Tokens;

namespace Turnpike.Server.Identity.Accounts;

/// <summary>Removes a user with sessions and personal tokens. What the ledger says of them stays.</summary>
public sealed class RemoveUser
{
    private readonly IdentityDatabase _database;
    private readonly TimeProvider _time;

    internal RemoveUser(IdentityDatabase database, TimeProvider time) => (_database, _time) = (database, time);

    public async Task<Outcome<Account>> RunAsync(Caller caller, string id, CancellationToken cancellationToken = default)
    {
        if (!caller.May(Permission.ManageAccess))
        {
            return new Refusal("not-allowed", "Users are removed by whoever has the permission manage-access.");
        }

        return await _database.RecordAsync<Account>(
            async tables =>
            {
                if (await AccountRow.FindAsync(tables, id) is not { } account)
                {
                    return new Refusal("not-found", $"There is no user {id}.");
                }

                if (await ChangeUser.IsLastAdminAsync(tables, account))
                {
                    return ChangeUser.LastAdmin;
                }

                await TokenStore.RevokePersonalAsync(tables, id, _time.GetUtcNow());
                await tables.ExecuteAsync("DELETE FROM session WHERE account = @id", new { id });
                await InvitationRow.EndAsync(tables, id);
                await tables.ExecuteAsync("DELETE FROM account WHERE id = @id", new { id });
                return account;
            },
            account => new IdentityEntry(account.Stream, IdentityEvents.Removed.Draft(new UserRemoved(id), caller.Principal.Id)),
            cancellationToken);
    }
}
