using System.Text.Json.Nodes;

namespace Turnpike.Tests;

/// <summary>States of version 4 as tests need them.</summary>
internal static class StateFile
{
    /// <param name="resources">Addresses without indexes (<c>aws_x.y</c>, <c>module.m.aws_x.y</c>), and attributes as JSON.</param>
    public static string Of(params IEnumerable<(string Address, string Attributes)> resources) => Of(1, resources);

    public static string Of(int serial, IEnumerable<(string Address, string Attributes)> resources)
    {
        var list = new JsonArray();
        foreach (var (address, attributes) in resources)
        {
            var (module, type, name) = address.Split('.') is [.. var modules, var t, var n] ? (string.Join('.', modules), t, n) : default;
            var resource = new JsonObject
            {
                ["mode"] = "managed",
                ["type"] = type,
                ["name"] = name,
                ["provider"] = $"provider[\"registry.terraform.io/hashicorp/{type.Split('_')[0]}\"]",
                ["instances"] = new JsonArray(new JsonObject { ["schema_version"] = 0, ["attributes"] = JsonNode.Parse(attributes), ["sensitive_attributes"] = new JsonArray() }),
            };
            if (module.Length > 0)
            {
                resource["module"] = module;
            }

            list.Add(resource);
        }

        return new JsonObject { ["version"] = 4, ["terraform_version"] = "1.11.4", ["serial"] = serial, ["lineage"] = "0000", ["outputs"] = new JsonObject(), ["resources"] = list }.ToJsonString();
    }
}
