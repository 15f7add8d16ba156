using System.Text.Json.Nodes;

namespace Turnpike.Inventory.Tests;

/// <summary>What the code of a root leads to, as <c>turnpike terraform result</c> writes it.</summary>
internal static class CodeFile
{
    public static string Of(params IEnumerable<string> addresses)
    {
        var (changes, places) = (new JsonArray(), new JsonArray());
        foreach (var address in addresses)
        {
            var dot = address.IndexOf('.', StringComparison.Ordinal);
            changes.Add(new JsonObject
            {
                ["address"] = address,
                ["mode"] = "managed",
                ["type"] = address[..dot],
                ["name"] = address[(dot + 1)..],
                ["provider_name"] = "registry.terraform.io/hashicorp/aws",
                ["change"] = new JsonObject { ["actions"] = new JsonArray("create"), ["before"] = null, ["after"] = new JsonObject { ["name"] = address[(dot + 1)..] }, ["after_unknown"] = new JsonObject(), ["before_sensitive"] = false, ["after_sensitive"] = new JsonObject() },
            });
            places.Add(new JsonObject { ["at"] = new JsonArray(0, 1, 1) });
        }

        return new JsonObject
        {
            ["format_version"] = "1.2",
            ["resource_changes"] = changes,
            ["configuration"] = new JsonObject(),
            ["code_result"] = new JsonObject
            {
                ["version"] = 1,
                ["folder"] = "infra",
                ["workspace"] = "default",
                ["complete"] = true,
                ["providers"] = new JsonObject(),
                ["files"] = new JsonArray("main.tf"),
                ["resources"] = places,
                ["data"] = new JsonArray(),
                ["parts"] = new JsonArray(),
            },
        }.ToJsonString();
    }
}
