namespace Turnpike.Rego.Evaluation.Steps;

/// <summary>The end of a body that is only asked whether it has a solution.</summary>
internal sealed class ExistsStep : Step
{
    public override bool Run(Machine machine, Slot[] frame) => machine.NoteSolution();
}

internal sealed class CollectItemStep(Operand item) : Step
{
    public override bool Run(Machine machine, Slot[] frame) =>
        item.Get(machine, frame) is { } value && ((ItemCollector)machine.Collector).Add(machine, value);
}

internal sealed class CollectMemberStep(Operand member) : Step
{
    public override bool Run(Machine machine, Slot[] frame) =>
        member.Get(machine, frame) is { } value && ((SetCollector)machine.Collector).Add(machine, value);
}

internal sealed class CollectPairStep(Operand key, Operand value) : Step
{
    public override bool Run(Machine machine, Slot[] frame) =>
        key.Get(machine, frame) is { } k && value.Get(machine, frame) is { } v && ((ObjectCollector)machine.Collector).Add(machine, k, v);
}

/// <summary>The value of a complete rule or function.</summary>
/// <param name="value">The head's value.</param>
/// <param name="isOnly">No solution can give another value, so that one definite solution is enough.</param>
internal sealed class YieldStep(Operand value, bool isOnly) : Step
{
    public override bool Run(Machine machine, Slot[] frame)
    {
        if (value.Get(machine, frame) is not { } found)
        {
            return false;
        }

        var stop = ((ValueCollector)machine.Collector).Add(machine, found);
        return stop || (isOnly && machine.Mark is null);
    }
}

/// <summary>One leaf of a partial object: the keys on the way, and the value or set member there.</summary>
internal sealed class CollectLeafStep(Operand[] path, Operand leaf, bool isMember) : Step
{
    public override bool Run(Machine machine, Slot[] frame)
    {
        var keys = new Values.Value[path.Length];
        for (var i = 0; i < keys.Length; i++)
        {
            if (path[i].Get(machine, frame) is not { } key)
            {
                return false;
            }

            keys[i] = key;
        }

        return leaf.Get(machine, frame) is { } value && ((TreeCollector)machine.Collector).Add(machine, keys, value, isMember);
    }
}

/// <summary>One solution of a query.</summary>
internal sealed class CollectSolutionStep(Operand[] operands) : Step
{
    public override bool Run(Machine machine, Slot[] frame)
    {
        var values = new Values.Value[operands.Length];
        for (var i = 0; i < values.Length; i++)
        {
            if (operands[i].Get(machine, frame) is not { } value)
            {
                return false;
            }

            values[i] = value;
        }

        return ((SolutionCollector)machine.Collector).Add(machine, values);
    }
}
