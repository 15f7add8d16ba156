using System.Text.Json;
using Dapper;
using Turnpike.Server.Storage;

namespace Turnpike.Server.Pages;

/// <summary>When each person looked at Today last, and which findings they saw: what is newer is new to them.</summary>
internal sealed class Looks(ServerDatabase database, TimeProvider time)
{
    // Who comes back within this is still looking: what was new stays marked.
    private static readonly TimeSpan s_sameLook = TimeSpan.FromMinutes(30);

    public static IReadOnlyList<SchemaStep> Steps { get; } =
    [
        new(
            "pages-1",
            """
            CREATE TABLE page_look (
                person TEXT PRIMARY KEY,
                seen_at BIGINT,
                seen TEXT NOT NULL,
                looked_at BIGINT NOT NULL,
                looked TEXT NOT NULL
            )
            """),
    ];

    /// <summary>Null for somebody who has not looked yet.</summary>
    public async Task<Look?> FindAsync(string person, CancellationToken cancellationToken)
    {
        if (await RowAsync(person, cancellationToken) is not { } row)
        {
            return null;
        }

        var isSame = time.GetUtcNow() - Moment.At(row.LookedAt) < s_sameLook;
        var (at, seen) = isSame ? (Moment.At(row.SeenAt), row.Seen) : (Moment.At(row.LookedAt), row.Looked);
        return at is { } last ? new Look(last, Findings(seen)) : null;
    }

    /// <param name="findings">Fingerprints of what the page showed.</param>
    /// <param name="isAll">Nothing of it is new any more.</param>
    public async Task NoteAsync(string person, IReadOnlyCollection<string> findings, bool isAll, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var shown = JsonSerializer.Serialize(findings);
        var row = await RowAsync(person, cancellationToken);
        var isSame = row is not null && now - Moment.At(row.LookedAt) < s_sameLook;
        var (seenAt, seen) = isAll ? (Moment.Of(now), shown) : isSame ? (row!.SeenAt, row.Seen) : (row?.LookedAt, row?.Looked ?? "[]");
        await using var connection = await database.OpenAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO page_look (person, seen_at, seen, looked_at, looked) VALUES (@person, @seenAt, @seen, @now, @shown)
            ON CONFLICT (person) DO UPDATE SET seen_at = excluded.seen_at, seen = excluded.seen, looked_at = excluded.looked_at, looked = excluded.looked
            """,
            new { person, seenAt, seen, now = Moment.Of(now), shown },
            cancellationToken: cancellationToken));
    }

    private async Task<Row?> RowAsync(string person, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(
            "SELECT seen_at AS SeenAt, seen AS Seen, looked_at AS LookedAt, looked AS Looked FROM page_look WHERE person = @person", new { person }, cancellationToken: cancellationToken));
    }

    private static HashSet<string> Findings(string seen) => JsonSerializer.Deserialize<HashSet<string>>(seen)!;

    private sealed class Row
    {
        public long? SeenAt { get; init; }

        public string Seen { get; init; } = "[]";

        public long LookedAt { get; init; }

        public string Looked { get; init; } = "[]";
    }
}

/// <param name="Findings">Fingerprints of those that were shown then.</param>
internal sealed record Look(DateTimeOffset At, IReadOnlySet<string> Findings);
