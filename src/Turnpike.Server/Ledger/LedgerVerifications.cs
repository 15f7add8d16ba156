using System.Text.Json;
using Dapper;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Turnpike.Governance;
using Turnpike.Ledger.Events;
using Turnpike.Ledger.Merkle;
using Turnpike.Ledger.Proofs;
using Turnpike.Ledger.Storage;
using Turnpike.Server.Api;
using Turnpike.Server.Storage;

namespace Turnpike.Server.Ledger;

/// <summary>Runs verifications of the ledger in the background. How they go stands in the database, where every node can see it.</summary>
internal sealed partial class LedgerVerifications(ILedgerStore store, ServerDatabase database, IdSource ids, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<LedgerVerifications> log)
{
    private static readonly TimeSpan s_report = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_silence = TimeSpan.FromMinutes(1);
    private readonly Lock _lock = new();
    private (string Id, CancellationTokenSource Stop)? _cancellable;
    private int _running;

    public static IReadOnlyList<SchemaStep> Steps { get; } =
        [new("ledger-1", "CREATE TABLE ledger_verification (id TEXT PRIMARY KEY, updated_at BIGINT NOT NULL, state TEXT NOT NULL)")];

    public async Task<Outcome<VerificationResource>> StartAsync(IReadOnlyDictionary<long, Hash256> expected, CancellationToken cancellationToken)
    {
        // It reads all there is: two at a time would only make both slow.
        if (Interlocked.CompareExchange(ref _running, 1, 0) == 1)
        {
            return new Refusal("conflict", "This node verifies the ledger already. Wait until it is done.");
        }

        try
        {
            var head = await store.HeadAsync(cancellationToken);
            var begun = new VerificationResource(ids(), VerificationState.Running, time.GetUtcNow(), null, 0, head.Size, null, [], [.. expected.Keys.Order()]);
            await KeepAsync(begun, cancellationToken);
            _ = RunAsync(begun, expected);
            return begun;
        }
        catch
        {
            _running = 0;
            throw;
        }
    }

    /// <summary>Null where there was none of this id.</summary>
    public async Task<VerificationResource?> FindAsync(string id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var row = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(
            "SELECT updated_at AS UpdatedAt, state AS State FROM ledger_verification WHERE id = @id", new { id }, cancellationToken: cancellationToken));
        if (row is null)
        {
            return null;
        }

        var verification = JsonSerializer.Deserialize<VerificationResource>(row.State, ApiJson.Options)!;
        var isSilent = verification.State == VerificationState.Running && DateTimeOffset.FromUnixTimeMilliseconds(row.UpdatedAt) + s_silence < time.GetUtcNow();
        return isSilent ? verification with { State = VerificationState.Interrupted } : verification;
    }

    /// <summary>Ends the verification of this id, if this node runs it: what it has seen until then says nothing.</summary>
    public void Cancel(string id)
    {
        lock (_lock)
        {
            if (_cancellable is { } running && running.Id == id)
            {
                running.Stop.Cancel();
            }
        }
    }

    private async Task RunAsync(VerificationResource begun, IReadOnlyDictionary<long, Hash256> expected)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(lifetime.ApplicationStopping);
        lock (_lock)
        {
            _cancellable = (begun.Id, stop);
        }

        var stopping = stop.Token;
        var ended = begun with { State = VerificationState.Interrupted };
        try
        {
            var audit = new LedgerAudit(store);
            var running = Task.Run(() => audit.RunAsync(expected, stopping), stopping);
            while (await Task.WhenAny(running, Task.Delay(s_report, TimeProvider.System, stopping)) != running)
            {
                await KeepAsync(begun with { Checked = audit.Checked }, stopping);
            }

            var report = await running;
            ended = begun with
            {
                State = report.Faults.Count == 0 ? VerificationState.Whole : VerificationState.Damaged,
                Checked = report.Size,
                Root = report.Root.ToBase64(),
                Faults = [.. report.Faults.Select(static f => new VerificationFault(f.Position, f.Message))],
            };
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            ended = begun with { State = VerificationState.Interrupted };
        }
#pragma warning disable CA1031 // The edge of the work: it is told to whoever asks, and logged.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            LogInterrupted(log, fault);
        }

        lock (_lock)
        {
            _cancellable = null;
        }

        await EndAsync(ended with { EndedAt = time.GetUtcNow() });
    }

    private async Task EndAsync(VerificationResource ended)
    {
        try
        {
            await KeepAsync(ended, CancellationToken.None);
        }
#pragma warning disable CA1031 // Silence is read as interruption.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            LogInterrupted(log, fault);
        }

        _running = 0;
    }

    private async Task KeepAsync(VerificationResource verification, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            "INSERT INTO ledger_verification (id, updated_at, state) VALUES (@id, @now, @state) ON CONFLICT (id) DO UPDATE SET updated_at = @now, state = @state",
            new { id = verification.Id, now = time.GetUtcNow().ToUnixTimeMilliseconds(), state = JsonSerializer.Serialize(verification, ApiJson.Options) },
            cancellationToken: cancellationToken));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A verification of the ledger was interrupted.")]
    private static partial void LogInterrupted(ILogger log, Exception fault);

    private sealed record Row(long UpdatedAt, string State);
}
