using Turnpike.Values;

namespace Turnpike.Hcl.Types;

/// <summary>Unknown values of a type, and what is known of them.</summary>
public static class HclUnknown
{
    // Of an unknown that a function or operator has just made, before its sources are noted.
    private static readonly UnknownPath s_unplaced = new("(computed)");
    private static readonly UnknownRefinement s_notNull = new() { NotNull = true };
    private static readonly UnknownValue s_plain = new(s_unplaced, UnknownOrigin.Reference, null, isAnonymous: true);
    private static readonly UnknownValue s_plainNotNull = new(s_unplaced, UnknownOrigin.Reference, s_notNull, isAnonymous: true);

    /// <summary>What is known of an unknown that is not null.</summary>
    public static UnknownRefinement NotNull => s_notNull;

    public static HclValue Create(HclType type, UnknownRefinement? refinement = null)
    {
        if (refinement is null || type.Kind == HclTypeKind.Dynamic)
        {
            return new HclValue(type, s_plain);
        }

        return new HclValue(type, refinement == s_notNull ? s_plainNotNull : s_plain.Refined(refinement));
    }

    public static HclValue Create(HclType type, UnknownPath path, UnknownOrigin origin, UnknownRefinement? refinement = null) =>
        new(type, new UnknownValue(path, origin, refinement));

    /// <summary>An unknown that was made without a place or sources.</summary>
    internal static bool IsUnplaced(UnknownValue value) => value.Path == s_unplaced;

    /// <summary>What is known of an unknown value, or null.</summary>
    public static UnknownRefinement? RefinementOf(HclValue value) => (value.Value as UnknownValue)?.Refinement;

    /// <summary>An unknown surely not null: refined so, or of a kind that knows.</summary>
    public static bool IsSurelyNotNull(HclValue value) => value.IsKnown ? !value.IsNull : RefinementOf(value) is { NotNull: true };

    /// <summary>The value with more known of it where it is unknown; a known value is returned as it is.</summary>
    public static HclValue Refine(HclValue value, UnknownRefinement refinement) => UnknownRefining.Refine(value, refinement);
}
