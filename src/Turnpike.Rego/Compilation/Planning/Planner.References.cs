using Turnpike.Rego.Compilation.Bound;
using Turnpike.Rego.Evaluation;
using Turnpike.Rego.Evaluation.Operands;
using Turnpike.Rego.Evaluation.Rules;
using Turnpike.Rego.Evaluation.Steps;
using Turnpike.Values;

namespace Turnpike.Rego.Compilation.Planning;

internal sealed partial class Planner
{
    private Operand LowerRoot(BoundRoot root) => root.Root == DocumentRoot.Input
        ? new InputOperand()
        : _context.Root.Children.Count == 0 ? new DataOperand() : new DocumentOperand(_context.Root);

    private Operand LowerReference(BoundRef reference)
    {
        if (reference.Head is not BoundRoot { Root: DocumentRoot.Data })
        {
            var head = reference.Head is BoundRoot ? new InputOperand() : Lower(reference.Head);
            return LowerKeys(head, reference.Keys, 0);
        }

        var node = _context.Root;
        var at = 0;
        while (at < reference.Keys.Count && node.Rule is null
            && reference.Keys[at] is BoundConstant { Value: var key } && node.Child(key) is { } child)
        {
            node = child;
            at++;
        }

        return node.Rule switch
        {
            PartialRule rule when at < reference.Keys.Count && !HasUnbound(reference.Keys[at]) => LowerRuleLookup(rule, reference.Keys, at),
            DocumentRule rule => LowerKeys(new RuleOperand(rule), reference.Keys, at),
            FunctionRule => new UndefinedOperand(),
            _ => LowerBelowNode(node, reference, at),
        };
    }

    private Operand LowerRuleLookup(PartialRule rule, IReadOnlyList<BoundTerm> keys, int at)
    {
        if (keys[at] is BoundConstant { Value: var constant })
        {
            var whole = new PathOperand(new RuleOperand(rule), [constant], Caches(1));
            return LowerKeys(new RuleLookupOperand(rule, constant, whole), keys, at + 1);
        }

        var key = Lower(keys[at]);
        var slot = NewSlot();
        _chain.Append(new RuleLookupStep(rule, key, slot, new LookupStep(new RuleOperand(rule), key, slot)));
        return LowerKeys(new SlotOperand(slot), keys, at + 1);
    }

    private Operand LowerBelowNode(RuleNode node, BoundRef reference, int at)
    {
        if (at == reference.Keys.Count)
        {
            return new DocumentOperand(node);
        }

        // No rule can stand below: only base documents are left.
        if (node.Children.Count == 0 || reference.Keys[at] is BoundConstant)
        {
            return LowerKeys(new DataOperand(), reference.Keys, 0);
        }

        return LowerTree(node, reference.Keys, at);
    }

    // The keys from here on choose among rules and base documents at run time.
    private SlotOperand LowerTree(RuleNode node, IReadOnlyList<BoundTerm> keys, int from)
    {
        var steps = new DocumentKey[keys.Count - from];
        var patterns = new List<(int Slot, BoundTerm Pattern)>();
        for (var i = from; i < keys.Count; i++)
        {
            if (!HasUnbound(keys[i]))
            {
                steps[i - from] = new DocumentKey(Lower(keys[i]), -1);
                continue;
            }

            var (slot, pattern) = ItemSlot(keys[i]);
            steps[i - from] = new DocumentKey(null, slot);
            if (pattern is not null)
            {
                patterns.Add((slot, pattern));
            }
        }

        var result = NewSlot();
        _chain.Append(new DocumentStep(node, steps, result));
        foreach (var (slot, pattern) in patterns)
        {
            MatchItem(slot, pattern);
        }

        return new SlotOperand(result);
    }

    private Operand LowerKeys(Operand start, IReadOnlyList<BoundTerm> keys, int from)
    {
        var at = from;
        while (at < keys.Count)
        {
            var constants = TakeConstants(keys, ref at);
            if (constants.Length > 0)
            {
                start = new PathOperand(start, constants, Caches(constants.Length));
                continue;
            }

            start = HasUnbound(keys[at])
                ? LowerIteration(start, keys[at], at + 1 < keys.Count ? ConstantKeys(keys, at + 1) : [])
                : LowerLookup(start, keys[at]);
            at++;
        }

        return start;
    }

    private static Value[] TakeConstants(IReadOnlyList<BoundTerm> keys, ref int at)
    {
        var constants = new List<Value>();
        while (at < keys.Count && keys[at] is BoundConstant constant)
        {
            constants.Add(constant.Value);
            at++;
        }

        return [.. constants];
    }

    private int[] Caches(int count)
    {
        var caches = new int[count];
        for (var i = 0; i < count; i++)
        {
            caches[i] = _context.NextCache();
        }

        return caches;
    }

    /// <param name="rest">The keys after this one, if all are constant.</param>
    private SlotOperand LowerIteration(Operand start, BoundTerm key, Value[]? rest)
    {
        var (slot, pattern) = ItemSlot(key);
        var value = NewSlot();
        var (other, item) = (_comparedWith, _assigned);
        (_comparedWith, _assigned) = (null, null);
        var join = rest is not null && other is not null && !Mentions(other, key) ? Join(start, slot, value, rest, other) : null;
        _chain.Append(join ?? (rest is { Length: 0 } ? Iteration(start, slot, value, item) : Scan(start, slot, value)));
        MatchItem(slot, pattern);
        return new SlotOperand(value);
    }

    private static bool Mentions(BoundTerm term, BoundTerm key)
    {
        var locals = new List<Local>();
        Binding.Locals.Collect(key, locals);
        var count = locals.Count;
        Binding.Locals.Collect(term, locals);
        return locals.Skip(count).Any(local => locals.IndexOf(local) < count);
    }

    private SlotOperand LowerLookup(Operand start, BoundTerm key)
    {
        start = IsCostly(start) && Iterates(key) ? Spill(start) : start;
        var operand = Lower(key);
        var value = NewSlot();
        _chain.Append(new LookupStep(start, operand, value));
        return new SlotOperand(value);
    }
}
