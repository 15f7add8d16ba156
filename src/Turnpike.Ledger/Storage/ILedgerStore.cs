using Turnpike.Ledger.Entries;
using Turnpike.Ledger.Merkle;

namespace Turnpike.Ledger.Storage;

/// <summary>
/// Keeps entries. A store knows nothing of hashes and versions: it runs what <see cref="EventLedger"/> hands it in one durable
/// transaction that no other writer, of any process, can come between.
/// </summary>
public interface ILedgerStore : IAsyncDisposable
{
    /// <summary>
    /// Reads the head and the versions of these streams, lets <paramref name="seal"/> make the entries that follow, and
    /// keeps them. When the task ends the entries survive a power cut. <paramref name="seal"/> may run more than once,
    /// where the database had to begin again.
    /// </summary>
    /// <param name="seal">Of the head and the last version of each stream that has one. May return no entries.</param>
    Task AppendAsync(IReadOnlyCollection<StreamName> streams, Func<LedgerHead, IReadOnlyDictionary<StreamName, long>, AppendBatch> seal, CancellationToken cancellationToken);

    Task<LedgerHead> HeadAsync(CancellationToken cancellationToken);

    /// <summary>Entries from a position on, in order, as their bytes and hashes.</summary>
    Task<IReadOnlyList<StoredEntry>> ReadAsync(long from, int atMost, CancellationToken cancellationToken);

    /// <summary>Entries of one stream from a version on, in order.</summary>
    Task<IReadOnlyList<StoredEntry>> ReadStreamAsync(StreamName stream, long fromVersion, int atMost, CancellationToken cancellationToken);

    /// <summary>
    /// The hashes of complete subtrees, from <paramref name="index"/> on, fewer where there are fewer: of entries for
    /// level 0, else of a level that <see cref="SubtreeHash"/> keeps.
    /// </summary>
    Task<IReadOnlyList<Hash256>> ReadHashesAsync(int level, long index, int count, CancellationToken cancellationToken);
}

/// <summary>An entry as the store has it. Nothing of it is trusted before it is verified.</summary>
public readonly record struct StoredEntry(long Position, ReadOnlyMemory<byte> Bytes, Hash256 Hash);

/// <summary>The root of a complete subtree; kept for every eighth level, so that a proof reads few rows.</summary>
public readonly record struct SubtreeHash(int Level, long Index, Hash256 Hash)
{
    /// <summary>Levels between those that are kept.</summary>
    public const int Step = 8;
}

/// <param name="Head">The head after the entries.</param>
public sealed record AppendBatch(IReadOnlyList<SealedEntry> Entries, IReadOnlyList<SubtreeHash> Subtrees, LedgerHead Head);
