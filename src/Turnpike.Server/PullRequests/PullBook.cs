using Dapper;
using Turnpike.Server.Storage;

namespace Turnpike.Server.PullRequests;

/// <summary>What a code host was told last of a pull request.</summary>
/// <param name="Said">What it was about: the commit, its changes and how they stand. Empty where it has to be told anew.</param>
/// <param name="Check">The host's id of the check run, of the commit in <paramref name="Said"/>.</param>
/// <param name="Comment">The host's id of the comment.</param>
internal sealed record Told(string Pull, string Said, string Check, string Comment, int Attempts);

/// <summary>Remembers what was told, so that a pull request has one check a commit and one comment; and whose turn it is to tell.</summary>
internal sealed class PullBook(ServerDatabase database, TimeProvider time)
{
    // Longer than telling takes: when it is over the node that took it is dead.
    private static readonly TimeSpan s_taken = TimeSpan.FromMinutes(2);

    public static IReadOnlyList<SchemaStep> Steps { get; } =
    [
        new(
            "pull-requests-1",
            """
            CREATE TABLE hook_delivery (id TEXT PRIMARY KEY, at BIGINT NOT NULL);
            CREATE TABLE pull_told (pull TEXT PRIMARY KEY, said TEXT NOT NULL, check_id TEXT NOT NULL, comment_id TEXT NOT NULL, attempts BIGINT NOT NULL, next_at BIGINT NOT NULL, fault TEXT NOT NULL)
            """),
    ];

    /// <summary>False where the same was delivered within the last week.</summary>
    public async Task<bool> IsNewAsync(string delivery, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var now = time.GetUtcNow();
        await connection.ExecuteAsync(new CommandDefinition("DELETE FROM hook_delivery WHERE at < @old", new { old = Moment.Of(now - TimeSpan.FromDays(7)) }, cancellationToken: cancellationToken));
        return await connection.ExecuteAsync(new CommandDefinition("INSERT INTO hook_delivery (id, at) VALUES (@delivery, @now) ON CONFLICT (id) DO NOTHING", new { delivery, now = Moment.Of(now) }, cancellationToken: cancellationToken)) == 1;
    }

    /// <summary>It could not be acted on: the next try is not a replay.</summary>
    public async Task ReleaseAsync(string delivery, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition("DELETE FROM hook_delivery WHERE id = @delivery", new { delivery }, cancellationToken: cancellationToken));
    }

    /// <summary>Takes a pull request that is to be told something else than it was; null where there is nothing to tell, or it is not yet its turn.</summary>
    public async Task<Told?> TakeAsync(string pull, string said, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var now = time.GetUtcNow();
        await connection.ExecuteAsync(new CommandDefinition("INSERT INTO pull_told (pull, said, check_id, comment_id, attempts, next_at, fault) VALUES (@pull, '', '', '', 0, 0, '') ON CONFLICT (pull) DO NOTHING", new { pull }, cancellationToken: cancellationToken));
        var taken = await connection.ExecuteAsync(new CommandDefinition(
            "UPDATE pull_told SET next_at = @taken, attempts = attempts + 1 WHERE pull = @pull AND said <> @said AND next_at <= @now",
            new { pull, said, now = Moment.Of(now), taken = Moment.Of(now + s_taken) },
            cancellationToken: cancellationToken));
        if (taken == 0)
        {
            return null;
        }

        var row = await connection.QuerySingleAsync<Row>(new CommandDefinition("SELECT pull, said, check_id, comment_id, attempts FROM pull_told WHERE pull = @pull", new { pull }, cancellationToken: cancellationToken));
        return new Told(row.Pull, row.Said, row.Check_id, row.Comment_id, (int)row.Attempts);
    }

    public Task DoneAsync(Told told, CancellationToken cancellationToken) => NoteAsync(told with { Attempts = 0 }, time.GetUtcNow(), "", cancellationToken);

    /// <param name="next">When to try again.</param>
    public Task FailedAsync(Told told, DateTimeOffset next, string fault, CancellationToken cancellationToken) => NoteAsync(told, next, fault, cancellationToken);

    /// <summary>Has it told anew, though nothing may have changed.</summary>
    public async Task ForgetAsync(string pull, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition("UPDATE pull_told SET said = '', next_at = 0 WHERE pull = @pull", new { pull }, cancellationToken: cancellationToken));
    }

    private async Task NoteAsync(Told told, DateTimeOffset next, string fault, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            "UPDATE pull_told SET said = @said, check_id = @check, comment_id = @comment, attempts = @attempts, next_at = @next, fault = @fault WHERE pull = @pull",
            new { pull = told.Pull, said = told.Said, check = told.Check, comment = told.Comment, attempts = (long)told.Attempts, next = Moment.Of(next), fault },
            cancellationToken: cancellationToken));
    }

    private sealed record Row(string Pull, string Said, string Check_id, string Comment_id, long Attempts);
}
