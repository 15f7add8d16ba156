using System.Data.Common;
using Dapper;
using Turnpike.Server.Storage;

namespace Turnpike.Server.Api;

internal readonly record struct IdempotencyId(string Principal, string Key);

/// <summary>A request that was done, or is being done.</summary>
internal sealed record IdempotencyRow
{
    public long Done { get; init; }

    public bool IsDone => Done != 0;

    /// <summary>The HMAC of the request.</summary>
    public byte[]? Request { get; init; }

    public int Status { get; init; }

    public string? ContentType { get; init; }

    public string? Location { get; init; }

    public string? Tag { get; init; }

    /// <summary>Null where no copy is kept.</summary>
    public byte[]? Body { get; init; }
}

/// <summary>Remembers for a day what was done under a key, for all nodes.</summary>
internal sealed class IdempotencyStore(ServerDatabase database, TimeProvider time)
{
    private static readonly TimeSpan s_kept = TimeSpan.FromHours(24);

    // A node that stopped in the middle of a request leaves its claim behind.
    private static readonly TimeSpan s_abandoned = TimeSpan.FromMinutes(10);

    public static IReadOnlyList<SchemaStep> Steps { get; } =
    [
        new(
            "idempotency-1",
            """
            CREATE TABLE idempotency (
              principal TEXT NOT NULL, key TEXT NOT NULL, started_at BIGINT NOT NULL, done BIGINT NOT NULL, request {bytes}, status INTEGER NOT NULL,
              content_type TEXT, location TEXT, tag TEXT, body {bytes}, PRIMARY KEY (principal, key));
            CREATE INDEX idempotency_by_start ON idempotency (started_at)
            """),
    ];

    /// <summary>Null where the key was free and is now taken by the caller; else who has it.</summary>
    public async Task<IdempotencyRow?> ClaimAsync(IdempotencyId id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await TrimAsync(connection, cancellationToken);
        var claimed = await connection.ExecuteAsync(new CommandDefinition(
            "INSERT INTO idempotency (principal, key, started_at, done, status) VALUES (@Principal, @Key, @now, 0, 0) ON CONFLICT (principal, key) DO NOTHING",
            new { id.Principal, id.Key, now = Moment.Of(time.GetUtcNow()) },
            cancellationToken: cancellationToken));
        if (claimed == 1)
        {
            return null;
        }

        // Released between the two: whoever asks again gets it.
        return await connection.QuerySingleOrDefaultAsync<IdempotencyRow>(new CommandDefinition(
            "SELECT done AS Done, request AS Request, status AS Status, content_type AS ContentType, location AS Location, tag AS Tag, body AS Body FROM idempotency WHERE principal = @Principal AND key = @Key",
            new { id.Principal, id.Key },
            cancellationToken: cancellationToken)) ?? new IdempotencyRow();
    }

    /// <summary>Forgets what is older than a day, and what was never finished.</summary>
    public async Task<int> TrimAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return await TrimAsync(connection, cancellationToken);
    }

    private Task<int> TrimAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return connection.ExecuteAsync(new CommandDefinition(
            "DELETE FROM idempotency WHERE started_at < @kept OR (done = 0 AND started_at < @abandoned)",
            new { kept = Moment.Of(now - s_kept), abandoned = Moment.Of(now - s_abandoned) },
            cancellationToken: cancellationToken));
    }

    public async Task KeepAsync(IdempotencyId id, IdempotencyRow row, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            "UPDATE idempotency SET done = 1, request = @Request, status = @Status, content_type = @ContentType, location = @Location, tag = @Tag, body = @Body WHERE principal = @Principal AND key = @Key",
            new { id.Principal, id.Key, row.Request, row.Status, row.ContentType, row.Location, row.Tag, row.Body },
            cancellationToken: cancellationToken));
    }

    public async Task ReleaseAsync(IdempotencyId id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition("DELETE FROM idempotency WHERE principal = @Principal AND key = @Key AND done = 0", new { id.Principal, id.Key }, cancellationToken: cancellationToken));
    }
}
