namespace Turnpike.Rego.Evaluation.Steps;

/// <summary>Takes a value apart by a pattern.</summary>
internal sealed class MatchStep(Operand value, Pattern pattern) : Step
{
    public override bool Run(Machine machine, Slot[] frame) =>
        value.Get(machine, frame) is { } found && pattern.Match(machine, frame, found) && Next.Run(machine, frame);
}
