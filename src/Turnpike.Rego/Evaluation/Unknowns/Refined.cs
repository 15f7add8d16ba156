using Turnpike.Values;

namespace Turnpike.Rego.Evaluation.Unknowns;

/// <summary>What refinements tell of an unknown when it is compared.</summary>
internal static class Refined
{
    public static Truth Equal(UnknownValue unknown, Value other, ref PathMark? causes)
    {
        var truth = other is UnknownValue second ? EqualUnknowns(unknown, second) : EqualKnown(unknown, other);
        if (truth == Truth.Unknown)
        {
            causes = PathMark.Join(causes, PathMark.From(unknown));
            if (other is UnknownValue too)
            {
                causes = PathMark.Join(causes, PathMark.From(too));
            }
        }

        return truth;
    }

    /// <summary>Whether the unknown may be of this kind.</summary>
    public static bool MayBe(UnknownValue unknown, ValueKind kind)
    {
        if (kind == ValueKind.Set && !unknown.IsDerived)
        {
            return false;
        }

        var refinement = unknown.Refinement;
        if (refinement?.Alternatives is { } alternatives)
        {
            foreach (var alternative in alternatives)
            {
                if (alternative.Kind == kind)
                {
                    return true;
                }
            }

            return false;
        }

        return KindOf(unknown) is { } known ? known == kind : !(kind == ValueKind.Null && refinement is { NotNull: true });
    }

    /// <summary>Whether it may be an array, an object or a set.</summary>
    public static bool MayBeCollection(UnknownValue unknown) =>
        MayBe(unknown, ValueKind.Array) || MayBe(unknown, ValueKind.Object) || MayBe(unknown, ValueKind.Set);

    /// <summary>Its one kind, where that is known.</summary>
    public static ValueKind? KindOf(UnknownValue unknown) => unknown.Refinement switch
    {
        null => null,
        { Type: { } type } => type,
        { Prefix: not null } => ValueKind.String,
        { Minimum: not null } or { Maximum: not null } => ValueKind.Number,
        _ => null,
    };

    /// <summary>The ways in which it may stand to another value.</summary>
    public static Outcomes Compare(UnknownValue unknown, Value other)
    {
        if (other is UnknownValue second)
        {
            return CompareUnknowns(unknown, second);
        }

        if (unknown.Refinement?.Alternatives is { } alternatives)
        {
            var union = Outcomes.None;
            PathMark? ignored = null;
            foreach (var alternative in alternatives)
            {
                union |= Outcome.Of(alternative, other, ref ignored);
            }

            return union;
        }

        var ways = Equal(unknown, other) == Truth.False ? Outcomes.Less | Outcomes.Greater : Outcomes.Any;
        if (KindOf(unknown) is { } kind)
        {
            return kind == other.Kind ? ways & CompareSameKind(unknown, other) : Outcome.Of(kind.CompareTo(other.Kind));
        }

        // Nothing stands below null.
        return other.Kind == ValueKind.Null ? ways & ~Outcomes.Less : ways;
    }

    private static Truth Equal(UnknownValue unknown, Value other)
    {
        PathMark? ignored = null;
        return Equal(unknown, other, ref ignored);
    }

    private static Truth EqualKnown(UnknownValue unknown, Value other)
    {
        if (unknown.Refinement?.Alternatives is { } alternatives)
        {
            return EqualAny(alternatives, other);
        }

        if (!MayBe(unknown, other.Kind))
        {
            return Truth.False;
        }

        var refinement = unknown.Refinement;
        if (refinement?.Prefix is { } prefix && other is StringValue text && !text.Value.StartsWith(prefix, StringComparison.Ordinal))
        {
            return Truth.False;
        }

        if (refinement is { MinimumLength: > 0 } && other is StringValue { Value.Length: 0 })
        {
            return Truth.False;
        }

        if (other is NumberValue number && refinement is not null)
        {
            if ((refinement.Minimum is { } least && number < least) || (refinement.Maximum is { } most && number > most))
            {
                return Truth.False;
            }

            return number == refinement.Minimum && number == refinement.Maximum ? Truth.True : Truth.Unknown;
        }

        return other.Kind == ValueKind.Null && refinement?.Type == ValueKind.Null ? Truth.True : Truth.Unknown;
    }

    private static Truth EqualAny(IReadOnlyList<Value> alternatives, Value other)
    {
        var (some, all) = (false, true);
        foreach (var alternative in alternatives)
        {
            PathMark? ignored = null;
            var truth = Kleene.Equal(alternative, other, ref ignored);
            some |= truth != Truth.False;
            all &= truth == Truth.True;
        }

        return all ? Truth.True : some ? Truth.Unknown : Truth.False;
    }

    private static Truth EqualUnknowns(UnknownValue left, UnknownValue right)
    {
        if (left.Id == right.Id && !left.IsAnonymous && !right.IsAnonymous)
        {
            return Truth.True;
        }

        if (left.Refinement?.Alternatives is { } alternatives)
        {
            return NeverEqual(alternatives, right) ? Truth.False : Truth.Unknown;
        }

        if (right.Refinement?.Alternatives is { } others)
        {
            return NeverEqual(others, left) ? Truth.False : Truth.Unknown;
        }

        return CompareUnknowns(left, right).HasFlag(Outcomes.Equal) && !PrefixesClash(left, right) ? Truth.Unknown : Truth.False;
    }

    private static bool NeverEqual(IReadOnlyList<Value> alternatives, UnknownValue other)
    {
        foreach (var alternative in alternatives)
        {
            if (Equal(other, alternative) != Truth.False)
            {
                return false;
            }
        }

        return true;
    }

    private static bool PrefixesClash(UnknownValue left, UnknownValue right) =>
        left.Refinement?.Prefix is { } a && right.Refinement?.Prefix is { } b
        && !a.StartsWith(b, StringComparison.Ordinal) && !b.StartsWith(a, StringComparison.Ordinal);

    private static Outcomes CompareUnknowns(UnknownValue left, UnknownValue right)
    {
        if (left.Id == right.Id && !left.IsAnonymous && !right.IsAnonymous)
        {
            return Outcomes.Equal;
        }

        if (KindOf(left) is not { } kind || KindOf(right) is not { } other)
        {
            return Outcomes.Any;
        }

        if (kind != other)
        {
            return Outcome.Of(kind.CompareTo(other));
        }

        var ways = Outcomes.Any;
        if (left.Refinement!.Maximum is { } high && right.Refinement!.Minimum is { } low && high <= low)
        {
            ways &= high < low ? Outcomes.Less : Outcomes.Less | Outcomes.Equal;
        }

        if (left.Refinement.Minimum is { } floor && right.Refinement!.Maximum is { } ceiling && floor >= ceiling)
        {
            ways &= floor > ceiling ? Outcomes.Greater : Outcomes.Greater | Outcomes.Equal;
        }

        return ways;
    }

    private static Outcomes CompareSameKind(UnknownValue unknown, Value other)
    {
        var ways = Outcomes.Any;
        if (other is not NumberValue number)
        {
            return ways;
        }

        if (unknown.Refinement!.Minimum is { } least && least >= number)
        {
            ways &= least > number ? Outcomes.Greater : Outcomes.Greater | Outcomes.Equal;
        }

        if (unknown.Refinement.Maximum is { } most && most <= number)
        {
            ways &= most < number ? Outcomes.Less : Outcomes.Less | Outcomes.Equal;
        }

        return ways;
    }
}
