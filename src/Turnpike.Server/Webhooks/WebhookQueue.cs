using System.Data.Common;
using Dapper;
using Turnpike.Ledger.Entries;
using Turnpike.Ledger.Events;
using Turnpike.Server.Storage;

namespace Turnpike.Server.Webhooks;

public enum DeliveryState
{
    Pending,
    Delivered,

    /// <summary>Given up, after a day of tries or because the receiver said that it is gone.</summary>
    Dead,
}

/// <param name="Id">The same at every try: who receives it twice can tell.</param>
/// <param name="Position">Of the event in the ledger; null for a test.</param>
/// <param name="Next">When it is tried again; null when it is not.</param>
/// <param name="Status">Of the last answer; null where there was none.</param>
/// <param name="Answer">The beginning of the last answer, or why there was none.</param>
public sealed record WebhookDelivery(string Id, string Webhook, long? Position, string EventType, DeliveryState State, int Attempts, DateTimeOffset First, DateTimeOffset? Last, DateTimeOffset? Next, int? Status, string? Answer);

/// <summary>
/// What is to be delivered. Every node fills it and takes from it: an id made of webhook and position keeps a delivery from
/// being there twice, and taking one moves its next try, so that nobody else takes it until that is over.
/// </summary>
internal sealed class WebhookQueue(ServerDatabase database, TimeProvider time, IdSource ids)
{
    private const int MaxListed = 1000;
    private const string Columns = "id, webhook, position, event_type, state, attempts, first_at, last_at, next_at, status, answer";

    // Longer than a try can take: when it is over the node that took it is dead.
    private static readonly TimeSpan s_taken = TimeSpan.FromSeconds(60);

    public static IReadOnlyList<SchemaStep> Steps { get; } =
    [
        new(
            "webhook-queue-1",
            """
            CREATE TABLE webhook_position (id BIGINT PRIMARY KEY, position BIGINT NOT NULL);
            INSERT INTO webhook_position (id, position) VALUES (0, 0);
            CREATE TABLE webhook_delivery (
              id TEXT PRIMARY KEY, webhook TEXT NOT NULL, position BIGINT NOT NULL, event_type TEXT NOT NULL, state BIGINT NOT NULL, attempts BIGINT NOT NULL,
              first_at BIGINT NOT NULL, last_at BIGINT, next_at BIGINT NOT NULL, status BIGINT, answer TEXT);
            CREATE INDEX webhook_delivery_due ON webhook_delivery (state, next_at);
            CREATE INDEX webhook_delivery_of ON webhook_delivery (webhook, position)
            """),
    ];

    /// <summary>Up to where the ledger was looked through.</summary>
    public async Task<long> PositionAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<long>(new CommandDefinition("SELECT position FROM webhook_position WHERE id = 0", cancellationToken: cancellationToken));
    }

    /// <summary>Puts in what webhooks want of these entries, and remembers that they were looked at: both or neither.</summary>
    public async Task FillAsync(IEnumerable<(Webhook Webhook, LedgerEntry Entry)> wanted, long position, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        foreach (var (webhook, entry) in wanted)
        {
            await InsertAsync(connection, transaction, $"{webhook.Id}.{entry.Position}", webhook.Id, entry.Position, entry.Type.Name, cancellationToken);
        }

        await connection.ExecuteAsync(new CommandDefinition("UPDATE webhook_position SET position = @position WHERE id = 0 AND position < @position", new { position }, transaction, cancellationToken: cancellationToken));
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>A delivery that says only that deliveries arrive.</summary>
    public async Task<WebhookDelivery> AddTestAsync(string webhook, CancellationToken cancellationToken)
    {
        var id = $"{webhook}.test-{ids()}";
        await using var connection = await database.OpenAsync(cancellationToken);
        await InsertAsync(connection, null, id, webhook, -1, "webhook.tested", cancellationToken);
        return (await FindAsync(webhook, id, cancellationToken))!;
    }

    /// <summary>Takes what is due, the oldest first: nobody else gets it for a minute.</summary>
    public async Task<IReadOnlyList<WebhookDelivery>> TakeAsync(int atMost, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var now = time.GetUtcNow();
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            $"""
            UPDATE webhook_delivery SET next_at = @taken, attempts = attempts + 1
            WHERE state = 0 AND next_at <= @now AND id IN (SELECT id FROM webhook_delivery WHERE state = 0 AND next_at <= @now ORDER BY next_at, position LIMIT @atMost)
            RETURNING {Columns}
            """,
            new { now = Moment.Of(now), taken = Moment.Of(now + s_taken), atMost },
            cancellationToken: cancellationToken));
        return [.. rows.Select(r => r.Delivery).OrderBy(d => d.Position)];
    }

    /// <summary>Writes down what became of a try.</summary>
    /// <param name="next">When to try again; null where it is over.</param>
    public async Task NoteAsync(WebhookDelivery delivery, DeliveryState state, DateTimeOffset? next, int? status, string answer, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            "UPDATE webhook_delivery SET state = @state, last_at = @now, next_at = @next, status = @status, answer = @answer WHERE id = @id",
            new { id = delivery.Id, state = (long)state, now = Moment.Of(time.GetUtcNow()), next = Moment.Of(next ?? time.GetUtcNow()), status = (long?)status, answer },
            cancellationToken: cancellationToken));
    }

    /// <summary>Sends it once more, with the same id, as if it had just come.</summary>
    public async Task<WebhookDelivery?> RenewAsync(string webhook, string id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            "UPDATE webhook_delivery SET state = 0, attempts = 0, first_at = @now, next_at = @now WHERE id = @id AND webhook = @webhook",
            new { id, webhook, now = Moment.Of(time.GetUtcNow()) },
            cancellationToken: cancellationToken));
        return await FindAsync(webhook, id, cancellationToken);
    }

    public async Task<WebhookDelivery?> FindAsync(string webhook, string id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var row = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition($"SELECT {Columns} FROM webhook_delivery WHERE id = @id AND webhook = @webhook", new { id, webhook }, cancellationToken: cancellationToken));
        return row?.Delivery;
    }

    /// <summary>The latest first.</summary>
    public async Task<IReadOnlyList<WebhookDelivery>> ListAsync(string webhook, DeliveryState? state, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            $"SELECT {Columns} FROM webhook_delivery WHERE webhook = @webhook AND (@state < 0 OR state = @state) ORDER BY first_at DESC, id DESC LIMIT @count",
            new { webhook, state = (long?)state ?? -1, count = MaxListed },
            cancellationToken: cancellationToken));
        return [.. rows.Select(r => r.Delivery)];
    }

    public async Task<IReadOnlyDictionary<DeliveryState, long>> CountAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<(long State, long Count)>(new CommandDefinition("SELECT state, count(*) FROM webhook_delivery GROUP BY state", cancellationToken: cancellationToken));
        return rows.ToDictionary(r => (DeliveryState)r.State, r => r.Count);
    }

    /// <summary>Of a webhook that is no more.</summary>
    public async Task ForgetAsync(string webhook, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition("DELETE FROM webhook_delivery WHERE webhook = @webhook", new { webhook }, cancellationToken: cancellationToken));
    }

    /// <summary>Forgets what ended long ago.</summary>
    public async Task<int> TrimAsync(TimeSpan delivered, TimeSpan dead, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var now = time.GetUtcNow();
        return await connection.ExecuteAsync(new CommandDefinition(
            "DELETE FROM webhook_delivery WHERE (state = 1 AND last_at < @delivered) OR (state = 2 AND last_at < @dead)",
            new { delivered = Moment.Of(now - delivered), dead = Moment.Of(now - dead) },
            cancellationToken: cancellationToken));
    }

    private Task<int> InsertAsync(DbConnection connection, DbTransaction? transaction, string id, string webhook, long position, string type, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(new CommandDefinition(
            "INSERT INTO webhook_delivery (id, webhook, position, event_type, state, attempts, first_at, next_at) VALUES (@id, @webhook, @position, @type, 0, 0, @now, @now) ON CONFLICT (id) DO NOTHING",
            new { id, webhook, position, type, now = Moment.Of(time.GetUtcNow()) },
            transaction,
            cancellationToken: cancellationToken));

    // Properties, not a constructor: SQLite does not say of what type a column is that an UPDATE returns as null.
    private sealed class Row
    {
        public string Id { get; init; } = "";

        public string Webhook { get; init; } = "";

        public long Position { get; init; }

        public string Event_type { get; init; } = "";

        public long State { get; init; }

        public long Attempts { get; init; }

        public long First_at { get; init; }

        public long? Last_at { get; init; }

        public long Next_at { get; init; }

        public long? Status { get; init; }

        public string? Answer { get; init; }

        public WebhookDelivery Delivery => new(
            Id,
            Webhook,
            Position < 0 ? null : Position,
            Event_type,
            (DeliveryState)State,
            (int)Attempts,
            Moment.At(First_at),
            Moment.At(Last_at),
            State == (long)DeliveryState.Pending ? Moment.At(Next_at) : null,
            (int?)Status,
            Answer);
    }
}
