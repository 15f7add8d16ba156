using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Rego.Evaluation.Rules;

/// <summary>The definitions of a partial set or object.</summary>
internal sealed class PartialDefinitions
{
    /// <summary>Each finds all that its definition adds.</summary>
    public required Plan[] Clauses { get; init; }

    public RuleIndex<Plan>? Index { get; init; }

    /// <summary>
    /// Each finds what its definition adds under one key, which lies in the first slot. Null where that would take as long
    /// as finding everything.
    /// </summary>
    public Plan[]? Keyed { get; init; }

    /// <summary>Of an object: every definition gives a value right below the rule.</summary>
    public bool IsFlat { get; init; }

    public SourceText? Source => Clauses.Length == 0 ? null : Clauses[0].Source;

    public TextSpan Span => Clauses.Length == 0 ? default : Clauses[0].Span;
}

/// <summary>A rule that gathers members or leaves from the solutions of its definitions.</summary>
internal abstract class PartialRule(int id, string name, Value[] path, Func<PartialDefinitions> compile) : DocumentRule(id, name, path)
{
    private PartialDefinitions? _definitions;

    protected PartialDefinitions Definitions => _definitions ??= compile();

    /// <summary>
    /// Whether what stands at a known key can be found without finding everything. Then it is in <paramref name="value"/>,
    /// null where there is nothing.
    /// </summary>
    public bool TryLookUp(Machine machine, Value key, out Value? value)
    {
        value = null;
        if (!key.IsGround || machine.Mark is not null || machine.Overrides is not null || Definitions.Keyed is not { } keyed || IsKnown(machine))
        {
            return false;
        }

        var call = new CallKey(Id, [key]);
        if (machine.Memo.TryGet(call, out var known))
        {
            machine.Weaken(known.Mark);
            value = known.Value;
            return true;
        }

        var memo = machine.Memo;
        machine.Enter();
        value = Find(machine, keyed, key);
        machine.Leave();
        memo.Set(call, value, machine.Mark);
        return true;
    }

    protected abstract Collector NewCollector();

    /// <summary>The plans by key yield one value.</summary>
    protected abstract bool IsSingle { get; }

    /// <summary>What was gathered, or the conflict in it.</summary>
    protected abstract Value Finish(Machine machine, Collector collector);

    protected override Value? Evaluate(Machine machine)
    {
        var collector = NewCollector();
        var outer = machine.Collector;
        machine.Collector = collector;
        foreach (var clause in Definitions.Index?.Select(machine, -1) ?? Definitions.Clauses)
        {
            machine.Mark = null;
            clause.Run(machine);
        }

        machine.Mark = null;
        machine.Collector = outer;
        return Finish(machine, collector);
    }

    // Sets and flat objects have one value at a key, so nothing need be built around it.
    private Value? Find(Machine machine, Plan[] keyed, Value key)
    {
        var outer = machine.Collector;
        var single = IsSingle ? machine.RentValueCollector() : null;
        var collector = single ?? NewCollector();
        machine.Collector = collector;
        var at = machine.PushArguments(1);
        machine.SetArgument(at, key);
        foreach (var clause in keyed)
        {
            machine.Mark = null;
            clause.Run(machine, at, 1);
        }

        machine.PopArguments(at);
        machine.Mark = null;
        machine.Collector = outer;
        return single is null ? machine.Select(Finish(machine, collector), key) : Take(machine, single);
    }

    private Value? Take(Machine machine, ValueCollector collector)
    {
        var value = collector.HasConflict
            ? machine.Fail(EvaluationErrors.ObjectConflict(Definitions.Source, Definitions.Span))
            : collector.Found;
        if (value is null && collector.Possible is { } possible)
        {
            value = machine.JoinValues(possible);
            machine.Mark = collector.Causes;
        }

        machine.ReturnValueCollector(collector);
        return value;
    }
}

/// <summary>A rule that makes a set: each solution of each definition adds a member.</summary>
internal sealed class PartialSetRule(int id, string name, Value[] path, Func<PartialDefinitions> compile) : PartialRule(id, name, path, compile)
{
    protected override bool IsSingle => true;

    protected override Collector NewCollector() => new SetCollector();

    protected override Value Finish(Machine machine, Collector collector) => ((SetCollector)collector).ToValue();
}

/// <summary>A rule that makes an object of any depth: each solution of each definition adds a leaf.</summary>
internal sealed class PartialObjectRule(int id, string name, Value[] path, Func<PartialDefinitions> compile) : PartialRule(id, name, path, compile)
{
    protected override bool IsSingle => Definitions.IsFlat;

    protected override Collector NewCollector() => Definitions.IsFlat ? new ObjectCollector() : new TreeCollector();

    protected override Value Finish(Machine machine, Collector collector)
    {
        var hasConflict = collector is TreeCollector { HasConflict: true } or ObjectCollector { HasConflict: true };
        return hasConflict
            ? machine.Fail(EvaluationErrors.ObjectConflict(Definitions.Source, Definitions.Span))
            : collector is ObjectCollector flat ? flat.ToValue(machine) : ((TreeCollector)collector).ToValue();
    }
}
