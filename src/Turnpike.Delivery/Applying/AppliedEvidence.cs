using Turnpike.Delivery.Diffs;
using Turnpike.Estate.Changes;
using Turnpike.Inventory.Snapshots;
using Turnpike.Values;

namespace Turnpike.Delivery.Applying;

/// <summary>
/// Whether the estate is as a plan wanted it: what it creates and updates is there, each value that the plan knew the same;
/// what it deletes is gone. What was unknown or is withheld says nothing.
/// </summary>
internal static class AppliedEvidence
{
    public static async Task<bool> IsShownAsync(EstateSnapshot estate, IReadOnlyList<ResourceChange> planned, CancellationToken cancellationToken)
    {
        var changes = planned.Where(static c => PlanDiff.ChangesSomething(c) && c.Deposed is null).ToList();
        if (changes.Exists(static c => c.DeferredReason is not null) || changes.Exists(c => !c.LeavesSomething && estate.Find(ResourceKey.Of(c.Id)) is not null))
        {
            return false;
        }

        var wanted = changes.FindAll(static c => c.LeavesSomething);
        var rows = wanted.Select(c => estate.Find(ResourceKey.Of(c.Id))).OfType<ResourceRow>().ToList();
        if (rows.Count < wanted.Count)
        {
            return false;
        }

        var there = (await estate.LoadAsync(rows, cancellationToken)).ToDictionary(static r => r.Id);
        return wanted.TrueForAll(c => there.TryGetValue(c.Id, out var resource) && Shows(resource.Attributes, c.After));
    }

    public static bool Shows(Value? found, Value? wanted) =>
        wanted is null or NullValue or UnknownValue || wanted.IsSensitive || found is UnknownValue || found?.IsSensitive == true
        || (wanted, found) switch
        {
            (ObjectValue w, ObjectValue f) => Members(f, w),
            (ArrayValue w, ArrayValue f) => Items(f, w),
            (ArrayValue { Count: 0 } or ObjectValue { Count: 0 } or StringValue { Value: "" }, null or NullValue) => true,
            _ => wanted.Equals(found),
        };

    private static bool Members(ObjectValue found, ObjectValue wanted)
    {
        for (var i = 0; i < wanted.Count; i++)
        {
            if (!Shows(found.Get(wanted.Keys[i]), wanted.Values[i]))
            {
                return false;
            }
        }

        return true;
    }

    // A set may come in another order.
    private static bool Items(ArrayValue found, ArrayValue wanted)
    {
        if (found.Count != wanted.Count)
        {
            return false;
        }

        var left = new List<Value>(found.Items.ToArray());
        foreach (var item in wanted.Items)
        {
            var at = left.FindIndex(f => Shows(f, item));
            if (at < 0)
            {
                return false;
            }

            left.RemoveAt(at);
        }

        return true;
    }
}
