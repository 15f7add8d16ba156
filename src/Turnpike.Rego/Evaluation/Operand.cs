using Turnpike.Values;

namespace Turnpike.Rego.Evaluation;

/// <summary>A compiled expression with at most one value. What it reads from the frame is bound when it is asked.</summary>
internal abstract class Operand
{
    /// <summary>The value, or null: undefined. Weakens the path's mark where the value exists only possibly.</summary>
    public abstract Value? Get(Machine machine, Slot[] frame);

    /// <summary>Whether a path goes on where this is its condition; weakens the mark where that is not decided.</summary>
    public virtual bool Holds(Machine machine, Slot[] frame) => Get(machine, frame) is { } value && machine.Holds(value);
}
