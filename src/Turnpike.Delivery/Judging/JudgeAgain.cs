using Turnpike.Delivery.Changes;

namespace Turnpike.Delivery.Judging;

/// <summary>Judges every open change again for which policies, estate, approved changes or exceptions have moved, those approved first.</summary>
public sealed class JudgeAgain(ChangeProjection changes, ChangeStandings standings, JudgeChange judge)
{
    private const string Actor = "turnpike";

    /// <returns>How many changes have another outcome now.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken = default)
    {
        var moved = 0;
        foreach (var change in changes.Open().OrderByDescending(c => standings.Of(c).State == ChangeState.Approved).ThenByDescending(c => c.Position))
        {
            // Judging those before may have ended or moved this one.
            if (changes.Find(change.Id) is { End: null } now && (await judge.AgainAsync(now, Actor, isPatient: true, cancellationToken)).Value is { } then && then.Version > now.Version)
            {
                moved++;
            }
        }

        return moved;
    }
}
