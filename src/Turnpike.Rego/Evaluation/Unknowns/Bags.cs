using Turnpike.Values;

namespace Turnpike.Rego.Evaluation.Unknowns;

/// <summary>What can be told of collections that hold unknowns or members that are only possible.</summary>
internal static class Bags
{
    [return: System.Diagnostics.CodeAnalysis.NotNullIfNotNull(nameof(member))]
    public static Value? Unwrap(Value? member) => member is PossibleValue possible ? possible.Member : member;

    public static PathMark? CauseOf(Value member) => member is PossibleValue possible ? PathMark.From(possible) : null;

    /// <summary>An array with members that are only possible: neither order nor places are known.</summary>
    public static bool IsBag(ArrayValue array) => !array.IsGround && HasPossible(array.Items);

    public static bool HasPossible(ReadOnlySpan<Value> members)
    {
        foreach (var member in members)
        {
            if (member is PossibleValue)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The least and the most members, where equal ones count each.</summary>
    public static (int Least, int Most) Size(ReadOnlySpan<Value> members)
    {
        var (least, most) = (0, members.Length);
        foreach (var member in members)
        {
            if (member is not PossibleValue possible)
            {
                least++;
            }
            else if (possible.IsMany)
            {
                most = int.MaxValue;
            }
        }

        return (least, most);
    }

    /// <summary>The least and the most members of a set, some of which may turn out equal.</summary>
    public static (int Least, int Most) DistinctSize(SetValue set)
    {
        if (set.IsGround)
        {
            return (set.Count, set.Count);
        }

        var kept = new List<Value>();
        foreach (var member in set.Items)
        {
            if (member is not PossibleValue && kept.TrueForAll(other => Kleene.SurelyDiffer(other, member)))
            {
                kept.Add(member);
            }
        }

        return (kept.Count, Size(set.Unordered).Most);
    }

    public static PathMark? Causes(ReadOnlySpan<Value> members)
    {
        PathMark? causes = null;
        foreach (var member in members)
        {
            causes = PathMark.Join(causes, CauseOf(member));
        }

        return causes?.AsPossible();
    }

    /// <summary>The first unknowns found in two values of which at least one holds some.</summary>
    public static PathMark AnyCause(Value left, Value right)
    {
        PathMark? causes = null;
        Gather(left, ref causes);
        Gather(right, ref causes);
        return causes!.AsPossible();
    }

    public static PathMark AnyCause(ReadOnlySpan<Value> values)
    {
        PathMark? causes = null;
        foreach (var value in values)
        {
            Gather(value, ref causes);
        }

        return causes!.AsPossible();
    }

    public static bool HoldsPossible(Value value) => Any(value, static v => v is PossibleValue);

    public static bool HoldsAnonymous(Value value) => Any(value, static v => v is UnknownValue { IsAnonymous: true });

    private static bool Any(Value value, Func<Value, bool> test)
    {
        if (value.IsGround)
        {
            return false;
        }

        if (test(value))
        {
            return true;
        }

        return value switch
        {
            ArrayValue array => AnyOf(array.Items, test),
            SetValue set => AnyOf(set.Unordered, test),
            ObjectValue obj => AnyOf(obj.Keys, test) || AnyOf(obj.Values, test),
            PossibleValue possible => Any(possible.Member, test),
            _ => false,
        };
    }

    private static bool AnyOf(ReadOnlySpan<Value> values, Func<Value, bool> test)
    {
        foreach (var value in values)
        {
            if (Any(value, test))
            {
                return true;
            }
        }

        return false;
    }

    private static void Gather(Value value, ref PathMark? causes)
    {
        // Past what is kept, the count alone would grow: a list of a million unknowns is not walked for it.
        if (value.IsGround || causes?.Count > UnknownCauses.Capacity)
        {
            return;
        }

        switch (value)
        {
            case UnknownValue unknown:
                causes = PathMark.Join(causes, PathMark.From(unknown));
                break;
            case PossibleValue possible:
                causes = PathMark.Join(causes, PathMark.From(possible));
                Gather(possible.Member, ref causes);
                break;
            case ArrayValue array:
                GatherAll(array.Items, ref causes);
                break;
            case SetValue set:
                GatherAll(set.Unordered, ref causes);
                break;
            case ObjectValue obj:
                GatherAll(obj.Keys, ref causes);
                GatherAll(obj.Values, ref causes);
                break;
        }
    }

    private static void GatherAll(ReadOnlySpan<Value> values, ref PathMark? causes)
    {
        foreach (var value in values)
        {
            Gather(value, ref causes);
        }
    }
}
