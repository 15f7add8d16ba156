using Turnpike.Inventory.Joining;

namespace Turnpike.Inventory.Ownership;

/// <summary>Answers who owns what, with all that the estate tells. What was made for one state of estate and rules is kept for whoever asks next.</summary>
public sealed class AnswerOwnership(JoinEstate join, OwnershipProjection ownership) : IDisposable
{
    private readonly LastMade<(JoinedEstate Estate, long Position), OwnershipRun> _current = new();

    /// <summary>What was made last, perhaps of a moment ago; null before the first.</summary>
    public OwnershipRun? Latest => _current.Latest;

    public async Task<OwnershipRun> AtAsync(DateTimeOffset? moment = null, CancellationToken cancellationToken = default)
    {
        var estate = await join.AtAsync(moment, cancellationToken);
        return moment is null ? await _current.OfAsync((estate, ownership.Position), MakeAsync, cancellationToken) : await MakeAsync(cancellationToken);

        // Rules may move where the estate does not: what it tells is then known.
        async Task<OwnershipRun> MakeAsync(CancellationToken token) =>
            new(estate, ownership, Latest is { Facts: { } facts } last && ReferenceEquals(last.Estate, estate) ? facts : await OwnershipFacts.LoadAsync(estate, token));
    }

    public void Dispose() => _current.Dispose();
}
