using System.Text.Json;

namespace Turnpike.Server.Tests.Api;

/// <summary>Whether JSON is what a schema of the OpenAPI document says; what the schema does not name is a fault too.</summary>
internal sealed class SchemaCheck(JsonElement document)
{
    public IReadOnlyList<string> Faults(JsonElement schema, JsonElement value)
    {
        var faults = new List<string>();
        Check(schema, value, "", faults);
        return faults;
    }

    public JsonElement Resolve(JsonElement schema)
    {
        while (schema.TryGetProperty("$ref", out var reference))
        {
            schema = reference.GetString()!.Split('/').Skip(1).Aggregate(document, (at, step) => at.GetProperty(step.Replace("~1", "/", StringComparison.Ordinal)));
        }

        return schema;
    }

    private void Check(JsonElement schema, JsonElement value, string path, List<string> faults)
    {
        schema = Resolve(schema);
        foreach (var word in new[] { "oneOf", "anyOf" })
        {
            if (schema.TryGetProperty(word, out var choices))
            {
                if (!choices.EnumerateArray().Any(c => Faults(c, value).Count == 0))
                {
                    faults.Add($"{path}: fits none of {word}: {value.GetRawText()}");
                }

                return;
            }
        }

        if (schema.TryGetProperty("type", out var type) && !Types(type).Any(t => Fits(t, value)))
        {
            faults.Add($"{path}: {value.ValueKind} is not {type.GetRawText()}");
            return;
        }

        if (schema.TryGetProperty("enum", out var names) && !names.EnumerateArray().Any(n => n.GetRawText() == value.GetRawText()))
        {
            faults.Add($"{path}: {value.GetRawText()} is none of {names.GetRawText()}");
        }

        if (value.ValueKind == JsonValueKind.Object)
        {
            CheckObject(schema, value, path, faults);
        }
        else if (value.ValueKind == JsonValueKind.Array && schema.TryGetProperty("items", out var items))
        {
            foreach (var (i, item) in value.EnumerateArray().Index())
            {
                Check(items, item, $"{path}/{i}", faults);
            }
        }
    }

    private void CheckObject(JsonElement schema, JsonElement value, string path, List<string> faults)
    {
        var isNamed = schema.TryGetProperty("properties", out var properties);
        var others = schema.TryGetProperty("additionalProperties", out var additional) ? additional : default;
        foreach (var member in value.EnumerateObject())
        {
            if (isNamed && properties.TryGetProperty(member.Name, out var known))
            {
                Check(known, member.Value, $"{path}/{member.Name}", faults);
            }
            else if (others.ValueKind == JsonValueKind.Object)
            {
                Check(others, member.Value, $"{path}/{member.Name}", faults);
            }
            else if (isNamed)
            {
                faults.Add($"{path}/{member.Name}: the schema does not name it");
            }
        }

        if (schema.TryGetProperty("required", out var required))
        {
            faults.AddRange(required.EnumerateArray().Where(r => !value.TryGetProperty(r.GetString()!, out _)).Select(r => $"{path}/{r.GetString()}: missing"));
        }
    }

    private static IEnumerable<string> Types(JsonElement type) =>
        type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(t => t.GetString()!) : [type.GetString()!];

    private static bool Fits(string type, JsonElement value) => type switch
    {
        "null" => value.ValueKind == JsonValueKind.Null,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "number" => value.ValueKind == JsonValueKind.Number,
        "array" => value.ValueKind == JsonValueKind.Array,
        _ => value.ValueKind == JsonValueKind.Object,
    };
}
