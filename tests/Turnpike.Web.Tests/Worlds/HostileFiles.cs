using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Turnpike.Gate.Rules;
using Turnpike.Text;
using Turnpike.Web.Tests.Samples;

namespace Turnpike.Web.Tests.Worlds;

/// <summary>A plan, a state and a rule in which every text that somebody else chooses is hostile.</summary>
internal static class HostileFiles
{
    private const string Provider = "registry.terraform.io/hashicorp/aws";

    public static string Address { get; } = $"aws_s3_bucket.b[{JsonSerializer.Serialize(Hostile.Name)}]";

    public static byte[] Plan { get; } = Bytes(new JsonObject
    {
        ["format_version"] = "1.2",
        ["terraform_version"] = "1.11.4",
        ["planned_values"] = new JsonObject { ["root_module"] = new JsonObject() },
        ["resource_changes"] = new JsonArray(
            Change("aws_s3_bucket", "b", Hostile.Name, ["update"], Bucket("before"), Bucket(Hostile.Prose)),
            Change("aws_s3_bucket", "b", Hostile.Turned, ["delete", "create"], Bucket(Hostile.Name), Bucket(Hostile.Turned)),
            Change("aws_s3_bucket", "b", Hostile.Long[..2000], ["create"], null, Bucket(Hostile.Long)),
            Change("aws_s3_bucket", "gone", "=1+1", ["delete"], Bucket("=1+1"), null)),
        ["configuration"] = new JsonObject { ["root_module"] = new JsonObject() },
    });

    public static byte[] State { get; } = Bytes(new JsonObject
    {
        ["version"] = 4,
        ["terraform_version"] = "1.11.4",
        ["serial"] = 1,
        ["lineage"] = "3f0b8f39-8f9c-4a61-9a26-1f8f2f5b0c11",
        ["outputs"] = new JsonObject(),
        ["resources"] = new JsonArray(Bucket(
            (Hostile.Name, Bucket(Hostile.Name)), (Hostile.Turned, Bucket(Hostile.Turned)), (Hostile.Long[..2000], Bucket(Hostile.Long)), ("=1+1", Bucket(Hostile.Prose)))),
    });

    /// <summary>Of an image that nothing runs, with a finding of each severity.</summary>
    public static byte[] Trivy { get; } = Bytes(new JsonObject
    {
        ["SchemaVersion"] = 2,
        ["ArtifactName"] = "registry.example.com/shop/web:1.4",
        ["ArtifactType"] = "container_image",
        ["Metadata"] = new JsonObject { ["RepoDigests"] = new JsonArray("registry.example.com/shop/web@sha256:" + new string('a', 64)) },
        ["Results"] = new JsonArray(new JsonObject
        {
            ["Target"] = Hostile.Name,
            ["Class"] = "lang-pkgs",
            ["Packages"] = new JsonArray(new JsonObject { ["Name"] = "log4j-core", ["Version"] = "2.14.1" }, new JsonObject { ["Name"] = Hostile.Name, ["Version"] = Hostile.Turned }),
            ["Vulnerabilities"] = new JsonArray([.. new[] { "CRITICAL", "HIGH", "MEDIUM", "LOW", "UNKNOWN" }.Select((severity, at) => (JsonNode)new JsonObject
            {
                ["VulnerabilityID"] = at == 4 ? Hostile.Name : $"CVE-2026-000{at}",
                ["PkgName"] = at == 0 ? "log4j-core" : Hostile.Of(200),
                ["InstalledVersion"] = Hostile.Turned,
                ["FixedVersion"] = at % 2 == 0 ? Hostile.Name : "",
                ["Severity"] = severity,
                ["Title"] = Hostile.Prose,
                ["PrimaryURL"] = at == 0 ? "https://example.com/" : "javascript:window.__pwned=1",
            })]),
        }),
    });

    /// <summary>Of code: one finding speaks of the hostile bucket.</summary>
    public static byte[] Sarif { get; } = Bytes(new JsonObject
    {
        ["version"] = "2.1.0",
        ["runs"] = new JsonArray(new JsonObject
        {
            ["tool"] = new JsonObject { ["driver"] = new JsonObject { ["name"] = Hostile.Name, ["version"] = Hostile.Turned, ["rules"] = new JsonArray(new JsonObject { ["id"] = Hostile.Turned, ["shortDescription"] = new JsonObject { ["text"] = Hostile.Prose } }) } },
            ["invocations"] = new JsonArray(new JsonObject { ["executionSuccessful"] = false, ["exitCodeDescription"] = Hostile.Prose }),
            ["results"] = new JsonArray(
                new JsonObject { ["ruleId"] = Hostile.Turned, ["level"] = "error", ["locations"] = new JsonArray(new JsonObject { ["physicalLocation"] = new JsonObject { ["artifactLocation"] = new JsonObject { ["uri"] = Hostile.Name }, ["region"] = new JsonObject { ["startLine"] = 3 } }, ["logicalLocations"] = new JsonArray(new JsonObject { ["fullyQualifiedName"] = Address }) }) },
                new JsonObject { ["ruleId"] = "accepted", ["suppressions"] = new JsonArray(new JsonObject { ["kind"] = "external", ["justification"] = Hostile.Prose }) }),
        }),
    });

    public static byte[] Bom { get; } = Bytes(new JsonObject
    {
        ["bomFormat"] = "CycloneDX",
        ["specVersion"] = "1.6",
        ["metadata"] = new JsonObject { ["component"] = new JsonObject { ["type"] = "application", ["name"] = Hostile.Name } },
        ["components"] = new JsonArray(new JsonObject { ["name"] = Hostile.Long[..2000], ["version"] = Hostile.Name }),
    });

    public static RulePack Rules { get; } = new("hostile", [SourceText.From("hostile.rego", $$"""
        # METADATA
        # title: {{JsonSerializer.Serialize(Hostile.Name)}}
        # description: {{JsonSerializer.Serialize(Hostile.Prose)}}
        # custom:
        #   id: hostile-everything
        #   severity: critical
        #   scope: resource
        #   resource_types: [aws_s3_bucket]
        #   remediation: {{JsonSerializer.Serialize(Hostile.Name + Hostile.Long)}}
        #   controls:
        #     {{JsonSerializer.Serialize(Hostile.Turned)}}: [{{JsonSerializer.Serialize(Hostile.Name)}}]
        package hostile.everything

        deny contains {"msg": sprintf("%v is not to be", [input.after.bucket]), "path": ["tags", {{JsonSerializer.Serialize(Hostile.Name)}}]} if {
        	input.after.bucket
        }

        warn contains {"msg": {{JsonSerializer.Serialize(Hostile.Prose)}}, "path": ["bucket"], "key": {{JsonSerializer.Serialize(Hostile.Turned)}}} if {
        	input.after.bucket
        }
        """)]);

    private static JsonObject Change(string type, string name, string index, string[] actions, JsonObject? before, JsonObject? after) => new()
    {
        ["address"] = $"{type}.{name}[{JsonSerializer.Serialize(index)}]",
        ["mode"] = "managed",
        ["type"] = type,
        ["name"] = name,
        ["index"] = index,
        ["provider_name"] = Provider,
        ["change"] = new JsonObject
        {
            ["actions"] = new JsonArray([.. actions.Select(a => (JsonNode)a)]),
            ["before"] = before,
            ["after"] = after,
            ["after_unknown"] = new JsonObject(),
            ["before_sensitive"] = false,
            ["after_sensitive"] = false,
        },
    };

    private static JsonObject Bucket(params (string Index, JsonObject Attributes)[] instances) => new()
    {
        ["mode"] = "managed",
        ["type"] = "aws_s3_bucket",
        ["name"] = "b",
        ["provider"] = $"provider[\"{Provider}\"]",
        ["instances"] = new JsonArray([.. instances.Select(i => (JsonNode)new JsonObject { ["schema_version"] = 0, ["index_key"] = i.Index, ["attributes"] = i.Attributes, ["sensitive_attributes"] = new JsonArray() })]),
    };

    private static JsonObject Bucket(string text) => new()
    {
        ["id"] = text,
        ["arn"] = "arn:aws:s3:::" + text,
        ["bucket"] = text,
        ["policy"] = new JsonObject { [text] = Hostile.Prose }.ToJsonString(),
        ["tags"] = new JsonObject { [Hostile.Name] = text, ["environment"] = text, ["Name"] = text, [Hostile.Long] = "\u0000\u001b[31mred\u001b[0m" },
        ["website"] = new JsonArray(new JsonObject { ["redirect_all_requests_to"] = "javascript:window.__pwned=1", [Hostile.Turned] = text }),
    };

    private static byte[] Bytes(JsonObject json) => Encoding.UTF8.GetBytes(json.ToJsonString());
}
