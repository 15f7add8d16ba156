using Turnpike.Server.Identity.Accounts;

namespace Turnpike.Server.Identity.Invitations;

/// <summary>A link by which somebody sets their password: the first, or another in place of a forgotten one.</summary>
/// <param name="Link">Shown once: whoever has it signs in as that user.</param>
public sealed record Invitation(Account Account, Uri Link, DateTimeOffset ExpiresAt);

/// <summary>The rows of open links, one an account. Of a link, its hash is kept.</summary>
internal static class InvitationRow
{
    /// <summary>The one before is void.</summary>
    public static Task PutAsync(IdentityTables tables, Account account, string token, DateTimeOffset expiresAt) => tables.ExecuteAsync(
        "INSERT INTO invitation (account, hash, expires_at) VALUES (@Id, @hash, @expires) ON CONFLICT (account) DO UPDATE SET hash = @hash, expires_at = @expires",
        new { account.Id, hash = RandomSecret.HashOf(token), expires = expiresAt.Microseconds() });

    /// <summary>Whom a link is for; null where it is used, replaced or late, or where the account is not to sign in.</summary>
    public static async Task<Account?> FindAsync(IdentityTables tables, string token, DateTimeOffset now) =>
        (await tables.FirstAsync<AccountRow>(
            $"SELECT {AccountColumns.Columns} FROM invitation JOIN account ON account.id = invitation.account WHERE invitation.hash = @hash AND invitation.expires_at > @now AND account.disabled = 0 AND account.provider IS NULL",
            new { hash = RandomSecret.HashOf(token), now = now.Microseconds() }))?.ToAccount();

    /// <summary>Forgets those that are late.</summary>
    public static Task<int> TrimAsync(IdentityTables tables, DateTimeOffset now) => tables.ExecuteAsync("DELETE FROM invitation WHERE expires_at <= @now", new { now = now.Microseconds() });

    public static Task EndAsync(IdentityTables tables, string account) => tables.ExecuteAsync("DELETE FROM invitation WHERE account = @account", new { account });
}
