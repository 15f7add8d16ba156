using Turnpike.Values;

namespace Turnpike.Rego.Evaluation.Rules;

/// <summary>All definitions of one path, as they are evaluated. Its plans are made on first use, since most queries touch few rules, and by one thread: planning writes to the bound clause.</summary>
internal abstract class Rule(int id, string name, Value[] path)
{
    public int Id { get; } = id;

    /// <summary>As written in a policy, <c>data.a.p</c>.</summary>
    public string Name { get; } = name;

    /// <summary>Below <c>data</c>.</summary>
    public Value[] Path { get; } = path;

    public override string ToString() => Name;
}

/// <summary>A rule without arguments: it has one value under one input and data, which is remembered.</summary>
internal abstract class DocumentRule(int id, string name, Value[] path) : Rule(id, name, path)
{
    public Value? Get(Machine machine)
    {
        if (machine.Overrides is { } overrides && overrides.Covers(Path))
        {
            return Given(machine);
        }

        if (machine.Memo.TryGet(Id, out var known))
        {
            if (known.Mark is not null)
            {
                machine.Weaken(known.Mark);
            }

            return known.Value;
        }

        return machine.Mark is null
            ? EvaluateOnce(machine)
            : machine.Speculate(static (m, rule) => rule.EvaluateOnce(m), this);
    }

    /// <summary>Whether the whole value has been evaluated already.</summary>
    protected bool IsKnown(Machine machine) => machine.Memo.TryGet(Id, out _);

    /// <summary>The value; leaves the machine's mark as the value's own.</summary>
    protected abstract Value? Evaluate(Machine machine);

    private Value? EvaluateOnce(Machine machine)
    {
        var memo = machine.Memo;
        machine.Enter();
        var value = Evaluate(machine);
        machine.Leave();
        memo.Set(Id, value, machine.Mark);
        return value;
    }

    // Data given by `with` stands in the rule's place.
    private Value? Given(Machine machine)
    {
        Value? value = machine.Data;
        foreach (var key in Path)
        {
            value = value is null ? null : machine.Select(value, key);
        }

        return value;
    }
}
