using Turnpike.Values;

namespace Turnpike.Estate.Joins;

/// <summary>
/// Says how a value is made of a satellite's attributes. Written in JSON: a string that starts with <c>$</c> stands for an
/// attribute by its path, <c>{"$equals": ["$.status", "Enabled"]}</c> for a comparison, <c>{"$or": ["$.port", 0]}</c> for a value
/// or what stands for null, <c>{"$each": "$.rule", "take": …}</c> for a list made item by item; all else stands for itself.
/// What is absent or null is left out of arrays; what is absent is left out of objects.
/// </summary>
public abstract class JoinTemplate
{
    /// <summary>Null where the satellite does not say it.</summary>
    public abstract Value? Make(Value attributes);

    /// <summary>Which attribute of the satellite the value at a path of what was made came from; the nearest where it is made of several.</summary>
    public abstract ValuePath Trace(Value attributes, ValuePath path);

    /// <summary>Null if the template is malformed; <paramref name="fault"/> then says how.</summary>
    public static JoinTemplate? Parse(Value template, out string fault)
    {
        fault = "";
        switch (template)
        {
            case StringValue { Value: ['$', ..] } text:
                return AttributePath.TryParse(text.Value, out var path) ? new AttributeTemplate(path) : Fault($"{text} is no path", out fault);
            case ArrayValue array:
                return ParseItems(array.Items, out fault) is { } items ? new ArrayTemplate(items) : null;
            case ObjectValue o when o.Get("$equals") is ArrayValue { Count: 2 } pair:
                return Parse(pair[0], out fault) is { } compared ? new EqualsTemplate(compared, pair[1]) : null;
            case ObjectValue o when o.Get("$or") is ArrayValue { Count: 2 } pair:
                return Parse(pair[0], out fault) is { } first ? new OrTemplate(first, pair[1]) : null;
            case ObjectValue o when o.Get("$each") is StringValue list && o.Get("take") is { } take:
                return AttributePath.TryParse(list.Value, out var each) && Parse(take, out fault) is { } item
                    ? new EachTemplate(each, item)
                    : Fault($"{list} is no path", out fault);
            case ObjectValue o:
                return ParseMembers(o, out fault);
            default:
                return new ConstantTemplate(template);
        }
    }

    private static List<JoinTemplate>? ParseItems(ReadOnlySpan<Value> values, out string fault)
    {
        fault = "";
        var items = new List<JoinTemplate>(values.Length);
        foreach (var value in values)
        {
            if (Parse(value, out fault) is not { } item)
            {
                return null;
            }

            items.Add(item);
        }

        return items;
    }

    private static ObjectTemplate? ParseMembers(ObjectValue o, out string fault)
    {
        fault = "";
        foreach (var key in o.Keys)
        {
            if (key is StringValue { Value: ['$', ..] })
            {
                fault = $"{key} is not known here";
                return null;
            }
        }

        return ParseItems(o.Values, out fault) is { } members ? new ObjectTemplate(o.Shape, members) : null;
    }

    private static JoinTemplate? Fault(string what, out string fault)
    {
        fault = what;
        return null;
    }
}

internal sealed class ConstantTemplate(Value value) : JoinTemplate
{
    public override Value? Make(Value attributes) => value;

    public override ValuePath Trace(Value attributes, ValuePath path) => ValuePath.Root;
}

internal sealed class AttributeTemplate(ValuePath at) : JoinTemplate
{
    public override Value? Make(Value attributes) => at.Resolve(attributes);

    public override ValuePath Trace(Value attributes, ValuePath path) => at.Concat(path);
}

internal sealed class EqualsTemplate(JoinTemplate compared, Value constant) : JoinTemplate
{
    private static readonly UnknownRefinement s_boolean = new() { Type = ValueKind.Boolean, NotNull = true };

    public override Value? Make(Value attributes) => compared.Make(attributes) switch
    {
        null or NullValue => null,
        UnknownValue u => new UnknownValue(u.Id + "==" + constant, u.Origin, s_boolean),
        var value => Value.Of(value.Equals(constant)),
    };

    public override ValuePath Trace(Value attributes, ValuePath path) => compared.Trace(attributes, ValuePath.Root);
}

internal sealed class OrTemplate(JoinTemplate first, Value otherwise) : JoinTemplate
{
    public override Value? Make(Value attributes) => first.Make(attributes) is { Kind: not ValueKind.Null } value ? value : otherwise;

    public override ValuePath Trace(Value attributes, ValuePath path) => first.Trace(attributes, path);
}

internal sealed class ArrayTemplate(IReadOnlyList<JoinTemplate> items) : JoinTemplate
{
    public override Value? Make(Value attributes)
    {
        var made = new List<Value>(items.Count);
        foreach (var item in items)
        {
            if (item.Make(attributes) is { Kind: not ValueKind.Null } value)
            {
                made.Add(value);
            }
        }

        return ArrayValue.Create([.. made]);
    }

    public override ValuePath Trace(Value attributes, ValuePath path)
    {
        if (path.Count == 0)
        {
            return items.Count == 1 ? items[0].Trace(attributes, path) : ValuePath.Root;
        }

        if (path[0] is NumberValue number && number.TryGetInt32(out var at))
        {
            foreach (var item in items)
            {
                if (item.Make(attributes) is { Kind: not ValueKind.Null } && at-- == 0)
                {
                    return item.Trace(attributes, path.Skip(1));
                }
            }
        }

        return ValuePath.Root;
    }
}

internal sealed class EachTemplate(ValuePath list, JoinTemplate take) : JoinTemplate
{
    public override Value? Make(Value attributes)
    {
        switch (list.Resolve(attributes))
        {
            case ArrayValue array:
                var made = new List<Value>(array.Count);
                foreach (var item in array.Items)
                {
                    made.Add(take.Make(item) ?? Value.Null);
                }

                return ArrayValue.Create([.. made]);
            case var other:
                return other;
        }
    }

    public override ValuePath Trace(Value attributes, ValuePath path) =>
        path.Count > 0 && list.Resolve(attributes) is ArrayValue array && array.Get(path[0]) is { } item
            ? list.Append(path[0]).Concat(take.Trace(item, path.Skip(1)))
            : list;
}

internal sealed class ObjectTemplate(Shape shape, IReadOnlyList<JoinTemplate> members) : JoinTemplate
{
    public override Value? Make(Value attributes)
    {
        var values = new Value[shape.Count];
        var missing = 0;
        for (var i = 0; i < values.Length; i++)
        {
            var value = members[i].Make(attributes);
            values[i] = value!;
            missing += value is null ? 1 : 0;
        }

        return missing == 0 ? ObjectValue.Create(shape, values) : WithoutMissing(values);
    }

    private ObjectValue WithoutMissing(Value?[] values)
    {
        var builder = new ObjectBuilder(values.Length);
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] is { } value)
            {
                builder.Set(shape.Keys[i], value);
            }
        }

        return builder.ToValue();
    }

    public override ValuePath Trace(Value attributes, ValuePath path)
    {
        var at = path.Count == 0 ? -1 : shape.IndexOf(path[0]);
        return at < 0 ? ValuePath.Root : members[at].Trace(attributes, path.Skip(1));
    }
}
