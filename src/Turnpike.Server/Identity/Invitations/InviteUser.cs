using Turnpike.Governance;
using Turnpike.Governance.Access;
using Turnpike.Server.Access;
using Turnpike.Server.Identity.Accounts;

namespace Turnpike.Server.Identity.Invitations;

/// <summary>
/// Makes the link by which a user sets a password that nobody else knows. Until it is used, a password that there is goes on
/// to count. A later link voids the one before.
/// </summary>
public sealed class InviteUser
{
    private static readonly TimeSpan s_lifetime = TimeSpan.FromDays(3);

    private readonly IdentityDatabase _database;
    private readonly IdentitySettings _settings;
    private readonly PublicAddress _address;
    private readonly TimeProvider _time;

    internal InviteUser(IdentityDatabase database, IdentitySettings settings, PublicAddress address, TimeProvider time) =>
        (_database, _settings, _address, _time) = (database, settings, address, time);

    public async Task<Outcome<Invitation>> RunAsync(Caller caller, string id, CancellationToken cancellationToken = default)
    {
        if (!caller.May(Permission.ManageAccess))
        {
            return new Refusal("not-allowed", "Users are invited by whoever has the permission manage-access.");
        }

        if (!_settings.Passwords)
        {
            return AcceptInvitation.PasswordsOff;
        }

        return await _database.RecordAsync<Invitation>(
            async tables => await AccountRow.FindAsync(tables, id) is not { } account ? new Refusal("not-found", $"There is no user {id}.")
                : account.Provider is { } provider ? new Refusal("no-password", $"{id} signs in with {provider}.")
                : account.IsDisabled ? new Refusal("account-disabled", $"{id} is disabled: enable them first.")
                : await MakeAsync(tables, account),
            made => new IdentityEntry(made.Account.Stream, IdentityEvents.Invited.Draft(new UserInvited(made.Account.Id, made.ExpiresAt), caller.Principal.Id)),
            cancellationToken);
    }

    private async Task<Invitation> MakeAsync(IdentityTables tables, Account account)
    {
        var token = RandomSecret.New();
        var expiresAt = _time.GetUtcNow() + s_lifetime;
        await InvitationRow.PutAsync(tables, account, token, expiresAt);
        return new Invitation(account, new Uri(_address.Base, "invitation?token=" + token), expiresAt);
    }
}
