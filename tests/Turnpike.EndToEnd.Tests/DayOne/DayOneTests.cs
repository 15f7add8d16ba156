using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using Turnpike.Connectors.Tests.Aws;

namespace Turnpike.EndToEnd.Tests.DayOne;

/// <summary>
/// The first day: an account that Terraform built and people changed is connected and synced, and the numbers are what was put
/// there. Built anew on an emulator where that is installed; everywhere, out of a recording of that.
/// </summary>
public sealed class DayOneTests(MotoServer moto) : IClassFixture<MotoServer>, IDisposable
{
    private const string Scope = "terraform/shop";
    private const string Account = "123456789012";

    // What the recording was made with: large enough for every call by hand, small enough to be kept.
    private const int RecordedScale = 10;
    private const int BuiltScale = 150;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("turnpike-day-one-");
    private readonly ByHand _byHand = new();

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    private static bool Records => Environment.GetEnvironmentVariable("TURNPIKE_REWRITE") == "1";

    [Fact]
    public async Task What_terraform_built_and_people_changed_is_what_is_found()
    {
        moto.Require();
        BuiltEstate.Require();
        var office = new Workplace(_folder.FullName);
        office.Environment["AWS_ACCESS_KEY_ID"] = office.Environment["AWS_SECRET_ACCESS_KEY"] = "test";
        var estate = new BuiltEstate(office, moto.Endpoint);
        await estate.ApplyAsync(Records ? RecordedScale : BuiltScale, Now);
        var state = JsonNode.Parse(await File.ReadAllTextAsync(estate.StateFile, Now))!;
        await _byHand.DoAsync(moto.Endpoint, state, Now);
        var terraform = await estate.RefreshOnlyAsync(Now);

        string[] settings = ["--set", $"endpoint={moto.Endpoint}", "--set", "region=eu-west-1", "--set", "regions=eu-west-1", "--set", "requests_per_second=1000"];
        if (Records)
        {
            await RecordAsync(office, estate, terraform, settings);
        }

        await using var books = await Books.OpenAsync(office, "--data", "books");
        (await office.TurnpikeAsync(["connect", "aws", "main", "--schedule", "never", .. settings])).Ends(0);

        // Three calls the emulator does not know: the sync says so, and goes on.
        (await office.TurnpikeAsync("sync", "main", "--wait")).Ends(2).Says("3 not read, or not wholly");
        (await office.TurnpikeAsync("connect", "terraform-state", "shop", "--schedule", "never", "--set", "backend=local", "--set", "name=shop", "--set", $"path={estate.StateFile}")).Ends(0);
        (await office.TurnpikeAsync("sync", "shop", "--wait")).Ends(0);

        await CheckAsync(office, state);
        await CheckPullRequestsAsync(books, Records ? RecordedScale : BuiltScale);
        var found = (await DifferingAsync(office)).Select(static d => d.Split(": ")[0]);
        Assert.Equal(terraform.Select(static d => (string)d!["address"]!).Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_same_is_found_in_what_was_recorded_of_it()
    {
        var office = new Workplace(_folder.FullName);
        await ZipFile.ExtractToDirectoryAsync(DayOneFiles.Recorded, office.File("recorded"), Now);
        await using var books = await Books.OpenAsync(office, "--data", "books");
        (await office.TurnpikeAsync("push", "recorded/terraform.tfstate", "--scope", Scope, "--name", "default")).Ends(0);
        foreach (var part in Directory.GetFiles(office.File($"recorded/aws/{Account}"), "*.json", SearchOption.AllDirectories))
        {
            var source = Path.ChangeExtension(Path.GetRelativePath(office.File($"recorded/aws/{Account}"), part), null);
            (await office.TurnpikeAsync("push", part, "--scope", $"aws/{Account}", "--name", source)).Ends(0);
        }

        await CheckAsync(office, JsonNode.Parse(await File.ReadAllTextAsync(office.File("recorded/terraform.tfstate"), Now))!);
        await CheckPullRequestsAsync(books, RecordedScale);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task CheckAsync(Workplace office, JsonNode state)
    {
        var managed = state["resources"]!.AsArray().Where(static r => (string?)r!["mode"] == "managed").Sum(static r => r!["instances"]!.AsArray().Count);
        var gone = _byHand.Differs.Count(static d => d.EndsWith(": gone", StringComparison.Ordinal));
        var drifted = _byHand.Differs.Count() - gone;
        var status = DayOneFiles.Json((await office.TurnpikeAsync("estate", "status", "--format", "json")).Ends(0).Output);
        var counts = status.GetProperty("counts");

        // What is in a bucket and in a secret nobody reads.
        Assert.Equal(
            (managed - drifted - gone - 2, drifted, gone, 0, 2, _byHand.Made.Values.Sum()),
            (Count("in-sync"), Count("drifted"), Count("orphaned"), Count("absent"), Count("unknown"), status.GetProperty("makers").GetProperty("hand").GetInt32()));
        Assert.Empty(status.GetProperty("conflicts").EnumerateArray());
        Assert.Equal(_byHand.Differs, await DifferingAsync(office));
        (await office.TurnpikeAsync("assess")).Ends(0).Says($"{drifted} drifted · {gone} orphaned · 2 unknown").Says("One leaked key or password opens an account");

        var byHand = DayOneFiles.Json((await office.TurnpikeAsync("estate", "unmanaged", "--made-by", "hand", "--format", "json")).Ends(0).Output);
        Assert.Equal(
            _byHand.Made.OrderBy(static m => m.Key, StringComparer.Ordinal),
            byHand.EnumerateArray().GroupBy(static r => r.GetProperty("type").GetString()!).Select(static g => KeyValuePair.Create(g.Key, g.Count())).OrderBy(static m => m.Key, StringComparer.Ordinal));
        (await office.TurnpikeAsync("estate", "unowned", "--type", "aws_sqs_queue")).Ends(0).Says($"{Scope}//aws_sqs_queue.main");

        int Count(string name) => counts.GetProperty(name).GetInt32();
    }

    private static async Task<IReadOnlyList<string>> DifferingAsync(Workplace office)
    {
        var drifted = DayOneFiles.Json((await office.TurnpikeAsync("estate", "drift", "--format", "json")).Ends(0).Output).EnumerateArray()
            .Select(static r => $"{AddressOf(r)}: {string.Join(' ', r.GetProperty("drift").EnumerateArray().Select(static d => d.GetProperty("path").GetString()!.Split('.', '[')[0]).Distinct().Order(StringComparer.Ordinal))}");
        var gone = DayOneFiles.Json((await office.TurnpikeAsync("estate", "status", "--status", "orphaned", "--format", "json")).Ends(0).Output).GetProperty("items").EnumerateArray().Select(static r => AddressOf(r) + ": gone");
        return [.. drifted.Concat(gone).Order(StringComparer.Ordinal)];
    }

    private static string AddressOf(JsonElement joined) => joined.GetProperty("key").GetString()![(Scope.Length + 2)..];

    // In the pull request: who opens a port is stopped at the line, who tags what nobody owns is let through.
    private static async Task CheckPullRequestsAsync(Books books, int scale)
    {
        var pipeline = await books.PipelineAsync("ci", "terraform/*");
        BuiltEstate.CopyCode(pipeline.File("infra"), scale);
        var main = await File.ReadAllTextAsync(pipeline.File("infra/main.tf"), Now);
        var line = main[..main.IndexOf("cidr_blocks = [\"0.0.0.0/0\", \"192.0.2.0/24\"]", StringComparison.Ordinal)].Count(static c => c == '\n') + 1;

        await File.WriteAllTextAsync(pipeline.File("infra/main.tf"), main.Replace("    from_port   = 443\n    to_port     = 443\n    protocol    = \"tcp\"\n    cidr_blocks = [\"0.0.0.0/0\", \"192.0.2.0/24\"]", "    from_port   = 22\n    to_port     = 22\n    protocol    = \"tcp\"\n    cidr_blocks = [\"0.0.0.0/0\", \"192.0.2.0/24\"]", StringComparison.Ordinal), Now);
        (await pipeline.TurnpikeAsync("ci", "infra", "--scope", Scope)).Ends(1).Says("0.0.0.0/0 may reach port 22").Says($"main.tf:{line}").Says("there before");

        await File.WriteAllTextAsync(pipeline.File("infra/main.tf"), main.Replace("resource \"aws_sqs_queue\" \"main\" {\n  name = \"main\"\n", "resource \"aws_sqs_queue\" \"main\" {\n  name = \"main\"\n  tags = { owner = \"payments\" }\n", StringComparison.Ordinal), Now);
        (await pipeline.TurnpikeAsync("ci", "infra", "--scope", Scope)).Ends(0).Says("PASS");
    }

    private static async Task RecordAsync(Workplace office, BuiltEstate estate, JsonArray terraform, string[] settings)
    {
        var said = await office.TurnpikeAsync(["sync", "aws", "--to", "recorded", .. settings]);
        Assert.True(Directory.Exists(office.File($"recorded/aws/{Account}")), said.Error);
        File.Copy(estate.StateFile, office.File("recorded/terraform.tfstate"));
        await File.WriteAllTextAsync(office.File("recorded/refresh-only.json"), terraform.ToJsonString(), Now);
        File.Delete(DayOneFiles.Recorded);
        await ZipFile.CreateFromDirectoryAsync(office.File("recorded"), DayOneFiles.Recorded, Now);
    }
}
