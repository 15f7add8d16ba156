using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Turnpike.Ledger.Entries;
using Turnpike.Ledger.Storage;

namespace Turnpike.Ledger;

/// <summary>
/// The book: events appended to streams, chained by hash, each a leaf of one Merkle tree. Safe for use by many threads.
/// Appends that arrive together share one transaction, so that many small writers do not each wait for the disk.
/// </summary>
public sealed class EventLedger : IAsyncDisposable
{
    // Enough for the disk to be the limit, small enough that one transaction stays well under a second.
    private const int MaxGroup = 4096;
    private const int ReadPage = 1024;

    // Other processes are seen to have written only by asking.
    private static readonly TimeSpan s_pollEvery = TimeSpan.FromMilliseconds(20);

    private readonly ILedgerStore _store;
    private readonly TimeProvider _time;
    private readonly Channel<PendingAppend> _pending = Channel.CreateBounded<PendingAppend>(new BoundedChannelOptions(MaxGroup) { SingleReader = true });
    private readonly Task _writer;
    private volatile TaskCompletionSource _appended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="store">Closed by whoever opened it, after the ledger.</param>
    public EventLedger(ILedgerStore store, TimeProvider time)
    {
        _store = store;
        _time = time;
        _writer = WriteAsync();
    }

    /// <summary>
    /// Records events, all or none. When the task ends they are durable. A task that fails leaves open whether they were
    /// recorded: the database went away while it answered.
    /// </summary>
    /// <exception cref="ArgumentException">No events, or one that the format cannot hold.</exception>
    public async Task<AppendResult> AppendAsync(StreamName stream, ExpectedVersion expected, IReadOnlyList<EventDraft> events, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfZero(events.Count);
        EntryFormat.Check(events);
        var pending = new PendingAppend(stream, expected, events);
        await _pending.Writer.WriteAsync(pending, cancellationToken);
        return await pending.Result.Task;
    }

    /// <summary>Entries from a position on, up to where the ledger ends now.</summary>
    /// <exception cref="LedgerDamagedException">An entry cannot be read.</exception>
    public async IAsyncEnumerable<LedgerEntry> ReadAsync(long from, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        for (IReadOnlyList<StoredEntry> page; (page = await _store.ReadAsync(from, ReadPage, cancellationToken)).Count > 0;)
        {
            foreach (var stored in page)
            {
                yield return Entry(stored);
            }

            from += page.Count;
        }
    }

    /// <summary>Entries of one stream from a version on (the first is 1).</summary>
    /// <exception cref="LedgerDamagedException">An entry cannot be read.</exception>
    public async IAsyncEnumerable<LedgerEntry> ReadStreamAsync(StreamName stream, long fromVersion = 1, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        for (IReadOnlyList<StoredEntry> page; (page = await _store.ReadStreamAsync(stream, fromVersion, ReadPage, cancellationToken)).Count > 0;)
        {
            foreach (var stored in page)
            {
                yield return Entry(stored);
            }

            fromVersion += page.Count;
        }
    }

    /// <summary>Entries from a position on, and those to come, until cancelled.</summary>
    public async IAsyncEnumerable<LedgerEntry> FollowAsync(long from, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        while (true)
        {
            await foreach (var entry in ReadAsync(from, cancellationToken))
            {
                yield return entry;
                from = entry.Position + 1;
            }

            await WaitAsync(from, cancellationToken);
        }
    }

    public Task<LedgerHead> HeadAsync(CancellationToken cancellationToken = default) => _store.HeadAsync(cancellationToken);

    /// <summary>Ends when the ledger is larger than <paramref name="size"/>.</summary>
    public async Task WaitAsync(long size, CancellationToken cancellationToken)
    {
        while (true)
        {
            // Taken before the head is read: an append between the two is then not slept through.
            var appended = _appended.Task;
            if ((await _store.HeadAsync(cancellationToken)).Size > size)
            {
                return;
            }

            await Task.WhenAny(appended, Task.Delay(s_pollEvery, _time, cancellationToken));
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Stops taking appends, waits for those under way.</summary>
    public async ValueTask DisposeAsync()
    {
        _pending.Writer.TryComplete();
        await _writer;
    }

    private static LedgerEntry Entry(StoredEntry stored) =>
        EntryFormat.Read(stored.Bytes, out var fault) ?? throw new LedgerDamagedException(stored.Position, fault!);

    private async Task WriteAsync()
    {
        var group = new List<PendingAppend>();
        while (await _pending.Reader.WaitToReadAsync())
        {
            group.Clear();
            for (var events = 0; events < MaxGroup && _pending.Reader.TryRead(out var pending); events += pending.Events.Count)
            {
                group.Add(pending);
            }

            await WriteAsync(group);
        }
    }

    private async Task WriteAsync(List<PendingAppend> group)
    {
        try
        {
            AppendResult[] results = [];
            var streams = group.ConvertAll(p => p.Stream);
            await _store.AppendAsync(
                streams,
                (head, versions) =>
                {
                    var sealer = new Sealer(head, versions, _time.GetUtcNow());
                    results = [.. group.Select(sealer.Seal)];
                    return sealer.Batch();
                },
                CancellationToken.None);

            Interlocked.Exchange(ref _appended, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
            for (var i = 0; i < group.Count; i++)
            {
                group[i].Result.SetResult(results[i]);
            }
        }
#pragma warning disable CA1031 // The loop outlives a database that went away: whoever waits is told, the next append tries again.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            foreach (var pending in group)
            {
                pending.Result.TrySetException(fault);
            }
        }
    }
}

/// <summary>An append that waits for its transaction.</summary>
internal sealed record PendingAppend(StreamName Stream, ExpectedVersion Expected, IReadOnlyList<EventDraft> Events)
{
    public TaskCompletionSource<AppendResult> Result { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
