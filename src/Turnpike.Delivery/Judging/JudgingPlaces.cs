using Turnpike.Governance;

namespace Turnpike.Delivery.Judging;

/// <summary>How many plans a node judges at once, and how many may wait for that: each takes a processor, and memory.</summary>
public sealed class JudgingPlaces(int places, int waiting) : IDisposable
{
    private readonly SemaphoreSlim _free = new(places);
    private int _held;

    /// <summary>Waits for a place. Null where too many wait already, unless the caller has all the time.</summary>
    public async Task<IDisposable?> TakeAsync(bool isPatient, CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref _held) > places + waiting && !isPatient)
        {
            Interlocked.Decrement(ref _held);
            return null;
        }

        try
        {
            await _free.WaitAsync(cancellationToken);
            return new Place(this);
        }
        catch
        {
            Interlocked.Decrement(ref _held);
            throw;
        }
    }

    public static Refusal Busy { get; } = new("busy", "As many plans as may wait are waiting to be judged on this node. Try again in a moment.");

    public void Dispose() => _free.Dispose();

    private void Free()
    {
        Interlocked.Decrement(ref _held);
        _free.Release();
    }

    private sealed class Place(JudgingPlaces places) : IDisposable
    {
        private int _isFree;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isFree, 1) == 0)
            {
                places.Free();
            }
        }
    }
}
