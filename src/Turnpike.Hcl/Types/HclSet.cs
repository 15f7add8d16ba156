using Turnpike.Values;

namespace Turnpike.Hcl.Types;

/// <summary>Makes sets as Terraform does: members distinct by its equality, in its order, without marks of their own.</summary>
internal static class HclSet
{
    public static HclValue Create(HclType element, ReadOnlySpan<Value> items)
    {
        if (items.Length == 0)
        {
            return HclValue.EmptySet(element);
        }

        if (element.Kind == HclTypeKind.Dynamic && !AreAllOpen(items))
        {
            // Members whose types are not said cannot be told apart.
            return HclValue.Unknown(HclType.Set(element), HclUnknown.NotNull);
        }

        var marks = OwnMarks.None;
        var members = new Value[items.Length];
        for (var i = 0; i < items.Length; i++)
        {
            members[i] = new HclValue(element, items[i]).UnmarkDeep(out var own).Value;
            marks |= own;
        }

        var count = element.Kind == HclTypeKind.String ? DistinctStrings(members) : SetOrder.SortDistinct(element, members);
        Array.Resize(ref members, count);
        return new HclValue(HclType.Set(element), SetValue.FromDistinct(members)).WithMarks(marks);
    }

    private static bool AreAllOpen(ReadOnlySpan<Value> items)
    {
        foreach (var item in items)
        {
            if (item.Kind is not (ValueKind.Null or ValueKind.Unknown))
            {
                return false;
            }
        }

        return true;
    }

    // Strings that are all known and not null, which most sets hold, lie in Values' own order.
    private static int DistinctStrings(Value[] members)
    {
        foreach (var member in members)
        {
            if (member.Kind != ValueKind.String)
            {
                return SetOrder.SortDistinct(HclType.String, members);
            }
        }

        Array.Sort(members);
        var count = 1;
        for (var i = 1; i < members.Length; i++)
        {
            if (!members[i].Equals(members[count - 1]))
            {
                members[count++] = members[i];
            }
        }

        return count;
    }
}
