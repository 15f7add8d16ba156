using Turnpike.Values;

namespace Turnpike.Hcl.Types;

/// <summary>What stays known of an unknown, or of a set that holds unknowns, when it changes its type.</summary>
internal static class UnknownConversion
{
    public static HclValue Convert(HclValue value, HclType type)
    {
        var known = HclUnknown.RefinementOf(value);
        var isNotNull = value.IsKnown || known is { NotNull: true };
        var result = value.Value is UnknownValue unknown
            ? new HclValue(type, unknown.Refined(isNotNull ? HclUnknown.NotNull : null))
            : HclUnknown.Create(type, HclUnknown.NotNull);
        if (type.Kind == HclTypeKind.Dynamic || !type.IsCollection)
        {
            return result;
        }

        var (least, most) = Lengths(value, type.Kind == HclTypeKind.Set);
        return least == 0 && most is null
            ? result
            : HclUnknown.Refine(result, new UnknownRefinement { NotNull = isNotNull, MinimumLength = least, MaximumLength = most });
    }

    /// <summary>How many elements a value has at least and at most, once it is a collection.</summary>
    private static (int Least, int? Most) Lengths(HclValue value, bool isSet)
    {
        var (least, most) = value.Type switch
        {
            TupleType tuple => (tuple.Count, tuple.Count),
            ObjectType o => (o.Count, o.Count),
            _ => LengthBounds.Of(value),
        };
        return (isSet ? Math.Min(least, 1) : least, most);
    }
}
