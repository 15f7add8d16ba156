using Turnpike.Cli.Client;
using Turnpike.Ledger.Entries;
using Turnpike.Ledger.Merkle;
using Turnpike.Ledger.Proofs;

namespace Turnpike.Cli.Ledger;

/// <summary>The ledger of a server.</summary>
internal sealed class ServerLedger(ApiClient client) : ILedgerView
{
    public string Name => client.Server;

    public Task<SignedCheckpoint> CheckpointAsync(CancellationToken cancellation) => throw new RefusedException(ClientDiagnostics.NotOurs(Name, 404));

    public Task<IReadOnlyList<Hash256>> InclusionAsync(long position, long size, CancellationToken cancellation) => throw new RefusedException(ClientDiagnostics.NotOurs(Name, 404));

    public Task<IReadOnlyList<Hash256>> ConsistencyAsync(long earlier, long size, CancellationToken cancellation) => throw new RefusedException(ClientDiagnostics.NotOurs(Name, 404));

    public Task<ReadOnlyMemory<byte>?> BytesAsync(long position, CancellationToken cancellation) => throw new RefusedException(ClientDiagnostics.NotOurs(Name, 404));

    public Task<LedgerAuditReport> VerifyAsync(IReadOnlyDictionary<long, Hash256> expected, CancellationToken cancellation) => throw new RefusedException(ClientDiagnostics.NotOurs(Name, 404));

    public IAsyncEnumerable<LedgerEntry> EntriesAsync(long from, CancellationToken cancellation) => throw new RefusedException(ClientDiagnostics.NotOurs(Name, 404));

    public ValueTask DisposeAsync()
    {
        client.Dispose();
        return ValueTask.CompletedTask;
    }
}
