using Turnpike.Values;

namespace Turnpike.Rego.Evaluation.Unknowns;

/// <summary>
/// A member that stands for any number of members gives another value each time it is met: what was computed on the way to
/// it becomes another unknown, while the unknowns of the input stay the same.
/// </summary>
internal static class Renewal
{
    /// <summary>What a member of a collection gives when it is met; members that are one value are given as they are.</summary>
    public static Value Met(Value member) => member is PossibleValue possible
        ? possible.IsMany ? Anew(possible.Member) : possible.Member
        : member;

    public static Value Anew(Value value)
    {
        if (value.IsGround)
        {
            return value;
        }

        var renewed = value switch
        {
            UnknownValue unknown => unknown.IsDerived || unknown.IsAnonymous ? unknown.Anew() : unknown,
            ArrayValue array => ArrayValue.Create(All(array.Items)),
            SetValue set => SetValue.Create(All(set.Unordered)),
            ObjectValue obj => Members(obj),
            PossibleValue possible => new PossibleValue(Anew(possible.Member), possible.IsMany, possible.Causes, possible.CauseCount),
            _ => value,
        };
        return value.IsSensitive ? renewed.ToSensitive() : renewed;
    }

    private static Value[] All(ReadOnlySpan<Value> values)
    {
        var renewed = values.ToArray();
        for (var i = 0; i < renewed.Length; i++)
        {
            renewed[i] = Anew(renewed[i]);
        }

        return renewed;
    }

    private static ObjectValue Members(ObjectValue obj)
    {
        var builder = new ObjectBuilder(obj.Count);
        for (var i = 0; i < obj.Count; i++)
        {
            builder.Set(Anew(obj.Keys[i]), Anew(obj.Values[i]));
        }

        return builder.ToValue();
    }
}
