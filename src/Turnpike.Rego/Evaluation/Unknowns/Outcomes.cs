using Turnpike.Values;

namespace Turnpike.Rego.Evaluation.Unknowns;

/// <summary>The ways in which two values may compare; one where they are known well enough.</summary>
[Flags]
internal enum Outcomes : byte
{
    None = 0,
    Less = 1,
    Equal = 2,
    Greater = 4,
    Any = Less | Equal | Greater,
}

internal static class Outcome
{
    public static Outcomes Of(int order) => order < 0 ? Outcomes.Less : order > 0 ? Outcomes.Greater : Outcomes.Equal;

    /// <summary>Whether a comparison that is true of <paramref name="accepted"/> holds.</summary>
    public static Truth Decide(Outcomes ways, Outcomes accepted) =>
        (ways & ~accepted) == 0 ? Truth.True : (ways & accepted) == 0 ? Truth.False : Truth.Unknown;

    public static Outcomes Of(Value left, Value right, ref PathMark? causes)
    {
        if (left.IsGround && right.IsGround)
        {
            return Of(left.CompareTo(right));
        }

        if (left is UnknownValue || right is UnknownValue)
        {
            return OfUnknown(left, right, ref causes);
        }

        if (left.Kind != right.Kind)
        {
            return Of(left.Kind.CompareTo(right.Kind));
        }

        if (left is ArrayValue array && right is ArrayValue other && !Bags.IsBag(array) && !Bags.IsBag(other))
        {
            return OfArrays(array, other, ref causes);
        }

        return Kleene.Equal(left, right, ref causes) switch
        {
            Truth.True => Outcomes.Equal,
            Truth.False => OpenOrder(left, right, ref causes),
            _ => Outcomes.Any,
        };
    }

    private static Outcomes OpenOrder(Value left, Value right, ref PathMark? causes)
    {
        causes = PathMark.Join(causes, Bags.AnyCause(left, right));
        return Outcomes.Less | Outcomes.Greater;
    }

    private static Outcomes OfUnknown(Value left, Value right, ref PathMark? causes)
    {
        var ways = left is UnknownValue unknown ? Refined.Compare(unknown, right) : Reverse(Refined.Compare((UnknownValue)right, left));
        if ((ways & (ways - 1)) != 0)
        {
            causes = PathMark.Join(causes, Bags.AnyCause(left, right));
        }

        return ways;
    }

    private static Outcomes OfArrays(ArrayValue left, ArrayValue right, ref PathMark? causes)
    {
        var ways = Outcomes.None;
        for (var i = 0; i < left.Count && i < right.Count; i++)
        {
            var here = Of(left[i], right[i], ref causes);
            ways |= here & ~Outcomes.Equal;
            if ((here & Outcomes.Equal) == 0)
            {
                return ways;
            }
        }

        return ways | Of(left.Count.CompareTo(right.Count));
    }

    private static Outcomes Reverse(Outcomes ways) =>
        (ways & Outcomes.Equal)
        | ((ways & Outcomes.Less) != 0 ? Outcomes.Greater : Outcomes.None)
        | ((ways & Outcomes.Greater) != 0 ? Outcomes.Less : Outcomes.None);
}
