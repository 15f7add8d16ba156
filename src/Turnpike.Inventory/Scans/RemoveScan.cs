using Turnpike.Ledger;
using Turnpike.Ledger.Events;

namespace Turnpike.Inventory.Scans;

/// <summary>Takes the reports of a name out of a scope: what they alone showed is not shown any more. The ledger keeps that they came.</summary>
public sealed class RemoveScan(ProjectionFollower follower, ScanProjection scans)
{
    public async Task<Sources.SourceRemoval> RunAsync(string actor, string scope, string name, string reason, CancellationToken cancellationToken = default)
    {
        await follower.CatchUpAsync(cancellationToken);
        if (scans.Of(scope, name).Count == 0)
        {
            return new("not-found", $"There is no source {name} in {scope}.", 0);
        }

        if (string.IsNullOrWhiteSpace(reason))
        {
            return new("reason-missing", "Say why it is removed: the ledger keeps it.", 0);
        }

        await follower.AppendAsync(ReceiveScan.StreamOf(scope), ExpectedVersion.Any, [ScanEvents.Removed.Draft(new ScanRemoved(scope, name, reason), actor)], cancellationToken);
        return new(null, null, 0);
    }
}
