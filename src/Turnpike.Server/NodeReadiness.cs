using System.Globalization;
using Dapper;
using Turnpike.Ledger;
using Turnpike.Ledger.Events;
using Turnpike.Server.Storage;

namespace Turnpike.Server;

/// <summary>Whether a node can do its work, and what is in the way.</summary>
/// <param name="Parts">For whoever runs it.</param>
public sealed record ReadinessResource(bool IsReady, IReadOnlyList<ReadinessPart> Parts);

/// <param name="Detail">One clause.</param>
public sealed record ReadinessPart(string Name, bool IsWell, string Detail);

/// <summary>Looks whether the stores answer, the projections are up to date and the disk has room.</summary>
internal sealed class NodeReadiness(NodeState state, ServerDatabase database, EventLedger ledger, ProjectionFollower follower, ServerSettings settings)
{
    // Entries that came in between reading the head and looking.
    private const long Lag = 10_000;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);

    public async Task<ReadinessResource> LookAsync(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(s_patience);
        ReadinessPart[] parts =
        [
            await TryAsync("ledger", LedgerAsync, patience.Token),
            await TryAsync("database", DatabaseAsync, patience.Token),
            Disk(),
        ];
        return new ReadinessResource(parts.All(static p => p.IsWell), parts);
    }

    private async Task<(bool IsWell, string Detail)> LedgerAsync(CancellationToken cancellationToken)
    {
        if (state.Fault is { } fault)
        {
            return (false, fault);
        }

        var size = (await ledger.HeadAsync(cancellationToken)).Size;
        var detail = string.Create(CultureInfo.InvariantCulture, $"{follower.Position} of {size} entries are known");
        return (state.CaughtUp.IsCompleted && size - follower.Position < Lag, detail);
    }

    private async Task<(bool IsWell, string Detail)> DatabaseAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await connection.ExecuteScalarAsync<long>(new CommandDefinition("SELECT 1", cancellationToken: cancellationToken));
        return (true, "it answers");
    }

    private ReadinessPart Disk()
    {
        const long Mega = 1024 * 1024;
        var free = new DriveInfo(Path.GetFullPath(settings.DataFolder)).AvailableFreeSpace;
        return new ReadinessPart("disk", free >= settings.MinFreeDisk, string.Create(CultureInfo.InvariantCulture, $"{free / Mega} MB are free; {settings.MinFreeDisk / Mega} MB must be"));
    }

    private static async Task<ReadinessPart> TryAsync(string name, Func<CancellationToken, Task<(bool IsWell, string Detail)>> look, CancellationToken cancellationToken)
    {
        try
        {
            var (isWell, detail) = await look(cancellationToken);
            return new ReadinessPart(name, isWell, detail);
        }
#pragma warning disable CA1031 // Whatever is thrown is the answer: it is not well.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            return new ReadinessPart(name, false, fault is OperationCanceledException ? "it does not answer in time" : StoreFaults.Of(fault) is null ? fault.GetType().Name : "it cannot be reached");
        }
    }
}
