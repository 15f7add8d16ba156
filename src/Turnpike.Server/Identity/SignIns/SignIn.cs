using System.Globalization;
using System.Text;
using Turnpike.Governance;
using Turnpike.Governance.People;
using Turnpike.Server.Access;
using Turnpike.Server.Identity.Accounts;
using Turnpike.Server.Identity.Invitations;
using Turnpike.Server.Identity.Passwords;
using Turnpike.Server.Identity.Sessions;

namespace Turnpike.Server.Identity.SignIns;

/// <summary>Signs somebody in with a password. Whether there is such an account, neither the answer nor its time tells.</summary>
public sealed class SignIn
{
    internal const string Method = "password";

    private static readonly Refusal s_failed = new("sign-in-failed", "The address or the password is not right.");

    private readonly SignInParts _parts;

    internal SignIn(SignInParts parts) => _parts = parts;

    /// <param name="email">As typed.</param>
    /// <param name="before">The session of the browser until now, which ends.</param>
    public async Task<SignInAnswer> RunAsync(string email, string password, ClientNote client, OpenSession? before, CancellationToken cancellationToken = default)
    {
        var id = AccountRules.IdOf(email);
        if (!_parts.Settings.Passwords)
        {
            return AcceptInvitation.PasswordsOff;
        }

        if (await _parts.BackOff.TryAsync(id, client.Address, cancellationToken) is { } wait)
        {
            await _parts.Refusals.NoteSignInAsync(null, Method, "too-many-attempts", client);
            var seconds = (int)Math.Ceiling(wait.TotalSeconds);
            return new SignInAnswer(null, new Refusal("too-many-attempts", string.Create(CultureInfo.InvariantCulture, $"There were too many attempts. Try again in {seconds} seconds.")), TimeSpan.FromSeconds(seconds));
        }

        var row = await ReadAsync(id, cancellationToken);
        if (await _parts.Vault.CompareAsync(Cut(password), row?.Hash, cancellationToken) is not { } answer)
        {
            return CreateUser.Busy;
        }

        if (!answer.IsRight || row!.Disabled != 0)
        {
            await _parts.Refusals.NoteSignInAsync(row?.AccountId, Method, row is null ? "account-unknown" : answer.IsRight ? "account-disabled" : row.Hash is null ? "account-without-password" : "password-wrong", client);
            return s_failed;
        }

        return await BeginAsync(row.ToAccount(), answer.Stronger, client, before, cancellationToken);
    }

    // What is longer than any password is wrong, and not worth hashing whole.
    private static string Cut(string password) => Encoding.UTF8.GetByteCount(password) <= PasswordRules.MaxBytes ? password : "";

    private async Task<AccountRow?> ReadAsync(string id, CancellationToken cancellationToken)
    {
        await using var tables = await _parts.Database.OpenAsync(cancellationToken);
        return await AccountRow.ReadAsync(tables, id);
    }

    private async Task<SignInAnswer> BeginAsync(Account account, PasswordHash? stronger, ClientNote client, OpenSession? before, CancellationToken cancellationToken)
    {
        var outcome = await _parts.Database.RecordAsync<OpenSession>(
            async tables =>
            {
                if (stronger is not null)
                {
                    await AccountRow.SetPasswordAsync(tables, account.Id, stronger);
                }

                await SignInBackOff.SucceededAsync(tables, account.Id, client.Address);
                return await _parts.ReplaceAsync(tables, account, Method, client, before);
            },
            session => SignInParts.Said(session),
            cancellationToken);
        await _parts.People.RunAsync(new PersonSeen(account.Id, account.Name, account.Id, [], Account.LocalSource), CancellationToken.None);
        return outcome.Value!;
    }
}

/// <summary>A session, or why there is none.</summary>
/// <param name="RetryAfter">How long to wait before another attempt is heard.</param>
public sealed record SignInAnswer(OpenSession? Session, Refusal? Refusal, TimeSpan? RetryAfter)
{
    public static implicit operator SignInAnswer(Refusal refusal) => new(null, refusal, null);

    public static implicit operator SignInAnswer(OpenSession session) => new(session, null, null);
}

/// <summary>What ways of signing in have in common.</summary>
internal sealed record SignInParts(
    IdentityDatabase Database, SessionStore Sessions, PasswordVault Vault, SignInBackOff BackOff, RefusalLog Refusals, NotePerson People, IdentitySettings Settings, TimeProvider Time)
{
    /// <summary>Begins a session in place of the browser's last: an id that somebody else may know is never signed in.</summary>
    public async Task<OpenSession> ReplaceAsync(IdentityTables tables, Account account, string method, ClientNote client, OpenSession? before)
    {
        if (before is not null)
        {
            await SessionStore.EndAsync(tables, before.Account.Id, before.Session.Id);
        }

        return await Sessions.BeginAsync(tables, account, method, client);
    }

    public static IdentityEntry Said(OpenSession session) => new(
        "access/" + session.Account.Id,
        IdentityEvents.SignInSucceeded.Draft(new SignInSucceeded(session.Account.Id, session.Session.Method, session.Session.Id, session.Session.Address), session.Account.Id));
}
