using Turnpike.Ledger.Entries;

namespace Turnpike.Ledger.Events;

/// <summary>
/// Keeps projections up to date with a ledger, for as long as it runs. After an entry that cannot be read or applied it
/// takes no more appends: whoever decides would decide on what they do not know.
/// </summary>
public sealed class ProjectionFollower(EventLedger ledger, IReadOnlyList<IProjection> projections) : IDisposable
{
    private readonly SemaphoreSlim _applying = new(1, 1);
    private long _position;
    private volatile Exception? _stoppedBy;

    /// <summary>The entries that were applied.</summary>
    public long Position => Volatile.Read(ref _position);

    /// <summary>Appends, and ends when the projections know of it.</summary>
    /// <exception cref="LedgerStoppedException">An entry could not be applied, now or before.</exception>
    public async Task<AppendResult> AppendAsync(StreamName stream, ExpectedVersion expected, IReadOnlyList<EventDraft> events, CancellationToken cancellationToken = default)
    {
        ThrowIfStopped();
        var result = await ledger.AppendAsync(stream, expected, events, cancellationToken);
        await CatchUpAsync(cancellationToken);
        return result;
    }

    /// <summary>Applies what the ledger has now: whoever has just appended sees it in the projections after this.</summary>
    /// <exception cref="LedgerStoppedException">An entry could not be applied, now or before.</exception>
    public async Task CatchUpAsync(CancellationToken cancellationToken = default)
    {
        await _applying.WaitAsync(cancellationToken);
        try
        {
            ThrowIfStopped();
            await foreach (var entry in ledger.ReadAsync(_position, cancellationToken))
            {
                Apply(entry);
                Volatile.Write(ref _position, entry.Position + 1);
            }
        }
        catch (LedgerDamagedException damaged)
        {
            _stoppedBy = damaged;
            ThrowIfStopped();
        }
        finally
        {
            _applying.Release();
        }
    }

    /// <summary>Until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await CatchUpAsync(cancellationToken);
            await ledger.WaitAsync(Position, cancellationToken);
        }
    }

    public void Dispose() => _applying.Dispose();

    private void Apply(LedgerEntry entry)
    {
        try
        {
            foreach (var projection in projections)
            {
                projection.Apply(entry);
            }
        }
#pragma warning disable CA1031 // Some projections have the entry now and some have not: trying again would apply it twice.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            _stoppedBy = fault;
            ThrowIfStopped();
        }
    }

    private void ThrowIfStopped()
    {
        if (_stoppedBy is { } cause)
        {
            throw new LedgerStoppedException(Position, cause);
        }
    }
}
