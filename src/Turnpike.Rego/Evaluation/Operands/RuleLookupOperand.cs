using Turnpike.Rego.Evaluation.Rules;
using Turnpike.Values;

namespace Turnpike.Rego.Evaluation.Operands;

/// <summary>What a partial rule has at a constant key.</summary>
internal sealed class RuleLookupOperand(PartialRule rule, Value key, PathOperand whole) : Operand
{
    public override Value? Get(Machine machine, Slot[] frame) =>
        rule.TryLookUp(machine, key, out var value) ? value : whole.Get(machine, frame);
}
