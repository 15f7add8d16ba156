using System.Text;
using System.Text.Json;
using Turnpike.Formats;
using Turnpike.Formats.Observation;
using Turnpike.Values;

namespace Turnpike.Connectors.Tests.Aws;

/// <summary>What Terraform built on the emulator is what the connector sees: every resource, in the attributes of its state.</summary>
public sealed class EstateTests(MotoServer moto) : IClassFixture<MotoServer>
{
    /// <summary>
    /// What a connector has no business with (what is in buckets and secrets), and what Terraform gives an id of its own that
    /// no API knows.
    /// </summary>
    private static readonly HashSet<string> s_notObserved =
    [
        "aws_iam_role_policy_attachment", "aws_iam_user_group_membership", "aws_s3_object", "aws_secretsmanager_secret_version", "aws_volume_attachment",
    ];

    /// <summary>Where the emulator answers a list otherwise than it answered Terraform.</summary>
    private static readonly HashSet<string> s_differsInEmulator = ["aws_elasticache_cluster.engine_version_actual"];

    [Fact]
    public async Task What_terraform_built_is_what_is_seen()
    {
        moto.Require();
        TerraformEstate.Require();
        using var estate = await TerraformEstate.ApplyAsync(moto.Endpoint);
        using var readings = Connect();

        var parts = await readings.ReadAsync("aws", Settings());

        CheckSecrets(parts);
        CheckSame(parts, await readings.ReadAsync("aws", Settings()));
        var observed = Resources(parts);
        var differences = new List<string>();
        foreach (var (type, id, attributes) in estate.Resources().Where(r => !s_notObserved.Contains(r.Type)))
        {
            differences.AddRange(observed.TryGetValue((type, id), out var seen)
                ? AttributeComparison.Differences(type, seen.GetProperty("attributes"), attributes)
                : [$"{type} {id}: not seen"]);
        }

        Assert.Empty(differences.Where(d => !s_differsInEmulator.Contains(d.Split(':')[0])).Distinct().Order(StringComparer.Ordinal));
    }

    // What is secret is not asked for, or it is marked.
    private static void CheckSecrets(Dictionary<string, PartReading> parts)
    {
        var secrets = parts.Values.Where(p => p.Content is not null).Select(p => (p.Part, Text: Encoding.UTF8.GetString(p.Content!.Value.Span)))
            .Where(p => p.Text.Contains("secret-", StringComparison.Ordinal)).ToList();

        Assert.Equal(["eu-west-1/ecs", "eu-west-1/lambda"], secrets.Select(s => s.Part.Source).Order());
        foreach (var (part, _) in secrets)
        {
            var read = InputReader.Read("part.json", parts[part.ToString()].Content!.Value);
            var document = Assert.IsType<ObservationDocument>(read.Document);
            Assert.DoesNotContain(document.Resources, r => JsonText.Redacted(r.Content.Value!).Contains("secret-", StringComparison.Ordinal));
        }
    }

    private static void CheckSame(Dictionary<string, PartReading> first, Dictionary<string, PartReading> second)
    {
        Assert.Equal(first.Keys.Order(), second.Keys.Order());
        Assert.All(first, p => Assert.Equal(p.Value.Content?.ToArray(), second[p.Key].Content?.ToArray()));
    }

    private static Readings Connect()
    {
        var readings = new Readings();
        readings.Environment["AWS_ACCESS_KEY_ID"] = "test";
        readings.Environment["AWS_SECRET_ACCESS_KEY"] = "test";
        return readings;
    }

    private string Settings() => $$"""{"endpoint": "{{moto.Endpoint}}", "region": "eu-west-1", "regions": ["eu-west-1"], "requests_per_second": 1000}""";

    private static Dictionary<(string Type, string Id), JsonElement> Resources(Dictionary<string, PartReading> parts)
    {
        var found = new Dictionary<(string, string), JsonElement>();
        foreach (var part in parts.Values.Where(p => p.Content is not null))
        {
            using var document = JsonDocument.Parse(part.Content!.Value);
            foreach (var resource in document.RootElement.GetProperty("resources").EnumerateArray())
            {
                found.Add((resource.GetProperty("type").GetString()!, resource.GetProperty("id").GetString()!), resource.Clone());
            }
        }

        return found;
    }
}
