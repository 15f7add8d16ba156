using Turnpike.Rego.Evaluation.Unknowns;
using Turnpike.Values;

namespace Turnpike.Rego.Evaluation.Operands;

/// <summary>An operand whose answer is true or false, asked mostly as a condition.</summary>
internal abstract class TestOperand : Operand
{
    public sealed override bool Holds(Machine machine, Slot[] frame)
    {
        PathMark? causes = null;
        return Test(machine, frame, ref causes) switch
        {
            Truth.True => true,
            Truth.Unknown => machine.Holds(Truth.Unknown, causes),
            _ => false,
        };
    }

    public sealed override Value? Get(Machine machine, Slot[] frame)
    {
        PathMark? causes = null;
        return Test(machine, frame, ref causes) switch
        {
            Truth.True => Value.True,
            Truth.False => Value.False,
            Truth.Unknown => machine.DeriveTruth(causes!),
            _ => null,
        };
    }

    /// <summary>Null: undefined.</summary>
    protected abstract Truth? Test(Machine machine, Slot[] frame, ref PathMark? causes);
}

internal sealed class EqualOperand(Operand left, Operand right, bool isNegated) : TestOperand
{
    protected override Truth? Test(Machine machine, Slot[] frame, ref PathMark? causes)
    {
        if (left.Get(machine, frame) is not { } a || right.Get(machine, frame) is not { } b)
        {
            return null;
        }

        if (a.IsGround && b.IsGround)
        {
            return a.Equals(b) != isNegated ? Truth.True : Truth.False;
        }

        var truth = Kleene.Equal(a, b, ref causes);
        return isNegated ? Truth.True - (byte)truth : truth;
    }
}

internal sealed class CompareOperand(Operand left, Operand right, Outcomes accepted) : TestOperand
{
    protected override Truth? Test(Machine machine, Slot[] frame, ref PathMark? causes)
    {
        if (left.Get(machine, frame) is not { } a || right.Get(machine, frame) is not { } b)
        {
            return null;
        }

        return Outcome.Decide(Outcome.Of(a, b, ref causes), accepted);
    }
}

/// <summary><c>value in collection</c> or <c>key, value in collection</c>.</summary>
internal sealed class MembershipOperand(Operand? key, Operand value, Operand collection) : TestOperand
{
    protected override Truth? Test(Machine machine, Slot[] frame, ref PathMark? causes)
    {
        Value? at = null;
        if ((key is not null && (at = key.Get(machine, frame)) is null)
            || value.Get(machine, frame) is not { } wanted
            || collection.Get(machine, frame) is not { } members)
        {
            return null;
        }

        if (members.IsGround && wanted.IsGround && at is not { IsGround: false })
        {
            return IsMember(at, wanted, members) ? Truth.True : Truth.False;
        }

        return at is null ? IsMaybeMember(wanted, members, ref causes) : IsMaybeAt(at, wanted, members, ref causes);
    }

    private static bool IsMember(Value? at, Value wanted, Value members) => members switch
    {
        SetValue set => set.Contains(wanted) && (at is null || at.Equals(wanted)),
        ArrayValue array => at is null ? array.Items.IndexOf(wanted) >= 0 : wanted.Equals(array.Get(at)),
        ObjectValue obj => at is null ? obj.Values.IndexOf(wanted) >= 0 : wanted.Equals(obj.Get(at)),
        _ => false,
    };

    private static Truth IsMaybeMember(Value wanted, Value members, ref PathMark? causes)
    {
        if (members is UnknownValue unknown)
        {
            return IsMaybeIn(unknown, ref causes);
        }

        var items = members switch
        {
            ArrayValue array => array.Items,
            SetValue set => set.Unordered,
            ObjectValue obj => obj.Values,
            _ => [],
        };
        var best = Truth.False;
        PathMark? open = null;
        foreach (var item in items)
        {
            var mark = Bags.CauseOf(item);
            var here = mark;
            var truth = Kleene.Equal(Bags.Unwrap(item), wanted, ref here);
            if (truth == Truth.True && mark is null)
            {
                return Truth.True;
            }

            if (truth != Truth.False)
            {
                best = Truth.Unknown;
                open = PathMark.Join(open, here?.AsPossible());
            }
        }

        causes = PathMark.Join(causes, open);
        return best;
    }

    private static Truth IsMaybeAt(Value at, Value wanted, Value members, ref PathMark? causes)
    {
        var best = Truth.False;
        PathMark? open = null;
        foreach (var item in MarkedItems.At(members, at))
        {
            PathMark? here = item.Mark;
            var truth = Kleene.Equal(item.Item, wanted, ref here);
            if (truth == Truth.True && item.Mark is null)
            {
                return Truth.True;
            }

            if (truth != Truth.False)
            {
                best = Truth.Unknown;
                open = PathMark.Join(open, here?.AsPossible());
            }
        }

        causes = PathMark.Join(causes, open);
        return best;
    }

    private static Truth IsMaybeIn(UnknownValue members, ref PathMark? causes)
    {
        if (!Refined.MayBeCollection(members))
        {
            return Truth.False;
        }

        causes = PathMark.Join(causes, PathMark.From(members));
        return Truth.Unknown;
    }
}
