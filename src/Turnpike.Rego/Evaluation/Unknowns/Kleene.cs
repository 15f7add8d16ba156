using Turnpike.Values;

namespace Turnpike.Rego.Evaluation.Unknowns;

/// <summary>
/// Comparison of values that may hold unknowns: element by element, where false wins. What stays undecided tells the
/// unknowns it hangs on.
/// </summary>
internal static class Kleene
{
    public static Truth Equal(Value left, Value right, ref PathMark? causes)
    {
        if (left.IsGround && right.IsGround)
        {
            return left.Equals(right) ? Truth.True : Truth.False;
        }

        if (left is UnknownValue unknown)
        {
            return Refined.Equal(unknown, right, ref causes);
        }

        if (right is UnknownValue)
        {
            return Refined.Equal((UnknownValue)right, left, ref causes);
        }

        if (left.Kind != right.Kind)
        {
            return Truth.False;
        }

        return left switch
        {
            ArrayValue array => EqualArrays(array, (ArrayValue)right, ref causes),
            ObjectValue obj => EqualObjects(obj, (ObjectValue)right, ref causes),
            SetValue set => EqualSets(set, (SetValue)right, ref causes),
            _ => left.Equals(right) ? Truth.True : Truth.False,
        };
    }

    /// <summary>Whether two values differ in every completion.</summary>
    public static bool SurelyDiffer(Value left, Value right)
    {
        PathMark? causes = null;
        return Equal(left, right, ref causes) == Truth.False;
    }

    private static Truth EqualArrays(ArrayValue left, ArrayValue right, ref PathMark? causes)
    {
        if (Bags.IsBag(left) || Bags.IsBag(right))
        {
            return EqualBags(left.Items, right.Items, ref causes);
        }

        if (left.Count != right.Count)
        {
            return Truth.False;
        }

        var result = Truth.True;
        var open = causes;
        for (var i = 0; i < left.Count && result != Truth.False; i++)
        {
            result = And(result, Equal(left[i], right[i], ref open));
        }

        return Keep(result, open, ref causes);
    }

    // Orders are open, so only the sizes can tell two bags apart.
    private static Truth EqualBags(ReadOnlySpan<Value> left, ReadOnlySpan<Value> right, ref PathMark? causes)
    {
        var (least, most) = Bags.Size(left);
        var (otherLeast, otherMost) = Bags.Size(right);
        if (least > otherMost || otherLeast > most)
        {
            return Truth.False;
        }

        causes = PathMark.Join(causes, PathMark.Join(Bags.Causes(left), Bags.Causes(right)));
        return Truth.Unknown;
    }

    private static Truth EqualObjects(ObjectValue left, ObjectValue right, ref PathMark? causes)
    {
        if (!left.Shape.IsGround || !right.Shape.IsGround)
        {
            causes = PathMark.Join(causes, Bags.AnyCause(left, right));
            return Truth.Unknown;
        }

        var open = causes;
        var result = And(EqualMembers(left, right, ref open), MissingMembers(right, left, ref open));
        return Keep(result, open, ref causes);
    }

    // Each member of the left beside its counterpart on the right.
    private static Truth EqualMembers(ObjectValue left, ObjectValue right, ref PathMark? causes)
    {
        var result = MissingMembers(left, right, ref causes);
        for (var i = 0; i < left.Count && result != Truth.False; i++)
        {
            if (right.Get(left.Keys[i]) is not { } other)
            {
                continue;
            }

            var (a, b) = (left.Values[i], other);
            if (a is PossibleValue || b is PossibleValue)
            {
                causes = PathMark.Join(causes, PathMark.Join(Bags.CauseOf(a), Bags.CauseOf(b)));
                result = Truth.Unknown;
                continue;
            }

            result = And(result, Equal(a, b, ref causes));
        }

        return result;
    }

    private static Truth MissingMembers(ObjectValue left, ObjectValue right, ref PathMark? causes)
    {
        var result = Truth.True;
        for (var i = 0; i < left.Count; i++)
        {
            if (right.Get(left.Keys[i]) is not null)
            {
                continue;
            }

            if (left.Values[i] is not PossibleValue possible)
            {
                return Truth.False;
            }

            causes = PathMark.Join(causes, PathMark.From(possible));
            result = Truth.Unknown;
        }

        return result;
    }

    private static Truth EqualSets(SetValue left, SetValue right, ref PathMark? causes)
    {
        if (ReferenceEquals(left, right) && !Bags.HoldsAnonymous(left))
        {
            return Truth.True;
        }

        if (HasSurelyMissing(left, right) || HasSurelyMissing(right, left))
        {
            return Truth.False;
        }

        var (least, most) = Bags.DistinctSize(left);
        var (otherLeast, otherMost) = Bags.DistinctSize(right);
        if (least > otherMost || otherLeast > most)
        {
            return Truth.False;
        }

        if (SameMembers(left, right))
        {
            return Truth.True;
        }

        causes = PathMark.Join(causes, Bags.AnyCause(left, right));
        return Truth.Unknown;
    }

    private static bool HasSurelyMissing(SetValue set, SetValue other)
    {
        foreach (var member in set.Unordered)
        {
            if (member is PossibleValue || (member.IsGround && other.Contains(member)))
            {
                continue;
            }

            var missing = true;
            foreach (var candidate in other.Unordered)
            {
                missing &= SurelyDiffer(member, Bags.Unwrap(candidate));
                if (!missing)
                {
                    break;
                }
            }

            if (missing)
            {
                return true;
            }
        }

        return false;
    }

    // The same unknowns at the same places are equal whatever they turn out to be.
    private static bool SameMembers(SetValue left, SetValue right) =>
        left.Equals(right) && !Bags.HoldsPossible(left) && !Bags.HoldsAnonymous(left);

    private static Truth And(Truth left, Truth right) => left < right ? left : right;

    private static Truth Keep(Truth result, PathMark? open, ref PathMark? causes)
    {
        if (result == Truth.Unknown)
        {
            causes = open;
        }

        return result;
    }
}
