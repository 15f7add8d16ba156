using System.Text.Json;
using System.Text.Json.Nodes;

namespace Turnpike.Delivery.Tests;

/// <summary>Makes plans and states as <c>terraform show -json</c> and a state file have them.</summary>
internal sealed class Plan
{
    private readonly JsonArray _changes = [];

    public static byte[] OfBucket(string owner) => new Plan().Create("aws_s3_bucket.logs", Bucket("shop-logs", owner)).ToBytes();

    public static JsonObject Bucket(string name, string? owner) => new()
    {
        ["bucket"] = name,
        ["tags"] = owner is null or "" ? new JsonObject() : new JsonObject { ["owner"] = owner },
    };

    public Plan Create(string address, JsonNode after, JsonNode? sensitive = null, JsonNode? unknown = null) => Add(address, ["create"], null, after, sensitive, unknown);

    public Plan Update(string address, JsonNode before, JsonNode after) => Add(address, ["update"], before, after, null, null);

    public Plan Delete(string address, JsonNode before) => Add(address, ["delete"], before, null, null, null);

    public Plan Add(string address, string[] actions, JsonNode? before, JsonNode? after, JsonNode? sensitive, JsonNode? unknown)
    {
        var parts = address.Split('.');
        _changes.Add(new JsonObject
        {
            ["address"] = address,
            ["mode"] = "managed",
            ["type"] = parts[0],
            ["name"] = parts[1],
            ["provider_name"] = "registry.terraform.io/hashicorp/aws",
            ["change"] = new JsonObject
            {
                ["actions"] = JsonSerializer.SerializeToNode(actions),
                ["before"] = before?.DeepClone(),
                ["after"] = after?.DeepClone(),
                ["after_unknown"] = unknown?.DeepClone() ?? new JsonObject(),
                ["before_sensitive"] = before is null ? false : new JsonObject(),
                ["after_sensitive"] = sensitive?.DeepClone() ?? new JsonObject(),
            },
        });
        return this;
    }

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(new JsonObject
    {
        ["format_version"] = "1.2",
        ["terraform_version"] = "1.9.0",
        ["resource_changes"] = _changes.DeepClone(),
    });

    public static byte[] State(params (string Address, JsonObject Attributes)[] resources)
    {
        var list = new JsonArray();
        foreach (var (address, attributes) in resources)
        {
            var parts = address.Split('.');
            list.Add(new JsonObject
            {
                ["mode"] = "managed",
                ["type"] = parts[0],
                ["name"] = parts[1],
                ["provider"] = "provider[\"registry.terraform.io/hashicorp/aws\"]",
                ["instances"] = new JsonArray(new JsonObject { ["schema_version"] = 0, ["attributes"] = attributes.DeepClone() }),
            });
        }

        return JsonSerializer.SerializeToUtf8Bytes(new JsonObject
        {
            ["version"] = 4,
            ["terraform_version"] = "1.9.0",
            ["serial"] = 1,
            ["lineage"] = "6d2f7b3c-0000-4000-8000-000000000000",
            ["outputs"] = new JsonObject(),
            ["resources"] = list,
        });
    }
}
