using Turnpike.Ledger.Entries;

namespace Turnpike.Ledger.Events;

/// <summary>Keeps projections up to date with a ledger, for as long as it runs.</summary>
public sealed class ProjectionFollower(EventLedger ledger, IReadOnlyList<IProjection> projections) : IDisposable
{
    private readonly SemaphoreSlim _applying = new(1, 1);
    private long _position;

    /// <summary>The entries that were applied.</summary>
    public long Position => Volatile.Read(ref _position);

    /// <summary>Appends, and ends when the projections know of it.</summary>
    public async Task<AppendResult> AppendAsync(StreamName stream, ExpectedVersion expected, IReadOnlyList<EventDraft> events, CancellationToken cancellationToken = default)
    {
        var result = await ledger.AppendAsync(stream, expected, events, cancellationToken);
        await CatchUpAsync(cancellationToken);
        return result;
    }

    /// <summary>Applies what the ledger has now: whoever has just appended sees it in the projections after this.</summary>
    /// <exception cref="LedgerDamagedException">An entry cannot be read, or is not of its form.</exception>
    public async Task CatchUpAsync(CancellationToken cancellationToken = default)
    {
        await _applying.WaitAsync(cancellationToken);
        try
        {
            await foreach (var entry in ledger.ReadAsync(_position, cancellationToken))
            {
                foreach (var projection in projections)
                {
                    projection.Apply(entry);
                }

                Volatile.Write(ref _position, entry.Position + 1);
            }
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
}
