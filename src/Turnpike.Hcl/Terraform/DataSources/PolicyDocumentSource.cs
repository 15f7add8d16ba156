using System.Text;
using Turnpike.Values;

namespace Turnpike.Hcl.Terraform.DataSources;

/// <summary><c>aws_iam_policy_document</c>: text made from its arguments alone.</summary>
internal static class PolicyDocumentSource
{
    private static readonly string[] s_statementSets = ["actions", "not_actions", "resources", "not_resources"];

    /// <param name="configuration">By the schema, wholly known.</param>
    /// <returns>The object that the data source gives. Throws <see cref="PolicyException"/> where the provider reports an error.</returns>
    public static ObjectValue Read(ObjectValue configuration)
    {
        var document = new PolicyDocument();
        if (Text(configuration, "source_json") is { Length: > 0 } || Text(configuration, "override_json") is { Length: > 0 })
        {
            throw new PolicyException("source_json and override_json are expected to be empty strings");
        }

        MergeSources(configuration, document);
        document.Merge(Own(configuration));
        foreach (var text in Items(configuration, "override_policy_documents"))
        {
            if (text is StringValue { Value.Length: > 0 } json)
            {
                document.Merge(PolicyReader.Read(json.Value));
            }
        }

        var result = PolicyWriter.Write(document, indented: true);
        var value = new ObjectBuilder(configuration.Count);
        value.SetAll(configuration);
        value.Set("version", Value.Of(VersionOf(configuration)));
        value.Set("statement", Value.Array([.. Items(configuration, "statement").ToArray().Select(s => AsRead((ObjectValue)s))]));
        value.Set("id", Value.Of(LegacyHash.Of(result)));
        value.Set("json", Value.Of(result));
        value.Set("minified_json", Value.Of(PolicyWriter.Write(document, indented: false)));
        return value.ToValue();
    }

    private static void MergeSources(ObjectValue configuration, PolicyDocument document)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var sources = Items(configuration, "source_policy_documents");
        for (var i = 0; i < sources.Length; i++)
        {
            if (sources[i] is not StringValue { Value.Length: > 0 } json)
            {
                continue;
            }

            var source = PolicyReader.Read(json.Value);
            foreach (var statement in source.Statements)
            {
                if (statement.Sid.Length > 0 && !seen.Add(statement.Sid))
                {
                    throw new PolicyException($"merging source document {i}: duplicate Sid ({statement.Sid}) in source_policy_documents");
                }
            }

            document.Merge(source);
        }
    }

    private static PolicyDocument Own(ObjectValue configuration)
    {
        var version = VersionOf(configuration);
        var document = new PolicyDocument { Version = version, Id = Text(configuration, "policy_id") };
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in Items(configuration, "statement"))
        {
            var statement = (ObjectValue)item;
            var sid = Text(statement, "sid");
            if (sid.Length > 0 && !seen.Add(sid))
            {
                throw new PolicyException($"duplicate Sid ({sid}); remove the Sid or make it unique");
            }

            document.Statements.Add(new PolicyStatement
            {
                Sid = sid,
                Effect = Text(statement, "effect") is { Length: > 0 } effect ? effect : "Allow",
                Actions = Strings(statement, "actions"),
                NotActions = Strings(statement, "not_actions"),
                Resources = Strings(statement, "resources")?.Select(s => Variables(s, version)),
                NotResources = Strings(statement, "not_resources")?.Select(s => Variables(s, version)),
                Principals = Principals(statement, "principals", version),
                NotPrincipals = Principals(statement, "not_principals", version),
                Conditions = Conditions(statement, version),
            });
        }

        return document;
    }

    private static string VersionOf(ObjectValue configuration) => Text(configuration, "version") is { Length: > 0 } version ? version : "2012-10-17";

    private static string Text(ObjectValue value, string name) => value.Get(name) is StringValue s ? s.Value : "";

    private static ReadOnlySpan<Value> Items(ObjectValue value, string name) => value.Get(name) is ArrayValue a ? a.Items : [];

    private static PolicyStrings? Strings(ObjectValue value, string name)
    {
        var items = Texts(value, name);
        return items.Count == 0 ? null : PolicyStrings.Sorted(items);
    }

    private static List<string> Texts(ObjectValue value, string name)
    {
        var texts = new List<string>();
        foreach (var item in Items(value, name))
        {
            texts.Add(item is StringValue s ? s.Value : "");
        }

        return texts;
    }

    private static List<(string, PolicyStrings)> Principals(ObjectValue statement, string name, string version)
    {
        var principals = new List<(string Order, string Type, PolicyStrings Identifiers)>();
        foreach (var item in Items(statement, name))
        {
            var principal = (ObjectValue)item;
            var identifiers = Texts(principal, "identifiers");
            var serial = new StringBuilder("identifiers:");
            LegacyHash.AppendSet(serial, identifiers);
            serial.Append("type:");
            LegacyHash.AppendString(serial, Text(principal, "type"));
            principals.Add((LegacyHash.Of(serial.ToString()), Text(principal, "type"), PolicyStrings.Sorted(identifiers).Select(s => Variables(s, version))));
        }

        return [.. principals.OrderBy(static p => p.Order, StringComparer.Ordinal).Select(static p => (p.Type, p.Identifiers))];
    }

    private static List<(string, string, IReadOnlyList<string>)> Conditions(ObjectValue statement, string version)
    {
        var conditions = new List<(string Order, string Test, string Variable, IReadOnlyList<string> Values)>();
        foreach (var item in Items(statement, "condition"))
        {
            var condition = (ObjectValue)item;
            var values = Texts(condition, "values");
            var serial = new StringBuilder("test:");
            LegacyHash.AppendString(serial, Text(condition, "test"));
            serial.Append("values:");
            LegacyHash.AppendList(serial, values);
            serial.Append("variable:");
            LegacyHash.AppendString(serial, Text(condition, "variable"));
            conditions.Add((LegacyHash.Of(serial.ToString()), Text(condition, "test"), Text(condition, "variable"), [.. values.Select(s => Variables(s, version))]));
        }

        return [.. conditions.OrderBy(static c => c.Order, StringComparer.Ordinal).Select(static c => (c.Test, c.Variable, c.Values))];
    }

    /// <summary>IAM's own variables are written <c>&amp;{…}</c>, since <c>${…}</c> is Terraform's.</summary>
    private static string Variables(string text, string version) =>
        !text.Contains("&{", StringComparison.Ordinal) ? text
        : version == "2008-10-17" ? throw new PolicyException($"found &{{ sequence in ({text}), which is not supported in document version 2008-10-17")
        : text.Replace("&{", "${", StringComparison.Ordinal);

    // What was left out reads back as the provider's zero values.
    private static ObjectValue AsRead(ObjectValue statement)
    {
        var value = new ObjectBuilder(statement.Count);
        value.SetAll(statement);
        value.Set("effect", Value.Of(Text(statement, "effect") is { Length: > 0 } effect ? effect : "Allow"));
        value.Set("sid", Value.Of(Text(statement, "sid")));
        foreach (var name in s_statementSets)
        {
            value.Set(name, statement.Get(name) as ArrayValue ?? ArrayValue.Empty);
        }

        return value.ToValue();
    }
}
