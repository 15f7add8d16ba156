using Turnpike.Inventory.Joining;

namespace Turnpike.Inventory.Ownership;

/// <summary>Answers who owns what, with all that the estate tells. What was made for one state of estate and rules is kept for whoever asks next.</summary>
public sealed class AnswerOwnership(JoinEstate join, OwnershipProjection ownership) : IDisposable
{
    private readonly SemaphoreSlim _making = new(1, 1);
    private volatile Made? _current;

    private sealed record Made(JoinedEstate Estate, OwnershipFacts Facts, long Position, OwnershipRun Run);

    /// <summary>What was made last, perhaps of a moment ago; null before the first.</summary>
    public OwnershipRun? Latest => _current?.Run;

    public async Task<OwnershipRun> AtAsync(DateTimeOffset? moment = null, CancellationToken cancellationToken = default)
    {
        var estate = await join.AtAsync(moment, cancellationToken);
        if (moment is not null)
        {
            return new OwnershipRun(estate, ownership, await OwnershipFacts.LoadAsync(estate, cancellationToken));
        }

        await _making.WaitAsync(cancellationToken);
        try
        {
            var position = ownership.Position;
            if (_current is { } known && ReferenceEquals(known.Estate, estate) && known.Position == position)
            {
                return known.Run;
            }

            var facts = _current is { } last && ReferenceEquals(last.Estate, estate) ? last.Facts : await OwnershipFacts.LoadAsync(estate, cancellationToken);
            _current = new Made(estate, facts, position, new OwnershipRun(estate, ownership, facts));
            return _current.Run;
        }
        finally
        {
            _making.Release();
        }
    }

    public void Dispose() => _making.Dispose();
}
