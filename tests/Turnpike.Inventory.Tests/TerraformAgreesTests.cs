using System.Text.Json.Nodes;
using Turnpike.Inventory.Joining;
using Turnpike.Inventory.Sources;
using Turnpike.Tests;
using Turnpike.Values;

namespace Turnpike.Inventory.Tests;

/// <summary>
/// A small estate that Terraform built on an emulator of AWS and that was then changed by hand: its state from before, what
/// was observed after, and what <c>terraform plan -refresh-only</c> said. Both must say the same, attribute by attribute.
/// </summary>
public class TerraformAgreesTests
{
    private static readonly string s_folder = Path.Combine(Vectors.RepositoryRoot, "tests", "Turnpike.Inventory.Tests", "Joined");

    [Fact]
    public async Task What_has_drifted_is_what_terraform_says()
    {
        await using var yard = new Yard();
        using var join = new JoinEstate(yard.Inventory, JoinTests.Rules, Yard.Joins);
        await yard.PushAsync("prod/web", "terraform.tfstate", await ReadAsync("terraform.tfstate"));
        foreach (var (file, source) in (IReadOnlyList<(string, string)>)[("ec2", "eu-west-1/ec2"), ("vpc", "eu-west-1/vpc"), ("sqs", "eu-west-1/sqs"), ("dynamodb", "eu-west-1/dynamodb"), ("iam", "global/iam")])
        {
            Assert.IsType<SourceOutcome.Received>((await yard.ReceiveMany.RunAsync(
                "sync", [new SourcePush("aws/123456789012", source, await File.ReadAllBytesAsync(Path.Combine(s_folder, file + ".observation.json"), TestContext.Current.CancellationToken))], TestContext.Current.CancellationToken))[0]);
        }

        var joined = await join.AtAsync(null, TestContext.Current.CancellationToken);
        var managed = joined.Resources().Where(static r => r.Side == RowSide.State).ToDictionary(static r => r.Row.Key.Address);
        Assert.All(managed.Values, static r => Assert.NotNull(r.Observed));

        var said = JsonNode.Parse(await ReadAsync("refresh-only.json"))!["resource_drift"]!.AsArray().ToDictionary(static d => (string)d!["address"]!, static d => Attributes(d!));
        Assert.Equal(
            said.Where(static s => s.Value.Length > 0).Select(static s => $"{s.Key}: {s.Value}").Order(StringComparer.Ordinal),
            managed.Values.Where(static r => r.Drift.Count > 0).Select(static r => $"{r.Row.Key.Address}: {string.Join(' ', r.Drift.Select(static d => ((StringValue)d.Path[0]).Value).Distinct().Order(StringComparer.Ordinal))}").Order(StringComparer.Ordinal));
        Assert.Contains(joined.Resources(), static r => r is { Status: JoinedStatus.Unmanaged, Row.Type: "aws_sqs_queue" });
    }

    // What the provider computes nobody changed by hand; default tags are compared where the cloud keeps them.
    private static string Attributes(JsonNode drift)
    {
        var (before, after) = (drift["change"]!["before"]!.AsObject(), drift["change"]!["after"]!.AsObject());
        return string.Join(' ', after.Select(static a => a.Key)
            .Where(k => !JsonNode.DeepEquals(before[k], after[k]) && !(before[k] is null && after[k] is JsonObject { Count: 0 }))
            .Where(k => !JoinTests.Rules.IsComputed("registry.terraform.io/hashicorp/aws", (string)drift["type"]!, ValuePath.Of(k)))
            .Select(static k => k == "tags_all" ? "tags" : k)
            .Distinct().Order(StringComparer.Ordinal));
    }

    private static Task<string> ReadAsync(string file) => File.ReadAllTextAsync(Path.Combine(s_folder, file), TestContext.Current.CancellationToken);
}
