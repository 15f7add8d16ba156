using Turnpike.Values;

namespace Turnpike.Inventory.History;

/// <summary>What is different between two documents, at the deepest places that differ.</summary>
public static class AttributeDifference
{
    private const int MaxDepth = 64;

    /// <summary>By path, in the order of the keys. Of what has no other side, the members of the outermost object.</summary>
    public static IReadOnlyList<AttributeChange> Between(Value? before, Value? after)
    {
        var changes = new List<AttributeChange>();
        Add(before is null && after is ObjectValue ? ObjectValue.Empty : before, after is null && before is ObjectValue ? ObjectValue.Empty : after, ValuePath.Root, changes);
        return changes;
    }

    private static void Add(Value? before, Value? after, ValuePath path, List<AttributeChange> changes)
    {
        switch (before, after)
        {
            case (ObjectValue left, ObjectValue right) when path.Count < MaxDepth:
                AddMembers(left, right, path, changes);
                break;
            case (ArrayValue left, ArrayValue right) when left.Count == right.Count && path.Count < MaxDepth:
                for (var i = 0; i < left.Count; i++)
                {
                    Add(left[i], right[i], path.Append(i), changes);
                }

                break;
            default:
                if (!Equals(before, after))
                {
                    changes.Add(new AttributeChange(path, before, after));
                }

                break;
        }
    }

    private static void AddMembers(ObjectValue left, ObjectValue right, ValuePath path, List<AttributeChange> changes)
    {
        foreach (var key in left.Shape.Union(right.Keys).Keys.ToArray())
        {
            Add(left.Get(key), right.Get(key), path.Append(key), changes);
        }
    }
}
