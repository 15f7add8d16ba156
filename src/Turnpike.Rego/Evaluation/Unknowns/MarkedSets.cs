using Turnpike.Values;

namespace Turnpike.Rego.Evaluation.Unknowns;

/// <summary>The builtins that can tell more of collections with open members than that their result is open too.</summary>
internal static class MarkedSets
{
    /// <summary>The result, or null if this builtin or these arguments are none of ours.</summary>
    public static Value? TryCall(Machine machine, string builtin, ReadOnlySpan<Value> arguments) => builtin switch
    {
        "count" => Count(machine, arguments[0]),
        "minus" when arguments is [SetValue left, SetValue right] => Difference(left, right),
        "and" when arguments is [SetValue left, SetValue right] => Intersection(left, right),
        "or" when arguments is [SetValue left, SetValue right] => Union(left, right),
        "union" when arguments is [SetValue sets] => Fold(sets, Union),
        "intersection" when arguments is [SetValue sets] => Fold(sets, Intersection),
        _ => null,
    };

    private static Value? Count(Machine machine, Value collection)
    {
        var size = collection switch
        {
            SetValue set => Bags.DistinctSize(set),
            ArrayValue array => Bags.Size(array.Items),
            ObjectValue obj => SizeOf(obj),
            _ => (-1, -1),
        };
        if (size.Item1 < 0)
        {
            return null;
        }

        return size.Item1 == size.Item2
            ? Value.Of(size.Item1)
            : machine.Derive(Bags.AnyCause(collection, Value.Null), "count", Range(size.Item1, size.Item2));
    }

    private static (int Least, int Most) SizeOf(ObjectValue obj)
    {
        var (least, most) = Bags.Size(obj.Values);
        return obj.Shape.IsGround ? (least, most) : (Math.Min(least, Bags.DistinctSize(SetValue.Create(obj.Keys)).Least), most);
    }

    private static UnknownRefinement Range(int least, int most) => new()
    {
        Type = ValueKind.Number,
        Minimum = Value.Of(least),
        Maximum = most == int.MaxValue ? null : Value.Of(most),
    };

    private static SetValue Difference(SetValue left, SetValue right)
    {
        var result = new SetBuilder(left.Count);
        foreach (var member in left.Items)
        {
            var mark = Bags.CauseOf(member);
            var item = Bags.Unwrap(member);
            if (Find(right, item, ref mark) != Truth.True)
            {
                result.Add(Wrap(item, member, mark));
            }
        }

        return result.ToValue();
    }

    private static SetValue Intersection(SetValue left, SetValue right)
    {
        var result = new SetBuilder(left.Count);
        foreach (var member in left.Items)
        {
            var mark = Bags.CauseOf(member);
            var item = Bags.Unwrap(member);
            if (Find(right, item, ref mark) != Truth.False)
            {
                result.Add(Wrap(item, member, mark));
            }
        }

        return result.ToValue();
    }

    private static SetValue Union(SetValue left, SetValue right)
    {
        var result = new SetBuilder(left.Count + right.Count);
        AddDefinite(left, result);
        AddDefinite(right, result);
        AddPossible(left, result);
        AddPossible(right, result);
        return result.ToValue();
    }

    private static void AddDefinite(SetValue set, SetBuilder result)
    {
        foreach (var member in set.Items)
        {
            if (member is not PossibleValue)
            {
                result.Add(member);
            }
        }
    }

    private static void AddPossible(SetValue set, SetBuilder result)
    {
        foreach (var member in set.Items)
        {
            if (member is PossibleValue possible && !result.Contains(possible.Member))
            {
                result.Add(possible);
            }
        }
    }

    private static SetValue? Fold(SetValue sets, Func<SetValue, SetValue, SetValue> combine)
    {
        SetValue? all = null;
        foreach (var member in sets.Items)
        {
            if (member is not SetValue set)
            {
                return null;
            }

            all = all is null ? set : combine(all, set);
        }

        return all ?? SetValue.Empty;
    }

    // Whether the set surely has the item, and where that is open, on what it hangs.
    private static Truth Find(SetValue set, Value item, ref PathMark? causes)
    {
        var best = Truth.False;
        var open = causes;
        foreach (var candidate in set.Items)
        {
            var mark = Bags.CauseOf(candidate);
            var truth = Kleene.Equal(Bags.Unwrap(candidate), item, ref mark);
            if (truth == Truth.True && candidate is not PossibleValue)
            {
                return Truth.True;
            }

            if (truth != Truth.False)
            {
                best = Truth.Unknown;
                open = PathMark.Join(open, mark?.AsPossible());
            }
        }

        causes = open;
        return best;
    }

    private static Value Wrap(Value item, Value member, PathMark? mark)
    {
        if (mark is null)
        {
            return item;
        }

        return member is PossibleValue { IsMany: true } ? mark.AsMany().Wrap(item) : mark.Wrap(item);
    }
}
