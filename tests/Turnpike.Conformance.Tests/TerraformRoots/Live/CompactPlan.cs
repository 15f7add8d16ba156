using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Turnpike.Conformance.Tests.TerraformRoots.Live;

/// <summary>
/// What <see cref="RootRunner"/> compares of a plan, one line a resource: no state but data sources, no configuration, and no
/// members that are null or unmarked.
/// </summary>
internal static class CompactPlan
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(string plan)
    {
        var root = JsonNode.Parse(plan)!.AsObject();
        var text = new StringBuilder("{\n\"terraform_version\": ").Append(root["terraform_version"]!.ToJsonString()).Append(",\n\"resource_changes\": [");
        Lines(text, root["resource_changes"]!.AsArray().Select(change => Change(change!)));
        text.Append("],\n\"output_changes\": ").Append(Trim(Outputs(root["output_changes"]))!.ToJsonString(Plain));
        text.Append(",\n\"prior_state\": {\"values\": {\"root_module\": {\"resources\": [");
        Lines(text, Data(root["prior_state"]?["values"]?["root_module"]));
        return text.Append("]}}}\n}\n").ToString();
    }

    private static void Lines(StringBuilder text, IEnumerable<JsonNode> items) =>
        text.Append('\n').AppendJoin(",\n", items.Select(item => item.ToJsonString(Plain))).Append('\n');

    private static JsonObject Change(JsonNode change) => new()
    {
        ["address"] = change["address"]!.DeepClone(),
        ["provider_name"] = change["provider_name"]!.DeepClone(),
        ["change"] = Marks(change["change"]!),
    };

    private static JsonObject Marks(JsonNode change)
    {
        var kept = new JsonObject { ["actions"] = change["actions"]!.DeepClone() };
        foreach (var name in (string[])["after", "after_unknown", "after_sensitive"])
        {
            if (change[name] is { } value)
            {
                kept[name] = Trim(value) ?? new JsonObject();
            }
        }

        return kept;
    }

    private static JsonObject Outputs(JsonNode? outputs) => new((outputs?.AsObject() ?? []).Select(output => KeyValuePair.Create(output.Key, (JsonNode?)new JsonObject
    {
        ["after"] = output.Value!["after"]?.DeepClone(),
        ["after_unknown"] = output.Value["after_unknown"]?.GetValueKind() == JsonValueKind.False ? new JsonObject() : output.Value["after_unknown"]?.DeepClone(),
    })));

    private static IEnumerable<JsonNode> Data(JsonNode? module) => module is null ? [] :
        (module["resources"]?.AsArray() ?? []).Where(resource => resource!["mode"]!.GetValue<string>() == "data").Select(resource => (JsonNode)new JsonObject
        {
            ["address"] = resource!["address"]!.DeepClone(),
            ["mode"] = "data",
            ["values"] = Trim(resource["values"]),
        }).Concat((module["child_modules"]?.AsArray() ?? []).SelectMany(Data));

    // Items of lists stay: their places count.
    private static JsonNode? Trim(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.Where(static m => m.Value is not null && m.Value.GetValueKind() != JsonValueKind.Null)
            .Select(static m => KeyValuePair.Create(m.Key, Trim(m.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Trim)]),
        _ => node?.DeepClone(),
    };
}
