using Turnpike.Governance;
using Turnpike.Governance.Access;
using Turnpike.Server.Access;
using Turnpike.Server.Identity.Invitations;
using Turnpike.Server.Identity.Passwords;
using Turnpike.Server.Identity.Sessions;
using Turnpike.Server.Identity.SignIns;

namespace Turnpike.Server.Identity.Accounts;

/// <summary>Changes one's own password, knowing the old one; or anybody's, with the permission for it. All sessions end.</summary>
public sealed class ChangePassword
{
    private readonly SignInParts _parts;

    internal ChangePassword(SignInParts parts) => _parts = parts;

    /// <summary>One's own. The session goes on under a new id.</summary>
    public async Task<SignInAnswer> RunAsync(OpenSession session, ClientNote client, string current, string password, CancellationToken cancellationToken = default)
    {
        var account = session.Account;
        if (await _parts.BackOff.TryAsync(account.Id, client.Address, cancellationToken) is { } wait)
        {
            return new SignInAnswer(null, new Refusal("too-many-attempts", "There were too many attempts. Try again later."), wait);
        }

        var row = await ReadAsync(account.Id, cancellationToken);
        if (await _parts.Vault.CompareAsync(current, row?.Hash, cancellationToken) is not { } answer)
        {
            return CreateUser.Busy;
        }

        if (!answer.IsRight)
        {
            await _parts.Refusals.NoteSignInAsync(account.Id, "password-change", row?.Hash is null ? "account-without-password" : "password-wrong", client);
            return new Refusal("password-wrong", "The current password is not right.");
        }

        var outcome = await SetAsync(account, password, account.Id, async tables =>
        {
            await SignInBackOff.SucceededAsync(tables, account.Id, client.Address);
            return await _parts.Sessions.BeginAsync(tables, account, session.Session.Method, client);
        }, cancellationToken);
        return outcome.Value is { } renewed ? renewed.Renewed! : outcome.Refusal!;
    }

    /// <summary>Another's.</summary>
    public async Task<Outcome<ChangedUser>> RunAsync(Caller caller, string id, string password, CancellationToken cancellationToken = default)
    {
        if (!caller.May(Permission.ManageAccess))
        {
            return new Refusal("not-allowed", "Others' passwords are set by whoever has the permission manage-access.");
        }

        return (await ReadAsync(id, cancellationToken))?.ToAccount() is not { } account ? new Refusal("not-found", $"There is no user {id}.")
            : account.Provider is { } provider ? new Refusal("no-password", $"{id} signs in with {provider}.")
            : await SetAsync(account, password, caller.Principal.Id, static _ => Task.FromResult<OpenSession?>(null), cancellationToken);
    }

    private async Task<Outcome<ChangedUser>> SetAsync(Account account, string password, string actor, Func<IdentityTables, Task<OpenSession?>> begin, CancellationToken cancellationToken)
    {
        if (PasswordRules.Faults(password, account.Id, account.Name) is { Count: > 0 } faults)
        {
            return new Refusal("account-invalid", string.Join(' ', faults));
        }

        if (await _parts.Vault.HashAsync(password, cancellationToken) is not { } hash)
        {
            return CreateUser.Busy;
        }

        return await _parts.Database.RecordAsync<ChangedUser>(
            async tables =>
            {
                await AccountRow.SetPasswordAsync(tables, account.Id, hash);
                await SessionStore.EndAllAsync(tables, account.Id);
                await InvitationRow.EndAsync(tables, account.Id);
                return new ChangedUser(account, await begin(tables));
            },
            _ => new IdentityEntry(account.Stream, IdentityEvents.Password.Draft(new PasswordChanged(account.Id), actor)),
            cancellationToken);
    }

    private async Task<AccountRow?> ReadAsync(string id, CancellationToken cancellationToken)
    {
        await using var tables = await _parts.Database.OpenAsync(cancellationToken);
        return await AccountRow.ReadAsync(tables, id);
    }
}
