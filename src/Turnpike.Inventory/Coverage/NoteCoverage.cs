using Turnpike.Ledger;
using Turnpike.Ledger.Entries;
using Turnpike.Ledger.Events;

namespace Turnpike.Inventory.Coverage;

/// <summary>Records how far sources of a scope could be read, where that is different since.</summary>
public sealed class NoteCoverage(ProjectionFollower follower, EstateInventory inventory)
{
    /// <summary>Those of which it is different from what is known.</summary>
    public IReadOnlyList<SourceCoverage> Different(string scope, IReadOnlyList<SourceCoverage> sources) =>
        [.. sources.Where(s => inventory.Covered.Last(scope, s.Source) is not { } known || !known.SequenceEqual(s.Items))];

    public async Task RunAsync(string actor, string scope, IReadOnlyList<SourceCoverage> sources, CancellationToken cancellationToken = default)
    {
        var changed = Different(scope, sources);
        if (changed.Count > 0)
        {
            await follower.AppendAsync(
                new StreamName("coverage/" + scope), ExpectedVersion.Any, [InventoryEvents.CoverageChanged.Draft(new EstateCoverageChanged(scope, changed), actor)], cancellationToken);
        }
    }
}
