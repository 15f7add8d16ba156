using Turnpike.Values;

namespace Turnpike.Hcl.Types;

/// <summary>Adds to what is known of unknowns, and gives the known value where that leaves only one.</summary>
internal static class UnknownRefining
{
    public static HclValue Refine(HclValue value, UnknownRefinement more)
    {
        if (value.Value is not UnknownValue unknown || value.Kind == HclTypeKind.Dynamic)
        {
            return value;
        }

        var merged = Merge(unknown.Refinement, more);
        return Decided(value.Type, merged) is { Exists: true } known
            ? known.WithMarks(value.Marks)
            : new HclValue(value.Type, unknown.Refined(merged));
    }

    private static UnknownRefinement Merge(UnknownRefinement? old, UnknownRefinement more) => old is null ? more : new UnknownRefinement
    {
        Type = old.Type ?? more.Type,
        NotNull = old.NotNull || more.NotNull,
        Prefix = (old.Prefix?.Length ?? 0) >= (more.Prefix?.Length ?? 0) ? old.Prefix : more.Prefix,
        Minimum = Larger(old.Minimum, more.Minimum, 1),
        Maximum = Larger(old.Maximum, more.Maximum, -1),
        MinimumLength = Math.Max(old.MinimumLength, more.MinimumLength),
        MaximumLength = old.MaximumLength is { } a && more.MaximumLength is { } b ? Math.Min(a, b) : old.MaximumLength ?? more.MaximumLength,
        Alternatives = old.Alternatives ?? more.Alternatives,
    };

    private static NumberValue? Larger(NumberValue? a, NumberValue? b, int sign) =>
        a is null ? b : b is null ? a : HclNumber.Compare(a, b) * sign >= 0 ? a : b;

    private static HclValue Decided(HclType type, UnknownRefinement known)
    {
        if (!known.NotNull)
        {
            return default;
        }

        if (known is { Minimum: { } least, Maximum: { } most } && HclNumber.Compare(least, most) == 0)
        {
            return HclValue.Number(least);
        }

        if (known.MaximumLength is not { } length || !type.IsCollection || length != known.MinimumLength)
        {
            return default;
        }

        return DecidedCollection(type, length);
    }

    // A collection of known length has unknown elements; a set's could be equal, and a map's keys are not known.
    private static HclValue DecidedCollection(HclType type, int length)
    {
        if (length == 0)
        {
            return type.Kind switch
            {
                HclTypeKind.List => HclValue.EmptyList(type.Element!),
                HclTypeKind.Set => HclValue.EmptySet(type.Element!),
                _ => HclValue.EmptyMap(type.Element!),
            };
        }

        if (type.Kind == HclTypeKind.Map || (type.Kind == HclTypeKind.Set && length > 1) || length > 1024)
        {
            return default;
        }

        var items = new Value[length];
        for (var i = 0; i < length; i++)
        {
            items[i] = HclUnknown.Create(type.Element!).Value;
        }

        return type.Kind == HclTypeKind.List ? HclValue.List(type.Element!, items) : HclValue.Set(type.Element!, items);
    }
}
