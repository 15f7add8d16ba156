namespace Turnpike.Hcl.Types;

/// <summary>In which order types are tried as the one that all others become: the more general first.</summary>
internal static class TypePreference
{
    /// <summary>Types that hold others come before them; else the order stays.</summary>
    public static HclType[] Order(HclType[] types)
    {
        var waitsFor = new int[types.Length];
        var above = new List<int>[types.Length];
        for (var i = 0; i < types.Length; i++)
        {
            above[i] = [];
        }

        for (var i = 0; i < types.Length - 1; i++)
        {
            for (var j = i + 1; j < types.Length; j++)
            {
                var order = Compare(types[i], types[j]);
                if (order != 0)
                {
                    var (general, special) = order < 0 ? (i, j) : (j, i);
                    above[general].Add(special);
                    waitsFor[special]++;
                }
            }
        }

        return Sort(types, waitsFor, above);
    }

    private static HclType[] Sort(HclType[] types, int[] waitsFor, List<int>[] above)
    {
        var queue = new List<int>(types.Length);
        for (var i = 0; i < types.Length; i++)
        {
            if (waitsFor[i] == 0)
            {
                queue.Add(i);
            }
        }

        for (var at = 0; at < queue.Count; at++)
        {
            foreach (var special in above[queue[at]])
            {
                if (--waitsFor[special] == 0)
                {
                    queue.Add(special);
                }
            }
        }

        return [.. queue.ConvertAll(i => types[i])];
    }

    /// <summary>Negative where the left type is the more general, positive where the right one is, 0 where neither.</summary>
    private static int Compare(HclType left, HclType right)
    {
        if (left.Kind == HclTypeKind.Dynamic || right.Kind == HclTypeKind.Dynamic)
        {
            return (left.Kind == HclTypeKind.Dynamic).CompareTo(right.Kind == HclTypeKind.Dynamic);
        }

        if (left.IsPrimitive && right.IsPrimitive)
        {
            return (right.Kind == HclTypeKind.String).CompareTo(left.Kind == HclTypeKind.String);
        }

        if (left.IsCollection && left.Kind == right.Kind)
        {
            return Compare(left.Element!, right.Element!);
        }

        return left switch
        {
            ObjectType a when right is ObjectType b => CompareObjects(a, b),
            TupleType a when right is TupleType b => a.Count == b.Count ? CompareAll(a.Elements, b.Elements) : 0,
            _ => CompareKinds(left.Kind, right.Kind),
        };
    }

    // A list may become a set but keeps more than it; it holds what a tuple holds, as a map does of an object.
    private static int CompareKinds(HclTypeKind left, HclTypeKind right) => (left, right) switch
    {
        (HclTypeKind.List or HclTypeKind.Tuple, HclTypeKind.Set) => -1,
        (HclTypeKind.Set, HclTypeKind.List or HclTypeKind.Tuple) => 1,
        (HclTypeKind.List, HclTypeKind.Tuple) or (HclTypeKind.Map, HclTypeKind.Object) => -1,
        (HclTypeKind.Tuple, HclTypeKind.List) or (HclTypeKind.Object, HclTypeKind.Map) => 1,
        _ => 0,
    };

    private static int CompareObjects(ObjectType left, ObjectType right) =>
        left.Shape.Keys.SequenceEqual(right.Shape.Keys) ? CompareAll(left.Types, right.Types) : 0;

    private static int CompareAll(ReadOnlySpan<HclType> left, ReadOnlySpan<HclType> right)
    {
        var result = 0;
        for (var i = 0; i < left.Length; i++)
        {
            var order = Math.Sign(Compare(left[i], right[i]));
            if (order != 0 && result == -order)
            {
                return 0;
            }

            result = order != 0 ? order : result;
        }

        return result;
    }
}
