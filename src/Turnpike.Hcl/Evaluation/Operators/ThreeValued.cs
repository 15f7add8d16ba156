using Turnpike.Hcl.Types;
using Turnpike.Values;

namespace Turnpike.Hcl.Evaluation;

/// <summary>Comparison where either side may be unknown: true, false, or null where it is not decided.</summary>
public static class ThreeValued
{
    /// <summary>Whether two values are equal as <c>==</c> tells: of one type and of equal parts. Nulls of all types are equal.</summary>
    public static bool? AreEqual(HclValue left, HclValue right)
    {
        if ((left.IsNull && IsSurelyNotNull(right)) || (right.IsNull && IsSurelyNotNull(left)))
        {
            return false;
        }

        if (!left.IsKnown || !right.IsKnown)
        {
            return AreEqualUnknown(left, right);
        }

        if (left.IsNull || right.IsNull)
        {
            return left.IsNull && right.IsNull;
        }

        if (!left.Type.Equals(right.Type))
        {
            return left.Type.HoldsDynamic || right.Type.HoldsDynamic ? MayBeOneType(left, right) : false;
        }

        return left.IsWhollyKnown && right.IsWhollyKnown ? HclEquality.AreSame(left, right) : AreEqualParts(left, right);
    }

    private static bool IsSurelyNotNull(HclValue value) => HclUnknown.IsSurelyNotNull(value);

    private static bool? AreEqualUnknown(HclValue left, HclValue right)
    {
        if (!left.IsKnown && !right.IsKnown)
        {
            return null;
        }

        var (known, unknown) = left.IsKnown ? (left, right) : (right, left);
        if (UnknownRange.Excludes(unknown, known))
        {
            return false;
        }

        return known.IsNull || unknown.Type.HoldsDynamic || known.Type.HoldsDynamic || known.Type.Equals(unknown.Type) ? null : false;
    }

    // An untyped null beside a typed value: the types differ, and so do the values, unless a part is not known.
    private static bool? MayBeOneType(HclValue left, HclValue right) =>
        left.IsWhollyKnown && right.IsWhollyKnown ? false : null;

    private static bool? AreEqualParts(HclValue left, HclValue right)
    {
        if (left.Value is SetValue)
        {
            // Sets that hold an unknown are never surely equal.
            return LengthsDiffer(left, right) ? false : null;
        }

        if (left.Count != right.Count || (left.Kind == HclTypeKind.Map && !HaveSameKeys(left, right)))
        {
            return false;
        }

        var isOrdered = left.Value is ArrayValue;
        bool? result = true;
        for (var i = 0; i < left.Count; i++)
        {
            var same = AreEqual(left.ElementAt(i), right.ElementAt(i));
            if (same is false || (same is null && isOrdered))
            {
                return same;
            }

            result = same is null ? null : result;
        }

        return result;
    }

    private static bool LengthsDiffer(HclValue left, HclValue right)
    {
        var (least, most) = LengthBounds.Of(left);
        var (otherLeast, otherMost) = LengthBounds.Of(right);
        return most < otherLeast || otherMost < least;
    }

    private static bool HaveSameKeys(HclValue left, HclValue right) =>
        ((ObjectValue)left.Value).Keys.SequenceEqual(((ObjectValue)right.Value).Keys);

    /// <summary>Whether one number is less than another, as far as what is known of unknown ones decides it.</summary>
    public static bool? IsLess(HclValue left, HclValue right)
    {
        if (left.IsKnown && right.IsKnown)
        {
            return HclNumber.Compare(left.AsNumber(), right.AsNumber()) < 0;
        }

        var (least, most) = UnknownRange.Of(left);
        var (otherLeast, otherMost) = UnknownRange.Of(right);
        if (most is not null && otherLeast is not null && HclNumber.Compare(most, otherLeast) < 0)
        {
            return true;
        }

        return least is not null && otherMost is not null && HclNumber.Compare(least, otherMost) > 0 ? false : null;
    }
}
