using Turnpike.Rego.Compilation.Bound;
using Turnpike.Rego.Evaluation;
using Turnpike.Rego.Evaluation.Steps;
using Turnpike.Values;

namespace Turnpike.Rego.Compilation.Planning;

internal sealed partial class Planner
{
    // The statement after the one being planned: it may compare what is about to be iterated.
    private BoundStatement? _following;

    // The variable that takes the value of the reference being planned.
    private Local? _assigned;

    // What the whole of the reference being planned is compared with.
    private BoundTerm? _comparedWith;

    /// <summary>The step that iterates a collection into slots, helped by an index where a comparison follows.</summary>
    /// <param name="item">The variable that takes each item, if one does.</param>
    private Step Iteration(Operand collection, int key, int value, Local? item)
    {
        if (item is not null && _following is { IsNegated: false, Modifiers.Count: 0 } following)
        {
            var (left, right) = Compared(following);
            if (left is not null && right is not null)
            {
                return Join(collection, key, value, item, left, right)
                    ?? Join(collection, key, value, item, right, left)
                    ?? (Step)Scan(collection, key, value);
            }
        }

        return Scan(collection, key, value);
    }

    private EnumerateStep Scan(Operand collection, int key, int value) => new(collection, key, value, _isOrdered);

    private static (BoundTerm? Left, BoundTerm? Right) Compared(BoundStatement statement) => statement switch
    {
        BoundCondition { Term: BoundCall { Builtin.Name: "equal" } call } => (call.Arguments[0], call.Arguments[1]),
        BoundUnify unify => (unify.Left, unify.Right),
        _ => (null, null),
    };

    private JoinStep? Join(Operand collection, int key, int value, Local item, BoundTerm inItem, BoundTerm other)
    {
        Value[]? path = inItem switch
        {
            BoundLocal { Local: var local } when local == item => [],
            BoundRef { Head: BoundLocal { Local: var local } } reference when local == item => ConstantKeys(reference.Keys, 0),
            _ => null,
        };
        return path is null ? null : Join(collection, key, value, path, other);
    }

    // The other side must be known before the iteration, and give one value.
    private JoinStep? Join(Operand collection, int key, int value, Value[] path, BoundTerm other)
    {
        if (!AreBound(other) || Iterates(other) || HasDynamicKey(other))
        {
            return null;
        }

        var count = _chain.Count;
        var probe = Lower(other);
        return _chain.Count > count
            ? throw new InvalidOperationException("A term that gives one value needs no steps.")
            : new JoinStep(Scan(collection, key, value), collection, key, value, path, _context.PathId(path), probe);
    }

    private static Value[]? ConstantKeys(IReadOnlyList<BoundTerm> keys, int from)
    {
        var constants = new Value[keys.Count - from];
        for (var i = from; i < keys.Count; i++)
        {
            if (keys[i] is not BoundConstant constant)
            {
                return null;
            }

            constants[i - from] = constant.Value;
        }

        return constants;
    }

    /// <summary>Whether a reference iterates in exactly one place, one of its own keys.</summary>
    private bool IteratesOnce(BoundTerm term) =>
        term is BoundRef { Head: BoundRoot or BoundLocal } reference
        && !IsUnbound(reference.Head)
        && reference.Keys.Count(HasUnbound) == 1
        && !reference.Keys.Any(Iterates);

    // Such a key is looked up by a step of its own.
    private static bool HasDynamicKey(BoundTerm term) => term switch
    {
        BoundRef reference => HasDynamicKey(reference.Head) || reference.Keys.Any(static key => key is not BoundConstant),
        BoundCall or BoundComprehension or BoundTemplate => true,
        BoundArray array => array.Items.Any(HasDynamicKey),
        BoundSet set => set.Items.Any(HasDynamicKey),
        BoundObject obj => obj.Members.Any(static m => HasDynamicKey(m.Key) || HasDynamicKey(m.Value)),
        _ => false,
    };
}
