using Turnpike.Governance;
using Turnpike.Governance.Access;
using Turnpike.Governance.People;
using Turnpike.Server.Identity.Accounts;
using Turnpike.Server.Identity.Passwords;
using Turnpike.Server.Identity.Sessions;
using Turnpike.Server.Identity.SignIns;

namespace Turnpike.Server.Identity.Setup;

/// <summary>Makes the first administrator, by the link that the node printed, and signs them in.</summary>
public sealed class SetUpFirstUser
{
    private const string Method = "setup";

    private readonly SignInParts _parts;

    internal SetUpFirstUser(SignInParts parts) => _parts = parts;

    public async Task<SignInAnswer> RunAsync(string token, string name, string email, string password, ClientNote client, CancellationToken cancellationToken = default)
    {
        // What was typed wrong does not use up the link.
        var account = new Account(AccountRules.IdOf(email), name.Trim(), [Role.Admin], false, null, _parts.Time.GetUtcNow()) { HasPassword = true };
        if (AccountRules.Refuse(account.Id, account.Name, password) is { } refusal)
        {
            return refusal;
        }

        return await _parts.Vault.HashAsync(password, cancellationToken) is { } hash ? await AddAsync(token, account, hash, client, cancellationToken) : CreateUser.Busy;
    }

    private async Task<SignInAnswer> AddAsync(string token, Account account, PasswordHash hash, ClientNote client, CancellationToken cancellationToken)
    {
        var outcome = await _parts.Database.RecordAsync<OpenSession>(
            async tables =>
            {
                if (!await SetupLink.TakeAsync(tables, token, _parts.Time.GetUtcNow()) || !await AccountRow.AreNoneAsync(tables))
                {
                    return new Refusal("setup-link-void", "This link was used, is older than an hour, or was replaced by that of a later start. Start the node again for a new one; with users there is none.");
                }

                await AccountRow.AddAsync(tables, account, null, hash);
                return await _parts.Sessions.BeginAsync(tables, account, Method, client);
            },
            _ => new IdentityEntry(account.Stream, IdentityEvents.Created.Draft(new UserCreated(account.Id, account.Name, account.RoleNames, Account.LocalSource), account.Id)),
            cancellationToken);
        if (outcome.Value is not { } session)
        {
            await _parts.Refusals.NoteSignInAsync(null, Method, outcome.Refusal!.Code, client);
            return outcome.Refusal;
        }

        await _parts.Database.AppendAsync(SignInParts.Said(session));
        await _parts.People.RunAsync(new PersonSeen(account.Id, account.Name, account.Id, [], Account.LocalSource), CancellationToken.None);
        return session;
    }
}
