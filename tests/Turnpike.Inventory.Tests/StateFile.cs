using System.Text.Json.Nodes;

namespace Turnpike.Inventory.Tests;

/// <summary>States of version 4 as tests need them.</summary>
internal static class StateFile
{
    /// <param name="resources">Addresses without modules (<c>aws_x.y</c>), and attributes as JSON.</param>
    public static string Of(params IEnumerable<(string Address, string Attributes)> resources) => Of(1, resources);

    public static string Of(int serial, IEnumerable<(string Address, string Attributes)> resources)
    {
        var list = new JsonArray();
        foreach (var (address, attributes) in resources)
        {
            var dot = address.IndexOf('.', StringComparison.Ordinal);
            list.Add(new JsonObject
            {
                ["mode"] = "managed",
                ["type"] = address[..dot],
                ["name"] = address[(dot + 1)..],
                ["provider"] = "provider[\"registry.terraform.io/hashicorp/aws\"]",
                ["instances"] = new JsonArray(new JsonObject { ["schema_version"] = 0, ["attributes"] = JsonNode.Parse(attributes), ["sensitive_attributes"] = new JsonArray() }),
            });
        }

        return new JsonObject { ["version"] = 4, ["terraform_version"] = "1.11.4", ["serial"] = serial, ["lineage"] = "0000", ["outputs"] = new JsonObject(), ["resources"] = list }.ToJsonString();
    }
}
