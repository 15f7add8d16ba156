using Turnpike.Values;

namespace Turnpike.Hcl.Types;

/// <summary>How many elements a value surely has.</summary>
public static class LengthBounds
{
    /// <summary>At least and at most; no upper bound where nothing is known. A set's unknown members may turn out equal.</summary>
    public static (int Least, int? Most) Of(HclValue value)
    {
        if (value.Value is UnknownValue unknown)
        {
            return (unknown.Refinement?.MinimumLength ?? 0, unknown.Refinement?.MaximumLength);
        }

        return value.Kind == HclTypeKind.Set && !value.IsWhollyKnown
            ? (SetMembers.SurelyDifferent((SetValue)value.Value), value.Count)
            : (value.Count, value.Count);
    }

    private static class SetMembers
    {
        // Known members differ from one another; an unknown may equal any of them.
        public static int SurelyDifferent(SetValue set)
        {
            var known = 0;
            foreach (var member in set.Unordered)
            {
                known += member.IsGround ? 1 : 0;
            }

            return Math.Max(known, 1);
        }
    }
}
