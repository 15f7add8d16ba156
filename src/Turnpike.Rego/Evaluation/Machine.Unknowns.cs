using System.Runtime.CompilerServices;
using Turnpike.Rego.Evaluation.Unknowns;
using Turnpike.Values;

namespace Turnpike.Rego.Evaluation;

internal sealed partial class Machine
{
    private int _speculation;
    private int _unknowns;

    /// <summary>The path is possible at most; errors on it do not count. Also inside rules that such a path calls.</summary>
    public bool IsSpeculative => Mark is not null || _speculation > 0;

    public void Weaken(PathMark? mark) => Mark = PathMark.Join(Mark, mark);

    /// <summary>Starts a definite path inside an open one: what is found there is only marked with its own unknowns.</summary>
    public PathMark? Isolate()
    {
        var outer = Mark;
        if (outer is not null)
        {
            _speculation++;
            Mark = null;
        }

        return outer;
    }

    public void Rejoin(PathMark? outer)
    {
        if (outer is not null)
        {
            _speculation--;
        }

        Mark = outer;
    }

    /// <summary>A value that hangs on unknowns, of which nothing else is known than its refinement.</summary>
    public UnknownValue Derive(PathMark causes, string what, UnknownRefinement? refinement = null) =>
        UnknownValue.Derived($"{what}#{++_unknowns}", causes.Causes, refinement);

    public UnknownValue DeriveTruth(PathMark causes) => Derive(causes, "comparison", s_boolean);

    /// <summary>One value in the place of several of which only one is.</summary>
    public Value JoinValues(IReadOnlyList<MarkedItem> values)
    {
        var first = values[0].Item;
        PathMark? causes = null;
        var (same, ground) = (true, true);
        foreach (var value in values)
        {
            PathMark? ignored = null;
            same &= Kleene.Equal(first, value.Item, ref ignored) == Truth.True;
            ground &= value.Item.IsGround;
            causes = PathMark.Join(causes, value.Mark);
            if (!value.Item.IsGround)
            {
                causes = PathMark.Join(causes, Bags.AnyCause(value.Item, Value.Null));
            }
        }

        if (same || causes is null)
        {
            return first;
        }

        var alternatives = ground ? Alternatives(values) : null;
        var joined = Derive(causes, "choice", alternatives is null ? null : new UnknownRefinement { Alternatives = alternatives });
        return HoldsSensitive(values) ? joined.ToSensitive() : joined;
    }

    /// <summary>What stands at a key, as one value; weakens the path where that is not sure.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public Value? Select(Value collection, Value key)
    {
        var found = MarkedItems.At(collection, key);
        if (found.Count == 0)
        {
            return null;
        }

        if (found.Count == 1)
        {
            Weaken(found[0].Mark);
            return found[0].Item;
        }

        foreach (var item in found)
        {
            Weaken(item.Mark);
        }

        return JoinValues(found);
    }

    /// <summary>A comparison as a condition.</summary>
    public bool Holds(Truth truth, PathMark? causes)
    {
        if (truth == Truth.Unknown)
        {
            Weaken(causes);
        }

        return truth != Truth.False;
    }

    private static readonly UnknownRefinement s_boolean = new() { Type = ValueKind.Boolean };

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool HoldsUnknown(UnknownValue value)
    {
        if (!Refined.MayBe(value, ValueKind.Boolean))
        {
            return true;
        }

        PathMark? causes = null;
        return Refined.Equal(value, Value.False, ref causes) switch
        {
            Truth.True => false,
            Truth.False => true,
            _ => Holds(Truth.Unknown, causes),
        };
    }

    private static List<Value>? Alternatives(IReadOnlyList<MarkedItem> values)
    {
        var distinct = new List<Value>();
        foreach (var value in values)
        {
            if (!distinct.Contains(value.Item))
            {
                distinct.Add(value.Item);
            }
        }

        return distinct.Count <= UnknownRefinement.MaxAlternatives ? distinct : null;
    }

    private static bool HoldsSensitive(IReadOnlyList<MarkedItem> values)
    {
        foreach (var value in values)
        {
            if (value.Item.HoldsSensitive)
            {
                return true;
            }
        }

        return false;
    }
}
