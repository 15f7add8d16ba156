using Turnpike.Estate.Identity;
using Turnpike.Estate.Joins;
using Turnpike.Values;

namespace Turnpike.Estate.Policies;

/// <summary>
/// A policy that a plan cannot write as text, because a part of it is not known yet, rebuilt from the
/// <c>data.aws_iam_policy_document</c> that it is made by: all that is known of it, in the shape of the policy grammar.
/// </summary>
internal static class PolicyDocument
{
    private const string DataType = "aws_iam_policy_document";

    /// <summary>Leads from a place in the document to the argument of the data source.</summary>
    public static JoinTemplate Source { get; } = new PolicyTemplate();

    /// <summary>Null unless the attribute is surely one such document, whole.</summary>
    public static (Value Document, Resource Origin)? Rebuild(EstateModel model, Resource resource, string attribute)
    {
        var refs = model.Refs(resource, ValuePath.Of(attribute));
        return !refs.IsOpen && refs.Possible.Count == 0 && refs.Certain is [{ Type: DataType, Address.Mode: ResourceMode.Data } data]
            && data.Attributes is ObjectValue attributes && Document(attributes) is { } document
            ? (document, data)
            : null;
    }

    private static ObjectValue? Document(ObjectValue attributes)
    {
        if (!IsUnset(attributes.Get("source_policy_documents")) || !IsUnset(attributes.Get("override_policy_documents"))
            || !IsUnset(attributes.Get("source_json")) || !IsUnset(attributes.Get("override_json"))
            || attributes.Get("statement") is not ArrayValue statements)
        {
            return null;
        }

        var made = new Value[statements.Count];
        for (var i = 0; i < made.Length; i++)
        {
            if (statements[i] is not ObjectValue statement)
            {
                return null;
            }

            made[i] = Statement(statement);
        }

        return Value.Object(
            ("Version", OrDefault(attributes.Get("version"), "2012-10-17")),
            ("Statement", ArrayValue.Create(made)));
    }

    private static ObjectValue Statement(ObjectValue statement)
    {
        var builder = new ObjectBuilder();
        builder.Set(Value.Of("Effect"), OrDefault(statement.Get("effect"), "Allow"));
        Copy(statement, "sid", builder, "Sid");
        Copy(statement, "actions", builder, "Action");
        Copy(statement, "not_actions", builder, "NotAction");
        Copy(statement, "resources", builder, "Resource");
        Copy(statement, "not_resources", builder, "NotResource");
        Principals(statement.Get("principals"), builder, "Principal");
        Principals(statement.Get("not_principals"), builder, "NotPrincipal");
        Conditions(statement.Get("condition"), builder);
        return builder.ToValue();
    }

    private static void Copy(ObjectValue statement, string from, ObjectBuilder builder, string to)
    {
        if (statement.Get(from) is { } value && !IsUnset(value))
        {
            builder.Set(Value.Of(to), value);
        }
    }

    private static void Principals(Value? blocks, ObjectBuilder statement, string name)
    {
        if (blocks is not ArrayValue { Count: > 0 } list)
        {
            if (blocks is UnknownValue)
            {
                statement.Set(Value.Of(name), blocks);
            }

            return;
        }

        var byType = new ObjectBuilder();
        foreach (var block in list.Items)
        {
            if (block is not ObjectValue o || o.Get("type") is not StringValue type || o.Get("identifiers") is not { } identifiers)
            {
                statement.Set(Value.Of(name), new UnknownValue(name, UnknownOrigin.Reference));
                return;
            }

            if (type.Value == "*")
            {
                statement.Set(Value.Of(name), type);
                return;
            }

            byType.Set(type, Joined(byType.Get(type), identifiers));
        }

        statement.Set(Value.Of(name), byType.ToValue());
    }

    private static void Conditions(Value? blocks, ObjectBuilder statement)
    {
        if (blocks is not ArrayValue { Count: > 0 } list)
        {
            if (blocks is UnknownValue)
            {
                statement.Set(Value.Of("Condition"), blocks);
            }

            return;
        }

        var byTest = new ObjectBuilder();
        foreach (var block in list.Items)
        {
            if (block is not ObjectValue o || o.Get("test") is not StringValue test || o.Get("variable") is not StringValue variable)
            {
                statement.Set(Value.Of("Condition"), new UnknownValue("Condition", UnknownOrigin.Reference));
                return;
            }

            var values = o.Get("values") ?? ArrayValue.Empty;
            byTest.Set(test, (byTest.Get(test) as ObjectValue ?? ObjectValue.Empty).With(variable, values));
        }

        statement.Set(Value.Of("Condition"), byTest.ToValue());
    }

    private static Value Joined(Value? left, Value right) =>
        left is ArrayValue a && right is ArrayValue b ? ArrayValue.Create([.. a.Items, .. b.Items]) : left is UnknownValue ? left : right;

    private static Value OrDefault(Value? value, string otherwise) => value is not null && !IsUnset(value) ? value : Value.Of(otherwise);

    private static bool IsUnset(Value? value) => value is null or NullValue or ArrayValue { Count: 0 } or StringValue { Value: "" };

    private sealed class PolicyTemplate : JoinTemplate
    {
        public override Value? Make(Value attributes) => attributes is ObjectValue o ? Document(o) : null;

        public override ValuePath Trace(Value attributes, ValuePath path)
        {
            if (path.Count < 2)
            {
                return ValuePath.Root;
            }

            var statement = ValuePath.Of("statement").Append(path[1]);
            return path.Count > 2 && path[2] is StringValue { Value: var key } ? statement.Append(Argument(key)) : statement;
        }

        private static string Argument(string key) => key switch
        {
            "Sid" => "sid",
            "Effect" => "effect",
            "Action" => "actions",
            "NotAction" => "not_actions",
            "Resource" => "resources",
            "NotResource" => "not_resources",
            "Principal" => "principals",
            "NotPrincipal" => "not_principals",
            _ => "condition",
        };
    }
}
