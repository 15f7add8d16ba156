using Turnpike.Formats.Withholding;
using Turnpike.Values;

namespace Turnpike.Formats.TerraformState;

/// <summary>Marks what a state instance's <c>sensitive_attributes</c> name, and what is secret by its name.</summary>
internal static class SensitivePaths
{
    /// <summary>The attributes of an instance with their marks. A path that cannot be followed marks what it reached: better too much.</summary>
    public static Value? Mark(ObjectValue instance)
    {
        var attributes = instance.Get("attributes") is { } own ? MarkNamed(own) : null;
        if (attributes is null || instance.Get("sensitive_attributes") is not ArrayValue paths)
        {
            return attributes;
        }

        foreach (var path in paths.Items)
        {
            if (path is ArrayValue steps)
            {
                attributes = MarkAt(attributes, steps, 0);
            }
        }

        return attributes;
    }

    /// <summary>With the marks of what is secret by its name alone.</summary>
    public static Value MarkNamed(Value value)
    {
        switch (value)
        {
            case ObjectValue obj:
                Value[]? members = null;
                for (var i = 0; i < obj.Count; i++)
                {
                    var isSecret = obj.Values[i] is StringValue { IsSensitive: false, Value.Length: > 0 } && obj.Keys[i] is StringValue { Value: var name } && SecretNames.IsSecret(name);
                    var member = isSecret ? obj.Values[i].ToSensitive() : MarkNamed(obj.Values[i]);
                    if (!ReferenceEquals(member, obj.Values[i]))
                    {
                        members ??= obj.Values.ToArray();
                        members[i] = member;
                    }
                }

                return members is null ? obj : ObjectValue.Create(obj.Shape, members);
            case ArrayValue array:
                return Zones.Items(array, MarkNamed);
            default:
                return value;
        }
    }

    private static Value MarkAt(Value value, ArrayValue steps, int at)
    {
        if (at == steps.Count || StepOf(steps[at]) is not { } step)
        {
            return value.ToSensitive();
        }

        switch (value)
        {
            case NullValue:
                return value;
            case ObjectValue obj:
                return obj.Get(step) is { } member ? obj.With(step, MarkAt(member, steps, at + 1)) : obj;
            case ArrayValue array when step is NumberValue index && index.TryGetInt32(out var place):
                if (place < 0 || place >= array.Count)
                {
                    return array;
                }

                var items = array.Items.ToArray();
                items[place] = MarkAt(items[place], steps, at + 1);
                return ArrayValue.Create(items);
            default:
                return value.ToSensitive();
        }
    }

    // {"type": "get_attr", "value": "x"}, or "index" with the key as {"value": …, "type": …}.
    private static Value? StepOf(Value step) => (step as ObjectValue)?.Get("value") switch
    {
        ObjectValue typed => typed.Get("value"),
        var key => key,
    };
}
