using Turnpike.Rego.Evaluation.Unknowns;
using Turnpike.Values;

namespace Turnpike.Rego.Evaluation.Rules;

/// <summary>Chooses, by one value that many definitions compare with a constant, the definitions that can have a solution.</summary>
internal sealed class RuleIndex<T>(IndexSubject subject, Dictionary<Value, T[]> byValue, T[] others, T[] all)
{
    public T[] Select(Machine machine, int arguments)
    {
        if (!subject.TryGet(machine, arguments, out var value))
        {
            return all;
        }

        return value is null ? others : byValue.GetValueOrDefault(value, others);
    }
}

/// <summary>A path into the input or into an argument of a function.</summary>
/// <param name="Argument">Which argument, or -1 for the input.</param>
internal sealed record IndexSubject(int Argument, Value[] Keys, int[] Caches)
{
    /// <summary>False if what stands there hangs on something unknown, which matches every constant. Null is undefined.</summary>
    public bool TryGet(Machine machine, int arguments, out Value? value)
    {
        value = Argument < 0 ? machine.Input : machine.Arguments(arguments + Argument, 1)[0];
        for (var i = 0; i < Keys.Length && value is not null; i++)
        {
            switch (value)
            {
                case ObjectValue obj when obj.Shape.IsGround:
                    value = machine.Member(obj, Keys[i], Caches[i]);
                    break;
                case ArrayValue array when array.IsGround || !Bags.IsBag(array):
                    value = array.Get(Keys[i]);
                    break;
                case SetValue { IsGround: true } set:
                    value = set.Get(Keys[i]);
                    break;
                default:
                    value = value.IsGround ? null : value;
                    return value is null;
            }
        }

        return value is null || value.IsGround;
    }
}
