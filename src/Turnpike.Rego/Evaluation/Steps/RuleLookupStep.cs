using Turnpike.Rego.Evaluation.Rules;

namespace Turnpike.Rego.Evaluation.Steps;

/// <summary>What a partial rule has at a key: found by the key alone where that is less work than evaluating the whole rule.</summary>
internal sealed class RuleLookupStep(PartialRule rule, Operand key, int slot, LookupStep whole) : Step
{
    public override bool Run(Machine machine, Slot[] frame)
    {
        if (key.Get(machine, frame) is not { } at)
        {
            return false;
        }

        if (!rule.TryLookUp(machine, at, out var value))
        {
            whole.Next ??= Next;
            return whole.Run(machine, frame);
        }

        if (value is null)
        {
            return false;
        }

        frame[slot].Value = value;
        return Next.Run(machine, frame);
    }
}
