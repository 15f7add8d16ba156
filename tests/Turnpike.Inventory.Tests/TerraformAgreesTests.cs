using System.IO.Compression;
using System.Text.Json.Nodes;
using Turnpike.Inventory.Joining;
using Turnpike.Inventory.Sources;
using Turnpike.Tests;
using Turnpike.Values;

namespace Turnpike.Inventory.Tests;

/// <summary>
/// An estate of a hundred types that Terraform built on an emulator of AWS and that was then changed by hand (it is recorded by
/// Turnpike.EndToEnd.Tests, DayOne): its state from before, what was observed after, and what <c>terraform plan -refresh-only</c>
/// said. Both must say the same, attribute by attribute.
/// </summary>
public sealed class TerraformAgreesTests : IDisposable
{
    private const string Account = "123456789012";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("turnpike-agrees-");

    [Fact]
    public async Task What_has_drifted_is_what_terraform_says()
    {
        await ZipFile.ExtractToDirectoryAsync(Path.Combine(Vectors.RepositoryRoot, "tests/Turnpike.EndToEnd.Tests/DayOne/recorded.zip"), _folder.FullName, TestContext.Current.CancellationToken);
        await using var yard = new Yard();
        await yard.PushAsync("terraform/shop", "default", await ReadAsync("terraform.tfstate"));
        var observed = Path.Combine(_folder.FullName, "aws", Account);
        var parts = Directory.GetFiles(observed, "*.json", SearchOption.AllDirectories)
            .Select(f => new SourcePush($"aws/{Account}", Path.ChangeExtension(Path.GetRelativePath(observed, f), null), File.ReadAllBytes(f))).ToList();
        Assert.All(await yard.ReceiveMany.RunAsync("sync", parts, TestContext.Current.CancellationToken), static o => Assert.IsType<SourceOutcome.Received>(o));

        var joined = await yard.Join.AtAsync(null, TestContext.Current.CancellationToken);
        var managed = joined.Resources().Where(static r => r.Side == RowSide.State).ToList();
        Assert.True(managed.Where(static r => r.Status is not JoinedStatus.Unknown).Select(static r => r.Row.Type).Distinct().Count() >= 100);

        var said = JsonNode.Parse(await ReadAsync("refresh-only.json"))!.AsArray().Select(static d => $"{d!["address"]}: {Attributes(d)}").Where(static s => !s.EndsWith(": ", StringComparison.Ordinal));
        Assert.Equal(
            said.Order(StringComparer.Ordinal),
            managed.Where(static r => r.Status is JoinedStatus.Drifted or JoinedStatus.Orphaned).Select(static r => $"{r.Row.Key.Address}: {Attributes(r)}").Order(StringComparer.Ordinal));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static string Attributes(JoinedResource joined) =>
        joined.Status == JoinedStatus.Orphaned ? "gone" : string.Join(' ', joined.Drift.Select(static d => ((StringValue)d.Path[0]).Value).Distinct().Order(StringComparer.Ordinal));

    // What the provider computes nobody changed by hand; default tags are compared where the cloud keeps them.
    private static string Attributes(JsonNode drift)
    {
        if (drift["change"]!["after"] is not JsonObject after)
        {
            return "gone";
        }

        var before = drift["change"]!["before"]!.AsObject();
        return string.Join(' ', after.Select(static a => a.Key)
            .Where(k => !JsonNode.DeepEquals(before[k], after[k]) && !(before[k] is null && after[k] is JsonObject { Count: 0 }))
            .Where(k => !Yard.Drift.IsComputed("registry.terraform.io/hashicorp/aws", (string)drift["type"]!, ValuePath.Of(k)))
            .Select(static k => k == "tags_all" ? "tags" : k)
            .Distinct().Order(StringComparer.Ordinal));
    }

    private Task<string> ReadAsync(string file) => File.ReadAllTextAsync(Path.Combine(_folder.FullName, file), TestContext.Current.CancellationToken);
}
