using System.Text;
using Turnpike.Rego.Builtins;
using Turnpike.Rego.Evaluation.Unknowns;
using Turnpike.Values;

namespace Turnpike.Rego.Evaluation.Operands;

/// <summary>A string with values in it. Each part is a text or a set of at most one value; an empty one is undefined.</summary>
internal sealed class TemplateOperand(Operand[] parts) : Operand
{
    private const string Undefined = "<undefined>";

    public override Value? Get(Machine machine, Slot[] frame)
    {
        var text = new StringBuilder();
        PathMark? open = null;
        var isSensitive = false;
        foreach (var part in parts)
        {
            var value = part.Get(machine, frame)!;
            if (!value.IsGround)
            {
                open = PathMark.Join(open, Bags.AnyCause(value, Value.Null));
            }

            isSensitive |= value.HoldsSensitive;
            Append(text, value);
        }

        Value result = open is null
            ? Value.Of(text.ToString())
            : machine.Derive(open, "template", new UnknownRefinement { Type = ValueKind.String });
        return isSensitive ? result.ToSensitive() : result;
    }

    private static void Append(StringBuilder text, Value part)
    {
        if (part is SetValue set)
        {
            text.Append(set.Count == 0 ? Undefined : Shown(set.Items[0]));
        }
        else
        {
            text.Append(Shown(part));
        }
    }

    /// <summary>A string as it is, anything else as a Rego term.</summary>
    public static string Shown(Value value) => value is StringValue text ? text.Value : RegoText.Of(value);
}
