using Turnpike.Values;

namespace Turnpike.Rego.Evaluation.Rules;

/// <summary>Chooses, by the value of one operand, the definitions that can have a solution.</summary>
/// <param name="subject">What every indexed definition compares with a constant; it reads no frame but arguments.</param>
/// <param name="byValue">The definitions to try for each constant, in their order.</param>
/// <param name="others">Those to try for any other value.</param>
/// <param name="undefined">Those to try where the subject is undefined.</param>
internal sealed class RuleIndex(
    Operand subject, Dictionary<Value, Chain[]> byValue, Chain[] others, Chain[] undefined, Chain[] all, int argumentCount)
{
    private static readonly Slot[] s_none = [];

    public Chain[] Select(Machine machine, int arguments)
    {
        var value = subject.Get(machine, Frame(machine, arguments));
        if (value is null)
        {
            machine.Mark = null;
            return undefined;
        }

        // An unknown matches every key.
        if (!value.IsGround || machine.Mark is not null)
        {
            machine.Mark = null;
            return all;
        }

        return byValue.GetValueOrDefault(value, others);
    }

    private Slot[] Frame(Machine machine, int arguments)
    {
        if (argumentCount == 0)
        {
            return s_none;
        }

        var frame = new Slot[argumentCount];
        var values = machine.Arguments(arguments, argumentCount);
        for (var i = 0; i < argumentCount; i++)
        {
            frame[i].Value = values[i];
        }

        return frame;
    }
}
