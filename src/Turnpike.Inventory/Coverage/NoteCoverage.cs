using Turnpike.Ledger;
using Turnpike.Ledger.Entries;
using Turnpike.Ledger.Events;

namespace Turnpike.Inventory.Coverage;

/// <summary>Records how far sources of a scope could be read, where that is different since.</summary>
public sealed class NoteCoverage(ProjectionFollower follower, EstateInventory inventory)
{
    /// <returns>Of how many sources it is different.</returns>
    public async Task<int> RunAsync(string actor, string scope, IReadOnlyList<SourceCoverage> sources, CancellationToken cancellationToken = default)
    {
        var changed = sources.Where(s => inventory.Covered.Last(scope, s.Source) is not { } known || !known.SequenceEqual(s.Items)).ToList();
        if (changed.Count > 0)
        {
            await follower.AppendAsync(
                new StreamName("coverage/" + scope), ExpectedVersion.Any, [InventoryEvents.CoverageChanged.Draft(new EstateCoverageChanged(scope, changed), actor)], cancellationToken);
        }

        return changed.Count;
    }
}
