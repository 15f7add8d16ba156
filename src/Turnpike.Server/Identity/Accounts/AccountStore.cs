using Turnpike.Governance.Access;
using Turnpike.Server.Identity.Passwords;

namespace Turnpike.Server.Identity.Accounts;

/// <summary>Reads accounts. What changes them is a use case each.</summary>
public sealed class AccountStore
{
    private readonly IdentityDatabase _database;

    internal AccountStore(IdentityDatabase database) => _database = database;

    public async Task<Account?> FindAsync(string id, CancellationToken cancellationToken = default)
    {
        await using var tables = await _database.OpenAsync(cancellationToken);
        return await AccountRow.FindAsync(tables, id);
    }

    /// <summary>In order of their ids.</summary>
    /// <param name="after">The id to begin after; null for the first.</param>
    public async Task<IReadOnlyList<Account>> ListAsync(string? after, int limit, CancellationToken cancellationToken = default)
    {
        await using var tables = await _database.OpenAsync(cancellationToken);
        var rows = await tables.QueryAsync<AccountRow>($"SELECT {AccountRow.Columns} FROM account WHERE id > @after ORDER BY id LIMIT @limit", new { after = after ?? "", limit });
        return [.. rows.Select(r => r.ToAccount())];
    }

    /// <summary>True before the first user was set up.</summary>
    public async Task<bool> IsEmptyAsync(CancellationToken cancellationToken = default)
    {
        await using var tables = await _database.OpenAsync(cancellationToken);
        return await AccountRow.AreNoneAsync(tables);
    }
}

/// <summary>What a row says of an account, alone or joined to what is the account's.</summary>
internal abstract record AccountColumns
{
    public const string Columns = "account.id AS AccountId, account.name AS AccountName, account.roles AS Roles, account.disabled AS Disabled, account.provider AS Provider, account.subject AS Subject, account.password AS Password, account.created_at AS AccountCreatedAt";

    public string AccountId { get; init; } = "";

    public string AccountName { get; init; } = "";

    public string Roles { get; init; } = "";

    public long Disabled { get; init; }

    public string? Provider { get; init; }

    public string? Subject { get; init; }

    public string? Password { get; init; }

    public long AccountCreatedAt { get; init; }

    public PasswordHash? Hash => Password is null ? null : PasswordHash.Parse(Password);

    public Account ToAccount() => new(AccountId, AccountName, AccountRow.RolesOf(Roles), Disabled != 0, Provider, AccountCreatedAt.ToMoment()) { HasPassword = Password is not null };
}

/// <summary>A row of the table, read by the mapper.</summary>
internal sealed record AccountRow : AccountColumns
{
    public static async Task<Account?> FindAsync(IdentityTables tables, string id) => (await ReadAsync(tables, id))?.ToAccount();

    public static Task<AccountRow?> ReadAsync(IdentityTables tables, string id) => tables.FirstAsync<AccountRow>($"SELECT {Columns} FROM account WHERE id = @id", new { id });

    public static async Task<bool> AreNoneAsync(IdentityTables tables) => await tables.FirstAsync<long>("SELECT COUNT(*) FROM account") == 0;

    public static Task AddAsync(IdentityTables tables, Account account, string? subject, PasswordHash? hash) => tables.ExecuteAsync(
        "INSERT INTO account (id, name, roles, disabled, provider, subject, password, created_at) VALUES (@Id, @Name, @roles, 0, @Provider, @subject, @password, @created)",
        new { account.Id, account.Name, roles = Text(account.Roles), account.Provider, subject, password = hash?.ToString(), created = account.CreatedAt.Microseconds() });

    public static Task UpdateAsync(IdentityTables tables, Account account) => tables.ExecuteAsync(
        "UPDATE account SET name = @Name, roles = @roles, disabled = @disabled WHERE id = @Id",
        new { account.Id, account.Name, roles = Text(account.Roles), disabled = account.IsDisabled ? 1L : 0L });

    public static Task SetPasswordAsync(IdentityTables tables, string id, PasswordHash hash) =>
        tables.ExecuteAsync("UPDATE account SET password = @password WHERE id = @id", new { id, password = hash.ToString() });

    // A role that a later version knew and this one does not gives nothing.
    internal static IReadOnlyList<Role> RolesOf(string text) =>
        [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Turnpike.Governance.Access.Roles.Parse).Where(r => r is not null).Select(r => r!.Value)];

    private static string Text(IReadOnlyList<Role> roles) => string.Join(' ', roles.Distinct().Order().Select(Turnpike.Governance.Access.Roles.NameOf));
}
