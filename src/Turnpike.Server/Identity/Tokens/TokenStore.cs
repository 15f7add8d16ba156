using Turnpike.Governance.Access;
using Turnpike.Server.Identity.Accounts;

namespace Turnpike.Server.Identity.Tokens;

/// <summary>Finds tokens by what a request brings, and lists them.</summary>
public sealed class TokenStore
{
    private static readonly TimeSpan s_usedEvery = TimeSpan.FromHours(1);

    private readonly IdentityDatabase _database;
    private readonly TimeProvider _time;

    internal TokenStore(IdentityDatabase database, TimeProvider time)
    {
        _database = database;
        _time = time;
    }

    /// <summary>All of them, or one person's; the latest first. Those that expired or were revoked too.</summary>
    public async Task<IReadOnlyList<ApiToken>> ListAsync(string? owner, CancellationToken cancellationToken = default)
    {
        await using var tables = await _database.OpenAsync(cancellationToken);
        var where = owner is null ? "" : "WHERE owner = @owner";
        var rows = await tables.QueryAsync<Row>($"SELECT {Row.Columns} FROM api_token {where} ORDER BY created_at DESC, id", new { owner });
        return [.. rows.Select(r => r.ToToken())];
    }

    internal async Task<TokenAnswer> OpenAsync(string text, CancellationToken cancellationToken)
    {
        if (!TokenText.IsWellFormed(text))
        {
            return TokenAnswer.No("it is no token of Turnpike's, or not all of one");
        }

        await using var tables = await _database.OpenAsync(cancellationToken);
        var hash = RandomSecret.HashOf(text);
        var row = await tables.FirstAsync<Row>($"SELECT {Row.Columns}, {AccountRow.Columns} FROM api_token LEFT JOIN account ON account.id = api_token.owner WHERE api_token.hash = @hash", new { hash });
        if (row is null)
        {
            return TokenAnswer.No("this installation does not know it");
        }

        var (token, now) = (row.ToToken(), _time.GetUtcNow());
        if (token.RevokedAt is not null)
        {
            return TokenAnswer.No("it was revoked", token.Id);
        }

        if (now >= token.ExpiresAt)
        {
            return TokenAnswer.No("it expired", token.Id);
        }

        if (token.Kind == TokenKind.Personal && (row.AccountId is null or "" || row.Disabled != 0))
        {
            return TokenAnswer.No("its owner may not sign in", token.Id);
        }

        if (token.UsedAt is not { } used || (now - used).Duration() >= s_usedEvery)
        {
            await tables.ExecuteAsync("UPDATE api_token SET used_at = @used WHERE hash = @hash", new { hash, used = now.Microseconds() });
        }

        return new TokenAnswer(token, token.Kind == TokenKind.Personal ? row.ToAccount() : null, token.Id, null);
    }

    internal static async Task<ApiToken?> FindAsync(IdentityTables tables, string id) =>
        (await tables.FirstAsync<Row>($"SELECT {Row.Columns} FROM api_token WHERE id = @id", new { id }))?.ToToken();

    internal static Task AddAsync(IdentityTables tables, ApiToken token, string text) => tables.ExecuteAsync(
        "INSERT INTO api_token (id, hash, name, kind, owner, role, permissions, scope, created_at, expires_at) VALUES (@Id, @hash, @Name, @kind, @Owner, @role, @permissions, @Scope, @created, @expires)",
        new
        {
            token.Id, hash = RandomSecret.HashOf(text), token.Name, kind = token.Kind.ToString(), token.Owner, role = Roles.NameOf(token.Role),
            permissions = token.Permissions is null ? null : string.Join(' ', token.Permissions.Order()), token.Scope,
            created = token.CreatedAt.Microseconds(), expires = token.ExpiresAt.Microseconds(),
        });

    internal static Task RevokeAsync(IdentityTables tables, string id, DateTimeOffset now) =>
        tables.ExecuteAsync("UPDATE api_token SET revoked_at = @now WHERE id = @id AND revoked_at IS NULL", new { id, now = now.Microseconds() });

    internal static Task RevokePersonalAsync(IdentityTables tables, string owner, DateTimeOffset now) =>
        tables.ExecuteAsync("UPDATE api_token SET revoked_at = @now WHERE owner = @owner AND kind = @kind AND revoked_at IS NULL", new { owner, kind = nameof(TokenKind.Personal), now = now.Microseconds() });

    private sealed record Row : AccountColumns
    {
        public new const string Columns =
            "api_token.id AS TokenId, api_token.name AS TokenName, api_token.kind AS Kind, api_token.owner AS Owner, api_token.role AS TokenRole, api_token.permissions AS TokenPermissions, api_token.scope AS Scope, api_token.created_at AS CreatedAt, api_token.expires_at AS ExpiresAt, api_token.used_at AS UsedAt, api_token.revoked_at AS RevokedAt";

        public string TokenId { get; init; } = "";

        public string TokenName { get; init; } = "";

        public string Kind { get; init; } = "";

        public string Owner { get; init; } = "";

        public string TokenRole { get; init; } = "";

        public string? TokenPermissions { get; init; }

        public string? Scope { get; init; }

        public long CreatedAt { get; init; }

        public long ExpiresAt { get; init; }

        public long? UsedAt { get; init; }

        public long? RevokedAt { get; init; }

        public ApiToken ToToken() => new(
            TokenId, TokenName, Enum.Parse<TokenKind>(Kind), Owner, Turnpike.Governance.Access.Roles.Parse(TokenRole) ?? Role.Viewer, Parts(), Scope,
            CreatedAt.ToMoment(), ExpiresAt.ToMoment(), UsedAt?.ToMoment(), RevokedAt?.ToMoment());

        // A permission that a later version knew and this one does not gives nothing.
        private HashSet<Permission>? Parts() => TokenPermissions?.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(static p => Enum.TryParse<Permission>(p, out var permission) ? permission : (Permission?)null).OfType<Permission>().ToHashSet();
    }
}

/// <param name="Owner">Of a personal token.</param>
/// <param name="Id">Of the token, where it is known, good or not.</param>
/// <param name="Fault">Why it opens nothing; null where it does.</param>
internal sealed record TokenAnswer(ApiToken? Token, Account? Owner, string? Id, string? Fault)
{
    public static TokenAnswer No(string fault, string? id = null) => new(null, null, id, fault);
}
