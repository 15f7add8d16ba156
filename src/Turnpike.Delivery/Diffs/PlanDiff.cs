using Turnpike.Estate.Changes;
using Turnpike.Formats.TerraformPlan;
using Turnpike.Values;

namespace Turnpike.Delivery.Diffs;

/// <summary>What a plan does, resource by resource: what goes wrong first is shown first.</summary>
public static class PlanDiff
{
    /// <param name="after">How many to pass over.</param>
    /// <param name="text">In the address or the type, whatever the case; null for all.</param>
    public static DiffPage Of(TerraformPlanDocument plan, int after, int limit, string? text)
    {
        var changing = Changing(plan).Where(c => text is null || Holds(c, text)).ToList();
        var page = changing.Skip(after).Take(limit).Select(Of).ToList();
        return new DiffPage(page, after + page.Count < changing.Count ? after + page.Count : null, changing.Count);
    }

    /// <summary>Those to which something happens; what goes wrong first comes first.</summary>
    public static IEnumerable<ResourceChange> Changing(TerraformPlanDocument plan) => plan.Changes.Where(ChangesSomething).OrderBy(Weight);

    public static ResourceDiff Of(ResourceChange change)
    {
        var attributes = new AttributeDiff(change.ReplacePaths);
        var (nodes, unchanged) = change.Before is (null or ObjectValue) && change.After is (null or ObjectValue)
            ? attributes.Members(change.Before as ObjectValue, change.After as ObjectValue, ValuePath.Root)
            : ([attributes.Node("", change.Before, change.After, ValuePath.Root)], 0);
        return new ResourceDiff(
            change.Address.Text,
            change.Address.Type,
            change.Actions.Names,
            change.Deposed,
            change.PreviousAddress?.Text,
            change.ActionReason,
            change.Importing is not null,
            change.DeferredReason,
            nodes,
            unchanged,
            attributes.IsCut);
    }

    /// <summary>Whether anything happens to the resource: reading it again is nothing.</summary>
    public static bool ChangesSomething(ResourceChange change) =>
        change.PreviousAddress is not null || change.Importing is not null || !(change.Actions.IsNoOp || (change.Actions.Reads && !change.Actions.Creates));

    private static bool Holds(ResourceChange change, string text) =>
        change.Address.Text.Contains(text, StringComparison.OrdinalIgnoreCase) || change.Address.Type.Contains(text, StringComparison.OrdinalIgnoreCase);

    private static int Weight(ResourceChange change) =>
        change.Actions switch
        {
            { Replaces: true } => 1,
            { Deletes: true } or { Forgets: true } => 0,
            { Updates: true } => 2,
            { Creates: true } => 3,
            _ => 4,
        };
}
