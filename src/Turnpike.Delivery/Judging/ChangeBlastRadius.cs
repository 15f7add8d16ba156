using Turnpike.Delivery.Changes;
using Turnpike.Inventory;
using Turnpike.Inventory.Relations;

namespace Turnpike.Delivery.Judging;

/// <summary>Who depends on what a change alters or deletes, as the estate is now.</summary>
public sealed class ChangeBlastRadius(KeptPlans plans, EstateInventory inventory)
{
    /// <summary>Null where the plan is no longer kept.</summary>
    public async Task<BlastRadius?> OfAsync(Change change, CancellationToken cancellationToken = default)
    {
        if (await plans.FindAsync(change, cancellationToken) is not { } plan)
        {
            return null;
        }

        var estate = await inventory.AtAsync(null, cancellationToken);
        return EstateAround.BlastRadius(estate, EstateAround.Touched(estate, plan.Changes.Where(PlanJudgement.Alters)));
    }
}
