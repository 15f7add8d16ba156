using Turnpike.Governance;
using Turnpike.Server.Identity.Accounts;
using Turnpike.Server.Identity.Passwords;
using Turnpike.Server.Identity.Sessions;
using Turnpike.Server.Identity.SignIns;

namespace Turnpike.Server.Identity.Invitations;

/// <summary>Sets the password of whom a link is for, ends their other sessions, and signs them in.</summary>
public sealed class AcceptInvitation
{
    internal static readonly Refusal PasswordsOff = new("passwords-off", "People sign in with a provider here, and not with a password.");

    private const string Method = "invitation";

    private static readonly Refusal s_void = new("invitation-void", "This link was used, is too old, or was replaced by a later one. Ask for a new one.");

    private readonly SignInParts _parts;

    internal AcceptInvitation(SignInParts parts) => _parts = parts;

    /// <summary>Whom a link is for; null where it opens nothing. Asking does not use it up.</summary>
    public async Task<Account?> FindAsync(string token, CancellationToken cancellationToken = default)
    {
        await using var tables = await _parts.Database.OpenAsync(cancellationToken);
        return await InvitationRow.FindAsync(tables, token, _parts.Time.GetUtcNow());
    }

    public async Task<SignInAnswer> RunAsync(string token, string password, ClientNote client, OpenSession? before, CancellationToken cancellationToken = default)
    {
        if (!_parts.Settings.Passwords)
        {
            return PasswordsOff;
        }

        if (await FindAsync(token, cancellationToken) is not { } account)
        {
            await _parts.Refusals.NoteSignInAsync(null, Method, s_void.Code, client);
            return s_void;
        }

        // What was typed wrong does not use up the link.
        return PasswordRules.Faults(password, account.Id, account.Name) is { Count: > 0 } faults ? new Refusal("account-invalid", string.Join(' ', faults))
            : await _parts.Vault.HashAsync(password, cancellationToken) is { } hash ? await SetAsync(token, account.Id, hash, client, before, cancellationToken)
            : CreateUser.Busy;
    }

    private async Task<SignInAnswer> SetAsync(string token, string id, PasswordHash hash, ClientNote client, OpenSession? before, CancellationToken cancellationToken)
    {
        var outcome = await _parts.Database.RecordAsync<OpenSession>(
            async tables =>
            {
                // Asked again, since two may hold the link and only one turn is taken at a time.
                if (await InvitationRow.FindAsync(tables, token, _parts.Time.GetUtcNow()) is not { } account)
                {
                    return s_void;
                }

                await AccountRow.SetPasswordAsync(tables, account.Id, hash);
                await InvitationRow.EndAsync(tables, account.Id);
                await SessionStore.EndAllAsync(tables, account.Id);
                await SignInBackOff.SucceededAsync(tables, account.Id, client.Address);
                return await _parts.ReplaceAsync(tables, account, Method, client, before);
            },
            session => new IdentityEntry(session.Account.Stream, IdentityEvents.Password.Draft(new PasswordChanged(session.Account.Id), session.Account.Id)),
            cancellationToken);
        if (outcome.Value is not { } session)
        {
            await _parts.Refusals.NoteSignInAsync(id, Method, outcome.Refusal!.Code, client);
            return outcome.Refusal;
        }

        await _parts.Database.AppendAsync(SignInParts.Said(session));
        return session;
    }
}
