using Turnpike.Server.Identity.Accounts;

namespace Turnpike.Server.Identity.Sessions;

/// <summary>Begins, finds and ends sessions. They are in the database: any node knows them, and no restart ends them.</summary>
public sealed class SessionStore
{
    // A clock that was ahead when a session began must not lengthen it.
    private static readonly TimeSpan s_skew = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan s_usedEvery = TimeSpan.FromMinutes(1);

    private readonly IdentityDatabase _database;
    private readonly IdentitySettings _settings;
    private readonly TimeProvider _time;

    internal SessionStore(IdentityDatabase database, IdentitySettings settings, TimeProvider time)
    {
        _database = database;
        _settings = settings;
        _time = time;
    }

    /// <summary>The session a cookie opens; null where it is none, or over.</summary>
    public async Task<OpenSession?> FindAsync(string secret, CancellationToken cancellationToken = default)
    {
        await using var tables = await _database.OpenAsync(cancellationToken);
        var hash = RandomSecret.HashOf(secret);
        var row = await tables.FirstAsync<Row>($"SELECT {Row.Columns}, {AccountRow.Columns} FROM session JOIN account ON account.id = session.account WHERE session.hash = @hash", new { hash });
        if (row is null || row.Disabled != 0)
        {
            return null;
        }

        var (session, now) = (row.ToSession(), _time.GetUtcNow());
        if (now >= session.ExpiresAt || now - session.UsedAt >= _settings.SessionIdle || session.CreatedAt - now > s_skew)
        {
            // Gone for good: a clock that is put back does not bring it back.
            await tables.ExecuteAsync("DELETE FROM session WHERE hash = @hash", new { hash });
            return null;
        }

        if ((now - session.UsedAt).Duration() >= s_usedEvery)
        {
            await tables.ExecuteAsync("UPDATE session SET used_at = @used WHERE hash = @hash", new { hash, used = now.Microseconds() });
        }

        return new OpenSession(session, row.ToAccount(), secret);
    }

    /// <summary>The latest first.</summary>
    public async Task<IReadOnlyList<Session>> ListAsync(string account, CancellationToken cancellationToken = default)
    {
        await using var tables = await _database.OpenAsync(cancellationToken);
        var rows = await tables.QueryAsync<Row>(
            $"SELECT {Row.Columns} FROM session WHERE account = @account AND expires_at > @now AND used_at > @idle ORDER BY created_at DESC, id",
            new { account, now = Now(), idle = (_time.GetUtcNow() - _settings.SessionIdle).Microseconds() });
        return [.. rows.Select(r => r.ToSession())];
    }

    internal async Task<OpenSession> BeginAsync(IdentityTables tables, Account account, string method, ClientNote client)
    {
        var now = _time.GetUtcNow();
        var session = new Session(RandomSecret.NewId(), account.Id, method, client.Address, client.Agent, now, now, now + _settings.SessionLifetime);
        var secret = RandomSecret.New();
        await TrimAsync(tables);
        await tables.ExecuteAsync(
            "INSERT INTO session (hash, id, account, method, address, agent, created_at, used_at, expires_at) VALUES (@hash, @Id, @Account, @Method, @Address, @Agent, @created, @created, @expires)",
            new { hash = RandomSecret.HashOf(secret), session.Id, session.Account, session.Method, session.Address, session.Agent, created = now.Microseconds(), expires = session.ExpiresAt.Microseconds() });
        return new OpenSession(session, account, secret);
    }

    /// <summary>Forgets those that are over.</summary>
    internal Task<int> TrimAsync(IdentityTables tables) => tables.ExecuteAsync(
        "DELETE FROM session WHERE expires_at <= @now OR used_at <= @idle", new { now = Now(), idle = (_time.GetUtcNow() - _settings.SessionIdle).Microseconds() });

    /// <summary>True if there was one of this id and account.</summary>
    internal static async Task<bool> EndAsync(IdentityTables tables, string account, string id) =>
        await tables.ExecuteAsync("DELETE FROM session WHERE account = @account AND id = @id", new { account, id }) == 1;

    internal static Task<int> EndAllAsync(IdentityTables tables, string account) =>
        tables.ExecuteAsync("DELETE FROM session WHERE account = @account", new { account });

    private long Now() => _time.GetUtcNow().Microseconds();

    private sealed record Row : AccountColumns
    {
        public new const string Columns = "session.id AS SessionId, session.account AS Account, session.method AS Method, session.address AS Address, session.agent AS Agent, session.created_at AS CreatedAt, session.used_at AS UsedAt, session.expires_at AS ExpiresAt";

        public string SessionId { get; init; } = "";

        public string Account { get; init; } = "";

        public string Method { get; init; } = "";

        public string Address { get; init; } = "";

        public string Agent { get; init; } = "";

        public long CreatedAt { get; init; }

        public long UsedAt { get; init; }

        public long ExpiresAt { get; init; }

        public Session ToSession() => new(SessionId, Account, Method, Address, Agent, CreatedAt.ToMoment(), UsedAt.ToMoment(), ExpiresAt.ToMoment());
    }
}
