using Turnpike.Rego.Evaluation.Unknowns;
using Turnpike.Values;

namespace Turnpike.Rego.Evaluation.Rules;

/// <summary>What complete rules and functions share: definitions with else chains, a default, one value.</summary>
internal sealed class ValueDefinitions
{
    /// <summary>In the order of the text.</summary>
    public required Chain[] Chains { get; init; }

    public RuleIndex<Chain>? Index { get; init; }

    public Plan? Default { get; init; }

    /// <summary>Of a function: its body does enough that looking up an earlier answer pays.</summary>
    public bool IsRemembered { get; init; }

    /// <summary>All heads are one constant, so that the first definite solution decides.</summary>
    public required bool IsConstant { get; init; }
}

/// <summary>Evaluates the definitions of a complete rule, or of a function whose arguments lie at a place.</summary>
internal static class ValueEvaluation
{
    public static Value? Evaluate(Machine machine, ValueDefinitions definitions, int arguments, int count)
    {
        var outer = machine.Collector;
        var collector = machine.RentValueCollector();
        machine.Collector = collector;
        var chains = definitions.Index is null ? definitions.Chains : definitions.Index.Select(machine, arguments);
        foreach (var chain in chains)
        {
            machine.Mark = null;
            if (chain.Clauses.Length == 1)
            {
                chain.Clauses[0].Run(machine, arguments, count);
            }
            else
            {
                RunChain(machine, chain, arguments, count, collector);
            }

            if (collector.HasConflict)
            {
                machine.Mark = null;
                machine.Collector = outer;
                var plan = chain.Clauses[0];
                return machine.Fail(arguments >= 0
                    ? EvaluationErrors.FunctionConflict(plan.Source, plan.Span)
                    : EvaluationErrors.CompleteConflict(plan.Source, plan.Span));
            }

            if (definitions.IsConstant && collector.Found is not null)
            {
                break;
            }
        }

        var value = Decide(machine, definitions, collector, arguments, count);
        machine.Collector = outer;
        machine.ReturnValueCollector(collector);
        return value;
    }

    // Leaves the mark of the value on the machine.
    private static Value? Decide(Machine machine, ValueDefinitions definitions, ValueCollector collector, int arguments, int count)
    {
        machine.Mark = null;
        if (collector.Found is { } found)
        {
            return found;
        }

        if (collector.Possible is not { } possible)
        {
            return definitions.Default is null ? null : RunDefault(machine, definitions.Default, arguments, count);
        }

        if (definitions.Default is not null && RunDefault(machine, definitions.Default, arguments, count) is { } otherwise)
        {
            machine.Mark = null;
            return machine.JoinValues([.. possible, new MarkedItem(otherwise, otherwise, null)]);
        }

        var joined = machine.JoinValues(possible);
        machine.Mark = collector.Causes;
        return joined;
    }

    // A clause with a definite solution ends the chain; possible ones before it may still be what counts.
    private static void RunChain(Machine machine, Chain chain, int arguments, int count, ValueCollector into)
    {
        var own = machine.RentValueCollector();
        machine.Collector = own;
        foreach (var clause in chain.Clauses)
        {
            machine.Mark = null;
            clause.Run(machine, arguments, count);
            if (own.Found is not null)
            {
                break;
            }
        }

        machine.Mark = null;
        machine.Collector = into;
        if (own.Found is { } found)
        {
            var value = own.Possible is { } possible ? machine.JoinValues([.. possible, new MarkedItem(found, found, null)]) : found;
            into.Add(machine, value);
            into.NoteConflict(own.HasConflict);
        }
        else
        {
            foreach (var item in own.Possible ?? [])
            {
                into.AddPossible(item.Item, item.Mark!);
            }
        }

        machine.ReturnValueCollector(own);
    }

    private static Value? RunDefault(Machine machine, Plan plan, int arguments, int count)
    {
        var outer = machine.Collector;
        var collector = new ValueCollector();
        machine.Collector = collector;
        machine.Mark = null;
        plan.Run(machine, arguments, count);
        machine.Mark = null;
        machine.Collector = outer;
        return collector.Found;
    }
}

/// <summary>A rule with one value.</summary>
internal sealed class CompleteRule(int id, string name, Value[] path, Func<ValueDefinitions> compile) : DocumentRule(id, name, path)
{
    private readonly Lazy<ValueDefinitions> _definitions = new(compile);

    protected override Value? Evaluate(Machine machine) => ValueEvaluation.Evaluate(machine, _definitions.Value, -1, 0);
}
