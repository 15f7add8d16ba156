using Turnpike.Values;

namespace Turnpike.Rego.Evaluation.Operands;

internal sealed class ConstantOperand(Value value) : Operand
{
    public Value Value { get; } = value;

    public override Value Get(Machine machine, Slot[] frame) => Value;
}

internal sealed class SlotOperand(int slot) : Operand
{
    public int Slot { get; } = slot;

    public override Value? Get(Machine machine, Slot[] frame) => frame[Slot].Value;
}

internal sealed class InputOperand : Operand
{
    public override Value? Get(Machine machine, Slot[] frame) => machine.Input;
}

/// <summary>The base documents; rules are reached through their own operands.</summary>
internal sealed class DataOperand : Operand
{
    public override Value Get(Machine machine, Slot[] frame) => machine.Data;
}

/// <summary>What stands below another operand at constant keys.</summary>
internal sealed class PathOperand(Operand start, Value[] keys, int[] caches) : Operand
{
    public Operand Start { get; } = start;

    public IReadOnlyList<Value> Keys => keys;

    /// <summary>Whether an operand gives a part of the base documents.</summary>
    public static bool StartsAtData(Operand operand) => operand is DataOperand || (operand is PathOperand path && StartsAtData(path.Start));

    public override Value? Get(Machine machine, Slot[] frame)
    {
        var value = Start.Get(machine, frame);
        for (var i = 0; i < keys.Length; i++)
        {
            if (value is ObjectValue obj)
            {
                value = machine.Member(obj, keys[i], caches[i]);
                if (value is null || value.Kind == ValueKind.Possible || !obj.Shape.IsGround)
                {
                    value = value is null && obj.Shape.IsGround ? null : machine.Select(obj, keys[i]);
                }

                if (value is null)
                {
                    return null;
                }
            }
            else if (value is null)
            {
                return null;
            }
            else
            {
                value = Below(machine, value, keys[i]);
            }
        }

        return value;
    }

    private static Value? Below(Machine machine, Value value, Value key) => value switch
    {
        ArrayValue { IsGround: true } array => array.Get(key),
        SetValue { IsGround: true } set => set.Get(key),
        _ => machine.Select(value, key),
    };
}
