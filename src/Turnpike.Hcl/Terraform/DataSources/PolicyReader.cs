using Turnpike.Text;
using Turnpike.Values;
using Turnpike.Values.Json;

namespace Turnpike.Hcl.Terraform.DataSources;

/// <summary>Reads a policy given as JSON to be merged. Throws <see cref="PolicyException"/> for what the provider refuses.</summary>
internal static class PolicyReader
{
    public static PolicyDocument Read(string json)
    {
        var faults = new DiagnosticBag();
        var value = JsonReader.Read(SourceText.From("policy", json), faults);
        if (value is null)
        {
            throw new PolicyException(faults.FirstOrDefault()?.Message ?? "the text is not JSON");
        }

        var document = new PolicyDocument();
        if (value is NullValue)
        {
            return document;
        }

        var members = value as ObjectValue ?? throw new PolicyException("the document is not a JSON object");
        document.Version = Text(members.Get("Version"), "Version");
        document.Id = Text(members.Get("Id"), "Id");
        switch (members.Get("Statement"))
        {
            case null or NullValue:
                break;
            case ArrayValue statements:
                foreach (var item in statements.Items)
                {
                    document.Statements.Add(Statement(item as ObjectValue ?? throw new PolicyException("Statement holds something other than objects")));
                }

                break;
            default:
                throw new PolicyException("Statement is not an array");
        }

        return document;
    }

    private static PolicyStatement Statement(ObjectValue value) => new()
    {
        Sid = Text(value.Get("Sid"), "Sid"),
        Effect = Text(value.Get("Effect"), "Effect"),
        Actions = Strings(value.Get("Action")),
        NotActions = Strings(value.Get("NotAction")),
        Resources = Strings(value.Get("Resource")),
        NotResources = Strings(value.Get("NotResource")),
        Principals = Principals(value.Get("Principal")),
        NotPrincipals = Principals(value.Get("NotPrincipal")),
        Conditions = Conditions(value.Get("Condition")),
    };

    private static string Text(Value? value, string name) => value switch
    {
        null or NullValue => "",
        StringValue s => s.Value,
        _ => throw new PolicyException($"{name} is not a string"),
    };

    private static PolicyStrings? Strings(Value? value) => value switch
    {
        null or NullValue => null,
        StringValue s => new PolicyStrings([s.Value], true),
        ArrayValue a => new PolicyStrings([.. Each(a)], false),
        _ => throw new PolicyException("a string or an array of strings is expected"),
    };

    private static List<string> Each(ArrayValue items)
    {
        var texts = new List<string>(items.Count);
        foreach (var item in items.Items)
        {
            texts.Add(item is StringValue s ? s.Value : throw new PolicyException("an array holds something other than strings"));
        }

        return texts;
    }

    private static List<(string, PolicyStrings)> Principals(Value? value)
    {
        var principals = new List<(string, PolicyStrings)>();
        if (value is StringValue { Value: "*" })
        {
            principals.Add(("*", new PolicyStrings(["*"], false)));
        }
        else if (value is ObjectValue members)
        {
            for (var i = 0; i < members.Count; i++)
            {
                principals.Add((((StringValue)members.Keys[i]).Value, Strings(members.Values[i]) ?? new PolicyStrings([], false)));
            }
        }
        else if (value is not (null or NullValue))
        {
            throw new PolicyException("a principal is neither \"*\" nor an object");
        }

        return principals;
    }

    private static List<(string, string, IReadOnlyList<string>)> Conditions(Value? value)
    {
        var conditions = new List<(string, string, IReadOnlyList<string>)>();
        if (value is null or NullValue)
        {
            return conditions;
        }

        var tests = value as ObjectValue ?? throw new PolicyException("Condition is not an object");
        for (var i = 0; i < tests.Count; i++)
        {
            var variables = tests.Values[i] as ObjectValue ?? throw new PolicyException("a condition is not an object");
            for (var j = 0; j < variables.Count; j++)
            {
                IReadOnlyList<string> values = variables.Values[j] switch
                {
                    StringValue s => [s.Value],
                    BooleanValue b => [b.Value ? "true" : "false"],
                    NumberValue n => [n.Text],
                    ArrayValue a => Each(a),
                    _ => throw new PolicyException("the values of a condition are not strings"),
                };
                conditions.Add((((StringValue)tests.Keys[i]).Value, ((StringValue)variables.Keys[j]).Value, values));
            }
        }

        return conditions;
    }
}

/// <summary>A policy that the provider would refuse; the message says why.</summary>
internal sealed class PolicyException(string message) : Exception(message);
