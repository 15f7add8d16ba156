using Turnpike.Rego.Compilation.Bound;
using Turnpike.Rego.Evaluation;
using Turnpike.Rego.Evaluation.Operands;
using Turnpike.Rego.Evaluation.Rules;
using Turnpike.Rego.Evaluation.Steps;
using Turnpike.Rego.Evaluation.Unknowns;
using Turnpike.Values;

namespace Turnpike.Rego.Compilation.Planning;

internal sealed partial class Planner
{
    /// <summary>
    /// The operand that gives a term's value. Where a term has several (a reference with an unbound key, <c>walk</c>) steps
    /// that iterate them are put before.
    /// </summary>
    private Operand Lower(BoundTerm term) => term switch
    {
        BoundConstant constant => new ConstantOperand(constant.Value),
        BoundLocal local => new SlotOperand(SlotOf(local.Local)),
        BoundRoot root => LowerRoot(root),
        BoundRef reference => LowerReference(reference),
        BoundArray array => LowerArray(array),
        BoundSet set => LowerSet(set),
        BoundObject obj => LowerObject(obj),
        BoundComprehension comprehension => LowerComprehension(comprehension),
        BoundCall call => LowerCall(call),
        BoundTemplate template => new TemplateOperand(LowerAll(template.Parts)),
        _ => throw new InvalidOperationException($"No such term: {term.GetType().Name}"),
    };

    private Operand[] LowerAll(IReadOnlyList<BoundTerm> terms)
    {
        var operands = new Operand[terms.Count];
        var lastIterating = terms.Count - 1;
        while (lastIterating >= 0 && !Iterates(terms[lastIterating]))
        {
            lastIterating--;
        }

        for (var i = 0; i < operands.Length; i++)
        {
            operands[i] = Lower(terms[i]);
            if (i < lastIterating && IsCostly(operands[i]))
            {
                operands[i] = Spill(operands[i]);
            }
        }

        return operands;
    }

    private (Operand Left, Operand Right) LowerPair(BoundTerm left, BoundTerm right)
    {
        var operands = LowerAll([left, right]);
        return (operands[0], operands[1]);
    }

    // What comes after an iteration is evaluated once an item; so what does not depend on the item goes before it.
    private SlotOperand Spill(Operand operand)
    {
        var slot = NewSlot();
        _chain.Append(new AssignStep(slot, operand));
        return new SlotOperand(slot);
    }

    private static bool IsCostly(Operand operand) => operand is not (ConstantOperand or SlotOperand or InputOperand or DataOperand or PathOperand or RuleOperand);

    private bool Iterates(BoundTerm term) => term switch
    {
        BoundRef reference => Iterates(reference.Head) || reference.Keys.Any(key => HasUnbound(key) || Iterates(key)),
        BoundCall call => call.IsRelation || call.Arguments.Any(Iterates),
        BoundArray array => array.Items.Any(Iterates),
        BoundSet set => set.Items.Any(Iterates),
        BoundObject obj => obj.Members.Any(m => Iterates(m.Key) || Iterates(m.Value)),
        _ => false,
    };

    private Operand LowerArray(BoundArray array)
    {
        var items = LowerAll(array.Items);
        return AreConstant(items) ? new ConstantOperand(ArrayValue.Create(Constants(items))) : new ArrayOperand(items);
    }

    private Operand LowerSet(BoundSet set)
    {
        var items = LowerAll(set.Items);
        return AreConstant(items) ? new ConstantOperand(SetValue.Create(Constants(items))) : new SetOperand(items);
    }

    private Operand LowerObject(BoundObject obj)
    {
        var operands = LowerAll([.. obj.Members.Select(m => m.Key), .. obj.Members.Select(m => m.Value)]);
        var keys = operands[..obj.Members.Count];
        var values = operands[obj.Members.Count..];
        if (!AreConstant(keys) || Constants(keys).Distinct().Count() < keys.Length)
        {
            return new ObjectOperand([.. keys.Zip(values)], _source, obj.Span);
        }

        var builder = new ObjectBuilder(keys.Length);
        for (var i = 0; i < keys.Length; i++)
        {
            builder.Set(((ConstantOperand)keys[i]).Value, AreConstant(values) ? ((ConstantOperand)values[i]).Value : Value.Of(i));
        }

        var model = builder.ToValue();
        if (AreConstant(values))
        {
            return new ConstantOperand(model);
        }

        var sorted = new Operand[values.Length];
        for (var i = 0; i < sorted.Length; i++)
        {
            ((NumberValue)model.Values[i]).TryGetInt32(out var at);
            sorted[i] = values[at];
        }

        return new ShapedObjectOperand(model.Shape, sorted);
    }

    private static bool AreConstant(Operand[] operands) => Array.TrueForAll(operands, static o => o is ConstantOperand);

    private static Value[] Constants(Operand[] operands) => Array.ConvertAll(operands, static o => ((ConstantOperand)o).Value);

    private ComprehensionOperand LowerComprehension(BoundComprehension comprehension)
    {
        var body = PlanClosure(comprehension.Body, [], comprehension.Kind == ComprehensionKind.Array, () => comprehension.Kind switch
        {
            ComprehensionKind.Array => new CollectItemStep(Lower(comprehension.Value)),
            ComprehensionKind.Set => new CollectMemberStep(Lower(comprehension.Value)),
            _ => LowerPairStep(comprehension),
        });
        return comprehension.Kind switch
        {
            ComprehensionKind.Array => new ArrayComprehensionOperand(body),
            ComprehensionKind.Set => new SetComprehensionOperand(body),
            _ => new ObjectComprehensionOperand(body, _source, comprehension.Span),
        };
    }

    private CollectPairStep LowerPairStep(BoundComprehension comprehension)
    {
        var (key, value) = LowerPair(comprehension.Key!, comprehension.Value);
        return new CollectPairStep(key, value);
    }

    private Operand LowerCall(BoundCall call)
    {
        if (call.IsRelation)
        {
            var argument = Lower(call.Arguments[0]);
            var slot = NewSlot();
            _chain.Append(new RelationStep(call.Builtin!, argument, slot, _source, call.Span));
            return new SlotOperand(slot);
        }

        var arguments = LowerAll(call.Arguments);
        if (call.Function is not null)
        {
            return new FunctionOperand((FunctionRule)call.Function.Rule!, arguments, _source, call.Span);
        }

        return LowerOperator(call, arguments) ?? new BuiltinOperand(call.Builtin!, arguments, _source, call.Span);
    }

    private Operand? LowerOperator(BoundCall call, Operand[] arguments) => call.Builtin!.Name switch
    {
        "equal" => new EqualOperand(arguments[0], arguments[1], isNegated: false),
        "neq" => new EqualOperand(arguments[0], arguments[1], isNegated: true),
        "lt" => new CompareOperand(arguments[0], arguments[1], Outcomes.Less),
        "lte" => new CompareOperand(arguments[0], arguments[1], Outcomes.Less | Outcomes.Equal),
        "gt" => new CompareOperand(arguments[0], arguments[1], Outcomes.Greater),
        "gte" => new CompareOperand(arguments[0], arguments[1], Outcomes.Greater | Outcomes.Equal),
        "internal.member_2" => new MembershipOperand(null, arguments[0], arguments[1]),
        "internal.member_3" => new MembershipOperand(arguments[0], arguments[1], arguments[2]),
        "plus" => new IntegerOperand('+', arguments[0], arguments[1], new BuiltinOperand(call.Builtin, arguments, _source, call.Span)),
        "minus" => new IntegerOperand('-', arguments[0], arguments[1], new BuiltinOperand(call.Builtin, arguments, _source, call.Span)),
        "mul" => new IntegerOperand('*', arguments[0], arguments[1], new BuiltinOperand(call.Builtin, arguments, _source, call.Span)),
        "count" or "sum" when arguments[0] is ArrayComprehensionOperand items =>
            new TallyOperand(items, call.Builtin.Name == "sum", new BuiltinOperand(call.Builtin, arguments, _source, call.Span)),
        "print" => new PrintOperand(arguments),
        _ => null,
    };
}
