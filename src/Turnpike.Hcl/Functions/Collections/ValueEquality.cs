using Turnpike.Hcl.Types;
using Turnpike.Values;

namespace Turnpike.Hcl.Functions.Collections;

/// <summary>Equality as the operator knows it, where unknowns leave the answer open. Marks say nothing.</summary>
internal static class ValueEquality
{
    /// <summary>Null: not known.</summary>
    public static bool? AreEqual(HclValue left, HclValue right)
    {
        if (left.IsNull || right.IsNull)
        {
            return left.IsNull && right.IsNull ? true
                : HclUnknown.IsSurelyNotNull(left.IsNull ? right : left) ? false
                : null;
        }

        if (!left.IsKnown || !right.IsKnown)
        {
            return IsExcluded(left, right) || IsExcluded(right, left) ? false : null;
        }

        if (left.Kind != right.Kind || (left.Type.IsPrimitive is false && !left.Type.Equals(right.Type)))
        {
            return left.Type.HoldsDynamic || right.Type.HoldsDynamic ? null : false;
        }

        return left.Kind switch
        {
            HclTypeKind.Number => HclNumber.Compare(left.AsNumber(), right.AsNumber()) == 0,
            HclTypeKind.String or HclTypeKind.Boolean => left.Value.Equals(right.Value),
            HclTypeKind.Set => left.IsWhollyKnown && right.IsWhollyKnown ? HclEquality.AreSame(left, right) : null,
            _ => AreElementsEqual(left, right),
        };
    }

    // What is known of an unknown rules the other value out.
    private static bool IsExcluded(HclValue known, HclValue unknown)
    {
        if (!known.IsKnown || HclUnknown.RefinementOf(unknown) is not { } refinement)
        {
            return false;
        }

        return known.Value switch
        {
            StringValue text => refinement.Prefix is { } prefix && !text.Value.StartsWith(prefix, StringComparison.Ordinal),
            NumberValue number => (refinement.Minimum is { } least && HclNumber.Compare(number, least) < 0)
                || (refinement.Maximum is { } most && HclNumber.Compare(number, most) > 0),
            ArrayValue or ObjectValue => known.Type.IsCollection && (known.Count < refinement.MinimumLength || known.Count > refinement.MaximumLength),
            _ => false,
        };
    }

    private static bool? AreElementsEqual(HclValue left, HclValue right)
    {
        if (left.Count != right.Count)
        {
            return false;
        }

        for (var i = 0; i < left.Count; i++)
        {
            if (left.Value is ObjectValue && left.KeyAt(i) != right.KeyAt(i))
            {
                return false;
            }

            if (AreEqual(left.ElementAt(i), right.ElementAt(i)) is not true and var answer)
            {
                return answer;
            }
        }

        return true;
    }
}
