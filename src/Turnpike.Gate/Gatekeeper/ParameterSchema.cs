using Turnpike.Values;

namespace Turnpike.Gate.Gatekeeper;

/// <summary>
/// Checks a constraint's parameters by the OpenAPI schema of its template and lays its defaults into them.
/// Keywords that Kubernetes takes; others say nothing.
/// </summary>
/// <param name="fault">Told where a value breaks the schema, and how.</param>
/// <param name="undeclared">Told of members that the schema does not name.</param>
internal sealed class ParameterSchema(GoPattern patterns, Action<ValuePath, string> fault, Action<ValuePath> undeclared)
{
    private static readonly Action<ValuePath> s_ignore = static _ => { };

    public Value Check(ObjectValue schema, Value value, ValuePath path)
    {
        if (value is NullValue && schema.Get("nullable") == Value.True)
        {
            return value;
        }

        if (TypeFault(schema, value) is { } expected)
        {
            fault(path, $"is not {expected}");
            return value;
        }

        CheckCombinations(schema, value, path);
        if (schema.Get("enum") is ArrayValue choices && !choices.Items.Contains(value))
        {
            fault(path, $"is {value}, which is none of {string.Join(", ", choices.Items.ToArray().Select(static c => c.ToString()))}");
        }

        switch (value)
        {
            case ObjectValue members:
                return CheckMembers(schema, members, path);
            case ArrayValue items:
                return CheckItems(schema, items, path);
            case StringValue text:
                CheckText(schema, text.Value, path);
                return value;
            case NumberValue number:
                CheckNumber(schema, number, path);
                return value;
            default:
                return value;
        }
    }

    private static string? TypeFault(ObjectValue schema, Value value)
    {
        if (schema.Get("x-kubernetes-int-or-string") == Value.True)
        {
            return value is NumberValue or StringValue ? null : "a number or a text";
        }

        return PolicyObject.TextOf(schema.Get("type")) switch
        {
            "object" when value is not ObjectValue => "an object",
            "array" when value is not ArrayValue => "a list",
            "string" when value is not StringValue => "a text",
            "boolean" when value is not BooleanValue => "true or false",
            "number" when value is not NumberValue => "a number",
            "integer" when value is not NumberValue { IsInteger: true } => "a whole number",
            _ => null,
        };
    }

    private void CheckCombinations(ObjectValue schema, Value value, ValuePath path)
    {
        foreach (var part in Parts(schema, "allOf"))
        {
            Check(part, value, path);
        }

        if (Parts(schema, "anyOf") is { Count: > 0 } any && !any.Exists(part => Holds(part, value)))
        {
            fault(path, "is none of what the schema allows (anyOf)");
        }

        if (Parts(schema, "oneOf") is { Count: > 0 } one && one.Count(part => Holds(part, value)) != 1)
        {
            fault(path, "is not exactly one of what the schema allows (oneOf)");
        }

        if (schema.Get("not") is ObjectValue not && Holds(not, value))
        {
            fault(path, "is what the schema forbids (not)");
        }
    }

    private static List<ObjectValue> Parts(ObjectValue schema, string keyword) =>
        schema.Get(keyword) is ArrayValue parts ? [.. parts.Items.ToArray().OfType<ObjectValue>()] : [];

    private bool Holds(ObjectValue schema, Value value)
    {
        var holds = true;
        new ParameterSchema(patterns, (_, _) => holds = false, s_ignore).Check(schema, value, ValuePath.Root);
        return holds;
    }

    private ObjectValue CheckMembers(ObjectValue schema, ObjectValue members, ValuePath path)
    {
        var properties = schema.Get("properties") as ObjectValue ?? ObjectValue.Empty;
        if (schema.Get("required") is ArrayValue required)
        {
            foreach (var name in required.Items)
            {
                if (members.Get(name) is null && (properties.Get(name) as ObjectValue)?.Get("default") is null)
                {
                    fault(path, $"has no {PolicyObject.TextOf(name)}");
                }
            }
        }

        var isOpen = schema.Get("x-kubernetes-preserve-unknown-fields") == Value.True || (properties.Count == 0 && schema.Get("additionalProperties") is null);
        var result = new ObjectBuilder(members.Count);
        for (var i = 0; i < members.Count; i++)
        {
            var (key, value) = (members.Keys[i], members.Values[i]);
            var below = path.Append(key);
            if ((properties.Get(key) ?? schema.Get("additionalProperties")) is ObjectValue declared)
            {
                value = Check(declared, value, below);
            }
            else if (!isOpen && schema.Get("additionalProperties") != Value.True)
            {
                undeclared(below);
            }

            result.Set(key, value);
        }

        LayDefaults(properties, result, path);
        CheckCount(schema, members.Count, "Properties", "members", path);
        return result.ToValue();
    }

    private void LayDefaults(ObjectValue properties, ObjectBuilder result, ValuePath path)
    {
        for (var i = 0; i < properties.Count; i++)
        {
            if ((properties.Values[i] as ObjectValue)?.Get("default") is { } standard && result.Get(properties.Keys[i]) is null)
            {
                result.Set(properties.Keys[i], Check((ObjectValue)properties.Values[i], standard, path.Append(properties.Keys[i])));
            }
        }
    }

    private ArrayValue CheckItems(ObjectValue schema, ArrayValue items, ValuePath path)
    {
        CheckCount(schema, items.Count, "Items", "items", path);
        if (schema.Get("items") is not ObjectValue declared)
        {
            return items;
        }

        var result = new Value[items.Count];
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = Check(declared, items[i], path.Append(i));
        }

        return ArrayValue.Create(result);
    }

    private void CheckText(ObjectValue schema, string text, ValuePath path)
    {
        CheckCount(schema, text.EnumerateRunes().Count(), "Length", "characters", path);
        if (schema.Get("pattern") is StringValue { Value: var pattern } && !patterns.Matches(pattern, text))
        {
            fault(path, $"does not match {pattern}");
        }
    }

    private void CheckNumber(ObjectValue schema, NumberValue number, ValuePath path)
    {
        if (schema.Get("minimum") is NumberValue least && (schema.Get("exclusiveMinimum") == Value.True ? number <= least : number < least))
        {
            fault(path, $"is {number}, less than {least}");
        }

        if (schema.Get("maximum") is NumberValue most && (schema.Get("exclusiveMaximum") == Value.True ? number >= most : number > most))
        {
            fault(path, $"is {number}, more than {most}");
        }
    }

    private void CheckCount(ObjectValue schema, int count, string keyword, string what, ValuePath path)
    {
        if (schema.Get("min" + keyword) is NumberValue least && Value.Of(count) < least)
        {
            fault(path, $"has fewer than {least} {what}");
        }

        if (schema.Get("max" + keyword) is NumberValue most && Value.Of(count) > most)
        {
            fault(path, $"has more than {most} {what}");
        }
    }
}
