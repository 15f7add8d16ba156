using System.Diagnostics;
using Turnpike.Ledger.Entries;
using Turnpike.Ledger.Merkle;
using Turnpike.Ledger.Storage;

namespace Turnpike.Server.Operations.Telemetry;

/// <summary>A store whose appends are measured.</summary>
internal sealed class MeasuredLedgerStore(ILedgerStore store) : ILedgerStore
{
    public async Task AppendAsync(IReadOnlyCollection<StreamName> streams, Func<LedgerHead, IReadOnlyDictionary<StreamName, long>, AppendBatch> seal, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        var (entries, outcome) = (0, "failed");
        try
        {
            await store.AppendAsync(
                streams,
                (head, versions) =>
                {
                    var batch = seal(head, versions);
                    entries = batch.Entries.Count;
                    return batch;
                },
                cancellationToken);
            outcome = "appended";
            Sources.Appended.Add(entries);
        }
        finally
        {
            Sources.AppendSeconds.Record(Stopwatch.GetElapsedTime(start).TotalSeconds, new KeyValuePair<string, object?>("outcome", outcome));
        }
    }

    public Task<LedgerHead> HeadAsync(CancellationToken cancellationToken) => store.HeadAsync(cancellationToken);

    public Task<IReadOnlyList<StoredEntry>> ReadAsync(long from, int atMost, CancellationToken cancellationToken) => store.ReadAsync(from, atMost, cancellationToken);

    public Task<IReadOnlyList<StoredEntry>> ReadStreamAsync(StreamName stream, long fromVersion, int atMost, CancellationToken cancellationToken) => store.ReadStreamAsync(stream, fromVersion, atMost, cancellationToken);

    public Task<IReadOnlyList<Hash256>> ReadHashesAsync(int level, long index, int count, CancellationToken cancellationToken) => store.ReadHashesAsync(level, index, count, cancellationToken);

    public ValueTask DisposeAsync() => store.DisposeAsync();
}
