using Turnpike.Values;

namespace Turnpike.Hcl.Terraform.Expansion;

/// <summary>Values in the shape of a plan's JSON: sets are arrays, in Terraform's order.</summary>
internal static class PlanForm
{
    public static Value Of(Value value)
    {
        switch (value)
        {
            case SetValue set:
                return ArrayValue.Create(All(set.Unordered) ?? set.Unordered.ToArray()).WithOwnMarks(set.OwnMarks);
            case ArrayValue array:
                return All(array.Items) is { } items ? ArrayValue.Create(items).WithOwnMarks(array.OwnMarks) : array;
            case ObjectValue map:
                return All(map.Values) is { } values ? ObjectValue.Create(map.Shape, values).WithOwnMarks(map.OwnMarks) : map;
            default:
                return value;
        }
    }

    // Null where nothing changes, which most values are: they are then shared.
    private static Value[]? All(ReadOnlySpan<Value> items)
    {
        Value[]? changed = null;
        for (var i = 0; i < items.Length; i++)
        {
            var after = Of(items[i]);
            if (!ReferenceEquals(after, items[i]))
            {
                changed ??= items.ToArray();
                changed[i] = after;
            }
        }

        return changed;
    }
}
