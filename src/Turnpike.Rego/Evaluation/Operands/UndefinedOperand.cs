using Turnpike.Rego.Builtins;
using Turnpike.Values;

namespace Turnpike.Rego.Evaluation.Operands;

/// <summary>What never has a value.</summary>
internal sealed class UndefinedOperand : Operand
{
    public override Value? Get(Machine machine, Slot[] frame) => null;
}

/// <summary><c>print</c>: each argument is a set of its values, so that an undefined one can be shown.</summary>
internal sealed class PrintOperand(Operand[] arguments) : Operand
{
    public override Value Get(Machine machine, Slot[] frame)
    {
        var words = new string[arguments.Length];
        for (var i = 0; i < words.Length; i++)
        {
            words[i] = arguments[i].Get(machine, frame) is SetValue { Count: > 0 } set ? Shown(set.Items[0]) : "<undefined>";
        }

        machine.Output.Add(string.Join(' ', words));
        return Value.True;
    }

    private static string Shown(Value value) =>
        value.HoldsSensitive || !value.IsGround ? JsonText.Redacted(value)
        : value is StringValue text ? text.Value
        : RegoText.Of(value);
}
