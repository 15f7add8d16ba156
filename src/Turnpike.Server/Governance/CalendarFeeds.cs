using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Turnpike.Governance;
using Turnpike.Ledger.Events;
using Turnpike.Server.Storage;

namespace Turnpike.Server.Governance;

/// <summary>
/// Addresses by which calendar programs, which cannot sign in, read the calendar: each has a long random part, of which only
/// the hash is kept, belongs to somebody and can be taken back.
/// </summary>
internal sealed class CalendarFeeds(ServerDatabase database, IdSource ids, TimeProvider time)
{
    public const int MaxEach = 20;
    private const int MaxName = 100;
    private const int SecretBytes = 24;

    public static IReadOnlyList<SchemaStep> Steps { get; } =
    [
        new(
            "calendar-1",
            """
            CREATE TABLE calendar_feed (
              id TEXT PRIMARY KEY, name TEXT NOT NULL, owner TEXT NOT NULL, secret_hash {bytes} NOT NULL UNIQUE, created_at BIGINT NOT NULL, used_at BIGINT)
            """),
    ];

    /// <returns>The feed, and the secret of its address.</returns>
    public async Task<Outcome<NewFeed>> AddAsync(Principal owner, string name, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Length > MaxName || name.Any(char.IsControl))
        {
            return new Refusal("malformed", $"A feed has a name of at most {MaxName} characters: the program that reads it.");
        }

        await using var connection = await database.OpenAsync(cancellationToken);
        var count = await connection.ExecuteScalarAsync<long>(new CommandDefinition("SELECT count(*) FROM calendar_feed WHERE owner = @owner", new { owner = owner.Id }, cancellationToken: cancellationToken));
        if (count >= MaxEach)
        {
            return new Refusal("too-many", $"You have {count} feeds, which is the most. Remove one that is not used.");
        }

        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
        var feed = new Feed { Id = ids(), Name = name, Owner = owner.Id, CreatedAt = Moment.Of(time.GetUtcNow()) };
        await connection.ExecuteAsync(new CommandDefinition(
            "INSERT INTO calendar_feed (id, name, owner, secret_hash, created_at) VALUES (@Id, @Name, @Owner, @Hash, @CreatedAt)",
            new { feed.Id, feed.Name, feed.Owner, Hash = Hash(secret), feed.CreatedAt },
            cancellationToken: cancellationToken));
        return new NewFeed(feed, secret);
    }

    public async Task<IReadOnlyList<Feed>> OfAsync(string owner, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return [.. await connection.QueryAsync<Feed>(new CommandDefinition(Select + " WHERE owner = @owner ORDER BY created_at, id", new { owner }, cancellationToken: cancellationToken))];
    }

    /// <summary>The feed with this secret, which is noted as used; null where there is none.</summary>
    public async Task<Feed?> UseAsync(string secret, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var hash = Hash(secret);
        var feed = await connection.QuerySingleOrDefaultAsync<Feed>(new CommandDefinition(Select + " WHERE secret_hash = @hash", new { hash }, cancellationToken: cancellationToken));
        var now = Moment.Of(time.GetUtcNow());

        // Once a minute is enough to see whether it is used.
        if (feed is not null && !(now - feed.UsedAt < 60_000_000))
        {
            await connection.ExecuteAsync(new CommandDefinition("UPDATE calendar_feed SET used_at = @now WHERE secret_hash = @hash", new { now, hash }, cancellationToken: cancellationToken));
        }

        return feed;
    }

    /// <returns>False where this owner has no such feed.</returns>
    public async Task<bool> RemoveAsync(string owner, string id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return await connection.ExecuteAsync(new CommandDefinition("DELETE FROM calendar_feed WHERE id = @id AND owner = @owner", new { id, owner }, cancellationToken: cancellationToken)) == 1;
    }

    private const string Select = "SELECT id AS Id, name AS Name, owner AS Owner, created_at AS CreatedAt, used_at AS UsedAt FROM calendar_feed";

    private static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    internal sealed record Feed
    {
        public string Id { get; init; } = "";

        public string Name { get; init; } = "";

        public string Owner { get; init; } = "";

        public long CreatedAt { get; init; }

        /// <summary>Null while nobody has read it.</summary>
        public long? UsedAt { get; init; }
    }

    internal sealed record NewFeed(Feed Feed, string Secret);
}
