using System.IO.Compression;
using System.Text.Json;
using Turnpike.Estate.Defaults;
using Turnpike.Text;
using Turnpike.Values;
using static Turnpike.Estate.Tests.PlanJson;

namespace Turnpike.Estate.Tests.Defaults;

public class DefaultTests
{
    [Fact]
    public void A_computed_value_takes_a_certain_default_on_create_only()
    {
        var created = Estates.Plan(Create("aws_kms_key.k", """{"deletion_window_in_days": null}""", "multi_region"), "{\"resources\": [" + Block("aws_kms_key.k") + "]}").View("aws_kms_key.k");
        var updated = Estates.Plan(Change("aws_kms_key.k", "\"update\"", "{}", "{}", "multi_region"), "{\"resources\": [" + Block("aws_kms_key.k") + "]}").View("aws_kms_key.k");

        Assert.Equal("false", created.At("multi_region")!.ToString());
        Assert.Equal("30", created.At("deletion_window_in_days")!.ToString());
        Assert.IsType<UnknownValue>(updated.At("multi_region"));
        Assert.True(created.Trace(ValuePath.Of("multi_region")).Default is { IsCertain: true });
        Assert.Null(updated.Trace(ValuePath.Of("multi_region")).Default);
    }

    [Fact]
    public void A_default_that_is_not_certain_stands_for_null_and_not_for_an_unknown()
    {
        var blocks = "{\"resources\": [" + Block("aws_ebs_volume.v") + "]}";

        Assert.IsType<UnknownValue>(Estates.Plan(Create("aws_ebs_volume.v", "{}", "encrypted"), blocks).View("aws_ebs_volume.v").At("encrypted"));
        Assert.Equal("false", Estates.Plan(Create("aws_ebs_volume.v", """{"encrypted": null}"""), blocks).View("aws_ebs_volume.v").At("encrypted")!.ToString());
    }

    [Fact]
    public void What_refers_to_something_is_no_computed_default()
    {
        var blocks = "{\"resources\": [" + Block("aws_sqs_queue.q", ("sqs_managed_sse_enabled", "\"local.sse\"")) + "]}";

        Assert.IsType<UnknownValue>(Estates.Plan(Create("aws_sqs_queue.q", "{}", "sqs_managed_sse_enabled"), blocks).View("aws_sqs_queue.q").At("sqs_managed_sse_enabled"));
    }

    [Fact]
    public void A_new_bucket_is_private_and_of_an_old_one_that_is_not_known()
    {
        var created = Estates.Plan(Create("aws_s3_bucket.b"), "{}").View("aws_s3_bucket.b");
        var kept = Estates.Plan(Keep("aws_s3_bucket.b", """{"bucket": "old"}"""), "{}").View("aws_s3_bucket.b");

        Assert.Contains("\"block_public_acls\":true", created.At("public_access_block")!.ToString(), StringComparison.Ordinal);
        Assert.IsType<UnknownValue>(kept.At("public_access_block"));
    }

    [Theory]
    [InlineData("= 5.0.0", "old")]
    [InlineData("~> 5.0", "old")]
    [InlineData("~> 5.9.1", "old")]
    [InlineData(">= 6.0, < 7.0", "new")]
    [InlineData(">= 5.0", "unknown")]
    [InlineData("", "unknown")]
    [InlineData("not a version", "unknown")]
    public void The_version_decides_and_where_it_leaves_open_nothing_does(string constraint, string expected)
    {
        var table = new DefaultTable([Entry("old", "< 6.0.0"), Entry("new", ">= 6.0.0")]);
        var attributes = Value.Object(("x", Value.Null));
        var made = table.Find("t", constraint)!.Apply("t.x", attributes, isNew: true, filled: null).Get("x")!;

        Assert.Equal(expected, made is UnknownValue ? "unknown" : ((StringValue)made).Value);
    }

    [Fact]
    public void Broken_entries_are_reported_one_by_one()
    {
        var diagnostics = new DiagnosticBag();
        var file = SourceText.From("x.json", """{"defaults": [{"type": "a"}, {"type": "a", "path": "p[", "value": 1, "certain": true, "source": "s"}, {"type": "a", "path": "p", "value": 1, "certain": true, "source": "s"}]}""");
        var table = DefaultTable.Load([file], diagnostics);

        Assert.Equal(["1:15", "1:30"], diagnostics.Select(static d => d.Position.ToString()));
        Assert.Single(table.Of("a"));
    }

    /// <summary>Every path of the AWS data exists in the provider's schema, but for what is our own name for a satellite.</summary>
    [Fact]
    public void Aws_defaults_name_attributes_that_the_provider_has()
    {
        string[] ours = ["public_access_block", "ownership_controls", "rotation_rules", "lifecycle_policy", "backup_policy"];
        Estates.Vector("terraform/roots/eks-prod/plan-1-create.json");
        using var zipped = new GZipStream(new MemoryStream(Estates.VectorBytes("terraform/aws-5.100.0-schema.json.gz")), CompressionMode.Decompress);
        using var schema = JsonDocument.Parse(zipped);
        var types = schema.RootElement.GetProperty("resources");
        var missing = new List<string>();
        foreach (var type in types.EnumerateObject())
        {
            foreach (var entry in Estates.Defaults.Of(type.Name))
            {
                if (!entry.IsPattern && entry.Path[0] is StringValue top && !ours.Contains(top.Value) && entry.Versions == VersionRange.All
                    && !(type.Name == "aws_ecr_repository" && top.Value == "policy") && !Exists(type.Value, entry.Path))
                {
                    missing.Add($"{type.Name}.{entry.Path}");
                }
            }
        }

        Assert.Empty(missing);
    }

    private static bool Exists(JsonElement block, ValuePath path)
    {
        foreach (var step in path)
        {
            if (step is StringValue { Value: not "*" } key)
            {
                if (block.TryGetProperty("blocks", out var blocks) && blocks.TryGetProperty(key.Value, out var inner))
                {
                    block = inner[3];
                }
                else
                {
                    return block.TryGetProperty("attributes", out var attributes) && attributes.TryGetProperty(key.Value, out _);
                }
            }
        }

        return true;
    }

    private static ProviderDefault Entry(string value, string versions) =>
        new("t", ValuePath.Of("x"), Value.Of(value), true, false, [], VersionRange.Of(versions), "here");
}
