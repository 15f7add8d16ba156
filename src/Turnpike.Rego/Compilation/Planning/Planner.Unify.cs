using Turnpike.Rego.Compilation.Binding;
using Turnpike.Rego.Compilation.Bound;
using Turnpike.Rego.Evaluation.Operands;
using Turnpike.Rego.Evaluation.Steps;
using Turnpike.Values;

namespace Turnpike.Rego.Compilation.Planning;

internal sealed partial class Planner
{
    private void PlanUnify(BoundTerm left, BoundTerm right)
    {
        if (IsUnbound(left) && !IsUnbound(right))
        {
            Assign(((BoundLocal)left).Local, right);
        }
        else if (IsUnbound(right) && !IsUnbound(left))
        {
            Assign(((BoundLocal)right).Local, left);
        }
        else if (left is BoundArray a && right is BoundArray b && HasUnbound(left) && HasUnbound(right))
        {
            UnifyAll(a.Items.Count == b.Items.Count ? [.. a.Items.Zip(b.Items)] : null);
        }
        else if (left is BoundObject o && right is BoundObject p && HasUnbound(left) && HasUnbound(right))
        {
            UnifyAll(Members(o, p));
        }
        else if (HasUnbound(left))
        {
            var value = Lower(right);
            _chain.Append(new MatchStep(value, PatternOf(left)));
        }
        else if (HasUnbound(right))
        {
            var value = Lower(left);
            _chain.Append(new MatchStep(value, PatternOf(right)));
        }
        else
        {
            _chain.Append(new ConditionStep(LowerEqual(left, right)));
        }
    }

    // A reference that iterates finds its items by what they are compared with.
    private EqualOperand LowerEqual(BoundTerm left, BoundTerm right)
    {
        var (first, second) = (AreBound(left), AreBound(right));
        _comparedWith = first && IteratesOnce(right) ? left : second && IteratesOnce(left) ? right : null;
        var (a, b) = LowerPair(left, right);
        _comparedWith = null;
        return new EqualOperand(a, b, isNegated: false);
    }

    private void Assign(Local local, BoundTerm term)
    {
        _assigned = term is BoundRef reference && IteratesOnce(reference) ? local : null;
        var value = Lower(term);
        _assigned = null;
        _bound.Add(local);
        if (value is SlotOperand { Slot: var slot } && term is BoundRef && _slotOf.TryAdd(local, slot))
        {
            // A reference's last step made a slot of its own, which the variable takes over.
            return;
        }

        _chain.Append(new AssignStep(SlotOf(local), value));
    }

    // Null: the two can never be equal.
    private void UnifyAll(List<(BoundTerm Left, BoundTerm Right)>? pairs)
    {
        if (pairs is null)
        {
            _chain.Append(new ConditionStep(new ConstantOperand(Value.False)));
            return;
        }

        while (pairs.Count > 0)
        {
            var ready = pairs.FindIndex(pair => CanUnify(pair.Left, pair.Right));
            var next = pairs[Math.Max(0, ready)];
            pairs.RemoveAt(Math.Max(0, ready));
            PlanUnify(next.Left, next.Right);
        }
    }

    private bool CanUnify(BoundTerm left, BoundTerm right) => !HasUnbound(left) || !HasUnbound(right);

    private static List<(BoundTerm Left, BoundTerm Right)>? Members(BoundObject left, BoundObject right)
    {
        if (left.Members.Count != right.Members.Count)
        {
            return null;
        }

        var pairs = new List<(BoundTerm, BoundTerm)>();
        foreach (var (key, value) in left.Members)
        {
            if (key is not BoundConstant constant || Locals.Find(right, constant) is not { } other)
            {
                return null;
            }

            pairs.Add((value, other));
        }

        return pairs;
    }

    /// <summary>Whether matching the term with a value would bind something.</summary>
    private bool HasUnbound(BoundTerm term) => term switch
    {
        BoundLocal local => !_bound.Contains(local.Local),
        BoundArray array => array.Items.Any(HasUnbound),
        BoundObject obj => obj.Members.Any(m => HasUnbound(m.Value)),
        _ => false,
    };

    private Pattern PatternOf(BoundTerm term)
    {
        switch (term)
        {
            case BoundLocal { Local.IsWildcard: true }:
                return new AnyPattern();
            case BoundLocal { Local: var local } when !_bound.Contains(local):
                _bound.Add(local);
                return new BindPattern(SlotOf(local));
            case BoundArray array when HasUnbound(array):
                return new ArrayPattern([.. array.Items.Select(PatternOf)]);
            case BoundObject obj when HasUnbound(obj):
                var keys = obj.Members.Select(m => Lower(m.Key)).ToArray();
                return new ObjectPattern(keys, [.. obj.Members.Select(m => PatternOf(m.Value))]);
            default:
                return new EqualPattern(Lower(term));
        }
    }
}
