using Turnpike.Rego.Compilation.Binding;
using Turnpike.Rego.Compilation.Bound;
using Turnpike.Rego.Evaluation;
using Turnpike.Rego.Evaluation.Operands;
using Turnpike.Rego.Evaluation.Steps;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Rego.Compilation.Planning;

internal sealed partial class Planner
{
    private void PlanStatements(BoundBody body)
    {
        for (var i = 0; i < body.Statements.Count; i++)
        {
            var statement = body.Statements[i];
            _following = i + 1 < body.Statements.Count ? body.Statements[i + 1] : null;
            Cover(statement.Span);
            if (statement.Modifiers.Count == 0)
            {
                PlanPlain(statement);
            }
            else
            {
                PlanModified(statement);
            }
        }
    }

    private void Cover(TextSpan span)
    {
        if (_context.Coverage is { } coverage)
        {
            _chain.Append(new CoverStep(coverage.PointAt(_source, span)));
        }
    }

    private void PlanModified(BoundStatement statement)
    {
        var replacements = new Replacement[statement.Modifiers.Count];
        for (var i = 0; i < replacements.Length; i++)
        {
            replacements[i] = ReplacementOf(statement.Modifiers[i]);
        }

        _following = null;
        _chain.Append(new WithStep(replacements));
        PlanPlain(statement);
        _chain.Append(new WithEndStep());
    }

    private Replacement ReplacementOf(BoundModifier modifier)
    {
        if (modifier.Function is { } function)
        {
            return new FunctionReplacement(
                FunctionOf(function),
                modifier.Value is null ? null : Lower(modifier.Value),
                modifier.Replacement is null ? null : FunctionOf(modifier.Replacement));
        }

        return new DocumentReplacement(modifier.Root == DocumentRoot.Input, [.. modifier.Path], Lower(modifier.Value!));
    }

    private static object FunctionOf(BoundFunction function) => function.Builtin ?? (object)function.Rule!.Rule!;

    private void PlanPlain(BoundStatement statement)
    {
        if (statement.IsNegated)
        {
            PlanNegated(statement);
            return;
        }

        switch (statement)
        {
            case BoundCondition condition:
                PlanCondition(condition.Term);
                break;
            case BoundUnify unify:
                PlanUnify(unify.Left, unify.Right);
                break;
            case BoundSomeIn someIn:
                PlanSomeIn(someIn);
                break;
            case BoundEvery every:
                PlanEvery(every);
                break;
        }
    }

    private void PlanCondition(BoundTerm term)
    {
        var operand = term is BoundCall { Builtin.Name: "equal" } call
            ? LowerEqual(call.Arguments[0], call.Arguments[1])
            : Lower(term);
        if (operand is not ConstantOperand { Value: var value } || value == Value.False)
        {
            _chain.Append(new ConditionStep(operand));
        }
    }

    private void PlanSomeIn(BoundSomeIn someIn)
    {
        var collection = Lower(someIn.Collection);
        if (someIn.Key is not null and not BoundLocal { Local.IsWildcard: true } && !HasUnbound(someIn.Key))
        {
            var found = LowerLookup(collection, someIn.Key);
            MatchItem(found.Slot, someIn.Value);
            return;
        }

        var item = IsUnbound(someIn.Value) ? ((BoundLocal)someIn.Value).Local : null;
        var (key, keyPattern) = ItemSlot(someIn.Key);
        if (item is not null && keyPattern is null)
        {
            // Planned before the item counts as bound: what it is compared with must be known without it.
            var slot = SlotOf(item);
            _chain.Append(Iteration(collection, key, item.IsWildcard ? -1 : slot, item));
            _bound.Add(item);
            return;
        }

        var (value, valuePattern) = ItemSlot(someIn.Value);
        _chain.Append(Scan(collection, key, value));
        MatchItem(key, keyPattern);
        MatchItem(value, valuePattern);
    }

    // A plain variable is bound straight by the iteration; anything else is matched afterwards.
    private (int Slot, BoundTerm? Pattern) ItemSlot(BoundTerm? term)
    {
        if (term is null or BoundLocal { Local.IsWildcard: true })
        {
            return (-1, null);
        }

        if (IsUnbound(term))
        {
            var local = ((BoundLocal)term).Local;
            _bound.Add(local);
            return (SlotOf(local), null);
        }

        return (NewSlot(), term);
    }

    private void MatchItem(int slot, BoundTerm? pattern)
    {
        if (pattern is not null)
        {
            _chain.Append(new MatchStep(new SlotOperand(slot), PatternOf(pattern)));
        }
    }

    private void PlanEvery(BoundEvery every)
    {
        var domain = Lower(every.Domain);
        var key = every.Key is null || every.Key.IsWildcard ? -1 : SlotOf(every.Key);
        var value = SlotOf(every.Value);
        Local[] declared = every.Key is null ? [every.Value] : [every.Key, every.Value];
        var body = PlanClosure(every.Body, declared, isOrdered: false, static () => new ExistsStep());
        _chain.Append(new EveryStep(domain, key, value, body));
    }

    private void PlanNegated(BoundStatement statement)
    {
        var hoisted = Hoist(statement);
        var (chain, bound, isOrdered) = (_chain, _bound, _isOrdered);
        _chain = new StepChain();
        _bound = new LocalSet(bound, []);
        _isOrdered = _context.ShowsOrder;
        _following = null;
        Operand? single = null;
        switch (hoisted)
        {
            case BoundCondition condition:
                single = Lower(condition.Term);
                single = _chain.Count == 0 ? single : AppendCondition(single);
                break;
            case BoundUnify unify:
                PlanUnify(unify.Left, unify.Right);
                break;
            case BoundEvery every:
                PlanEvery(every);
                break;
        }

        if (single is not null)
        {
            _chain.Append(new ConditionStep(single));
        }

        var body = _chain.Close(new ExistsStep());
        (_chain, _bound, _isOrdered) = (chain, bound, isOrdered);
        _chain.Append(single is null ? new NotStep(body) : new NotConditionStep(single, body));
    }

    private Operand? AppendCondition(Operand operand)
    {
        _chain.Append(new ConditionStep(operand));
        return null;
    }

    /// <summary>
    /// What OPA evaluates before the negation, not under it: the references and comprehensions among the arguments of a
    /// call (but not of ==), and those inside other terms. Undefined there, the whole statement is undefined.
    /// </summary>
    private BoundStatement Hoist(BoundStatement statement)
    {
        switch (statement)
        {
            case BoundCondition { Term: BoundCall { Builtin.Name: "equal" } call }:
                return new BoundCondition(statement.Span, new BoundCall(
                    call.Span, call.Builtin, null, [.. call.Arguments.Select(HoistInside)]));
            case BoundCondition { Term: BoundCall call }:
                return new BoundCondition(statement.Span, new BoundCall(
                    call.Span, call.Builtin, call.Function, [.. call.Arguments.Select(HoistWhole)]));
            case BoundCondition condition:
                return new BoundCondition(statement.Span, HoistInside(condition.Term));
            case BoundUnify unify:
                return new BoundUnify(statement.Span, HoistInside(unify.Left), HoistInside(unify.Right));
            default:
                return statement;
        }
    }

    private BoundTerm HoistWhole(BoundTerm term)
    {
        switch (term)
        {
            case BoundRef or BoundRoot or BoundComprehension or BoundTemplate:
                var local = new Local("", term.Span);
                PlanUnify(new BoundLocal(term.Span, local), term);
                return new BoundLocal(term.Span, local);
            default:
                return HoistInside(term);
        }
    }

    private BoundTerm HoistInside(BoundTerm term) => term switch
    {
        BoundRef reference => new BoundRef(reference.Span, reference.Head, [.. reference.Keys.Select(HoistWhole)]),
        BoundArray array => new BoundArray(array.Span, [.. array.Items.Select(HoistWhole)]),
        BoundSet set => new BoundSet(set.Span, [.. set.Items.Select(HoistWhole)]),
        BoundObject obj => new BoundObject(obj.Span, [.. obj.Members.Select(m => (HoistWhole(m.Key), HoistWhole(m.Value)))]),
        BoundCall call => new BoundCall(call.Span, call.Builtin, call.Function, [.. call.Arguments.Select(HoistWhole)]),
        _ => term,
    };
}
