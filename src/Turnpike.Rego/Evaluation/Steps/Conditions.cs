using Turnpike.Rego.Evaluation.Unknowns;

namespace Turnpike.Rego.Evaluation.Steps;

internal sealed class ConditionStep(Operand condition) : Step
{
    public override bool Run(Machine machine, Slot[] frame) => condition.Holds(machine, frame) && Next.Run(machine, frame);
}

internal sealed class AssignStep(int slot, Operand value) : Step
{
    public override bool Run(Machine machine, Slot[] frame)
    {
        if (value.Get(machine, frame) is not { } found)
        {
            return false;
        }

        frame[slot].Value = found;
        return Next.Run(machine, frame);
    }
}

/// <summary>The negation of one condition that has no solutions of its own.</summary>
internal sealed class NotConditionStep(Operand condition, Step body) : Step
{
    public override bool Run(Machine machine, Slot[] frame)
    {
        if (machine.Mark is not null)
        {
            return NotStep.Decide(machine, machine.Exists(body, frame, out var causes), causes) && Next.Run(machine, frame);
        }

        var holds = condition.Holds(machine, frame);
        if (!holds)
        {
            machine.Mark = null;
        }

        // Where it holds only possibly the mark stays: so does its negation.
        return (!holds || machine.Mark is not null) && Next.Run(machine, frame);
    }
}

internal sealed class NotStep(Step body) : Step
{
    public override bool Run(Machine machine, Slot[] frame) =>
        Decide(machine, machine.Exists(body, frame, out var causes), causes) && Next.Run(machine, frame);

    public static bool Decide(Machine machine, Truth exists, PathMark? causes)
    {
        if (exists == Truth.Unknown)
        {
            machine.Weaken(causes);
        }

        return exists != Truth.True;
    }
}

/// <summary>Keeps very long bodies from overflowing the stack; the planner puts one in every so often.</summary>
internal sealed class StackGuardStep : Step
{
    public const int Interval = 64;

    public override bool Run(Machine machine, Slot[] frame)
    {
        Machine.GuardStack();
        return Next.Run(machine, frame);
    }
}
