using Turnpike.Ledger.Merkle;
using Turnpike.Ledger.Proofs;
using Turnpike.Server.Ledger;

namespace Turnpike.Cli.Ledger;

/// <summary>A ledger to look into: that of a server, or one that lies here.</summary>
internal interface ILedgerView : IAsyncDisposable
{
    /// <summary>What it is called in messages.</summary>
    string Name { get; }

    Task<SignedCheckpoint> CheckpointAsync(CancellationToken cancellation);

    Task<IReadOnlyList<Hash256>> InclusionAsync(long position, long size, CancellationToken cancellation);

    Task<IReadOnlyList<Hash256>> ConsistencyAsync(long earlier, long size, CancellationToken cancellation);

    /// <summary>An entry's bytes; null where there is none.</summary>
    Task<ReadOnlyMemory<byte>?> BytesAsync(long position, CancellationToken cancellation);

    /// <summary>Has every entry read and hashed again.</summary>
    /// <param name="expected">Roots that earlier sizes must have.</param>
    Task<LedgerAuditReport> VerifyAsync(IReadOnlyDictionary<long, Hash256> expected, CancellationToken cancellation);

    Task<IReadOnlyList<EntryResource>> EntriesAsync(EntryChoice choice, CancellationToken cancellation);
}
