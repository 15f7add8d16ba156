using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Turnpike.Values;

namespace Turnpike.Hcl.Terraform.DataSources;

/// <summary>Writes a policy byte for byte as the AWS provider does: fixed member order, maps by key, markup escaped.</summary>
internal static class PolicyWriter
{
    public static string Write(PolicyDocument document, bool indented)
    {
        using var buffer = new MemoryStream();
        var options = new JsonWriterOptions { Indented = indented, IndentSize = 2, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        using (var json = new Utf8JsonWriter(buffer, options))
        {
            json.WriteStartObject();
            Member(json, "Version", document.Version);
            Member(json, "Id", document.Id);
            if (document.Statements.Count > 0)
            {
                json.WriteStartArray("Statement");
                foreach (var statement in document.Statements)
                {
                    Statement(json, statement);
                }

                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        return EscapeMarkup(Encoding.UTF8.GetString(buffer.ToArray()));
    }

    private static void Statement(Utf8JsonWriter json, PolicyStatement statement)
    {
        json.WriteStartObject();
        Member(json, "Sid", statement.Sid);
        Member(json, "Effect", statement.Effect);
        Member(json, "Action", statement.Actions);
        Member(json, "NotAction", statement.NotActions);
        Member(json, "Resource", statement.Resources);
        Member(json, "NotResource", statement.NotResources);
        Principals(json, "Principal", statement.Principals);
        Principals(json, "NotPrincipal", statement.NotPrincipals);
        Conditions(json, statement.Conditions);
        json.WriteEndObject();
    }

    private static void Member(Utf8JsonWriter json, string name, string value)
    {
        if (value.Length > 0)
        {
            json.WriteString(name, value);
        }
    }

    private static void Member(Utf8JsonWriter json, string name, PolicyStrings? value)
    {
        if (value is not null)
        {
            json.WritePropertyName(name);
            Strings(json, value.Items, value.IsSingle);
        }
    }

    private static void Strings(Utf8JsonWriter json, IReadOnlyList<string> items, bool isSingle)
    {
        if (isSingle)
        {
            json.WriteStringValue(items[0]);
            return;
        }

        json.WriteStartArray();
        foreach (var item in items)
        {
            json.WriteStringValue(item);
        }

        json.WriteEndArray();
    }

    private static void Principals(Utf8JsonWriter json, string name, IReadOnlyList<(string Type, PolicyStrings Identifiers)> principals)
    {
        if (principals.Count == 0)
        {
            return;
        }

        // "*" and {"AWS": "*"} are not the same to IAM; only {"*": "*"} is written short.
        if (principals is [{ Type: "*", Identifiers.Items: ["*"] }])
        {
            json.WriteString(name, "*");
            return;
        }

        var byType = new SortedDictionary<string, (List<string> Items, bool IsSingle)>(Comparer<string>.Create(CodePointOrder.Compare));
        foreach (var (type, identifiers) in principals)
        {
            var had = byType.TryGetValue(type, out var entry);
            var items = had ? entry.Items : [];
            items.AddRange(identifiers.IsSingle ? identifiers.Items : identifiers.Items.OrderDescending(Comparer<string>.Create(CodePointOrder.Compare)));
            byType[type] = (items, !had && identifiers.IsSingle);
        }

        json.WriteStartObject(name);
        foreach (var (type, (items, isSingle)) in byType)
        {
            json.WritePropertyName(type);
            Strings(json, items, isSingle);
        }

        json.WriteEndObject();
    }

    private static void Conditions(Utf8JsonWriter json, IReadOnlyList<(string Test, string Variable, IReadOnlyList<string> Values)> conditions)
    {
        if (conditions.Count == 0)
        {
            return;
        }

        var order = Comparer<string>.Create(CodePointOrder.Compare);
        var tests = new SortedDictionary<string, SortedDictionary<string, List<string>>>(order);
        foreach (var (test, variable, values) in conditions)
        {
            if (!tests.TryGetValue(test, out var variables))
            {
                tests[test] = variables = new SortedDictionary<string, List<string>>(order);
            }

            if (!variables.TryGetValue(variable, out var all))
            {
                variables[variable] = all = [];
            }

            all.AddRange(values);
        }

        json.WriteStartObject("Condition");
        foreach (var (test, variables) in tests)
        {
            json.WriteStartObject(test);
            foreach (var (variable, values) in variables)
            {
                json.WritePropertyName(variable);
                Strings(json, values, values.Count == 1);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    // Go's encoder writes markup and the two line separators as escapes; the relaxed encoder leaves them. Outside
    // strings none of these characters can occur in JSON.
    private static string EscapeMarkup(string json)
    {
        if (json.AsSpan().IndexOfAny("<>&\u2028\u2029") < 0)
        {
            return json;
        }

        var text = new StringBuilder(json.Length + 32);
        foreach (var c in json)
        {
            text.Append(c switch
            {
                '<' => "\\u003c",
                '>' => "\\u003e",
                '&' => "\\u0026",
                '\u2028' => "\\u2028",
                '\u2029' => "\\u2029",
                _ => null,
            });
            if (c is not ('<' or '>' or '&' or '\u2028' or '\u2029'))
            {
                text.Append(c);
            }
        }

        return text.ToString();
    }
}
