using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Turnpike.Governance.Access;
using Turnpike.Tests;

namespace Turnpike.EndToEnd.Tests;

/// <summary>The commands of docs/guides/first-change.md run as the guide shows them, and say what it says they do.</summary>
public sealed partial class FirstChangeGuideTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("turnpike-guide-");
    private readonly List<string> _said = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_command_of_the_guide_runs_and_says_what_it_shows()
    {
        var lines = await File.ReadAllLinesAsync(Path.Combine(Vectors.RepositoryRoot, "docs", "guides", "first-change.md"), Cancel);
        await using var books = await Books.OpenAsync(new Workplace(_folder.FullName), "--data", "books");
        var people = new People(books.Office, await books.PipelineAsync("ci", "kestrel/*"), await books.PersonAsync("bea@kestrel.example", Role.Approver), await books.PersonAsync("cleo@kestrel.example", Role.Admin));
        _said.Add(books.Node.Log());
        var run = 0;
        foreach (var line in lines.Where(static l => Command().IsMatch(l)))
        {
            run += await RunAsync(people, line.Trim()) ? 1 : 0;
        }

        Assert.InRange(run, 14, 100);
        var all = Plain(string.Join('\n', _said));
        var missing = lines.Where(static l => l.StartsWith("    ", StringComparison.Ordinal) && !Command().IsMatch(l) && !l.Contains('…', StringComparison.Ordinal)).Where(l => !all.Contains(Plain(l), StringComparison.Ordinal));
        Assert.True(!missing.Any(), $"The guide shows what is not said:\n{string.Join('\n', missing)}\n\nSaid:\n{all}");
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private sealed record People(Workplace Office, Workplace Pipeline, Workplace Approver, Workplace Second)
    {
        public string Change { get; set; } = "";
    }

    // False for what was done to come here.
    private async Task<bool> RunAsync(People people, string line)
    {
        var words = Words().Matches(line[line.IndexOf("turnpike ", StringComparison.Ordinal)..]).Skip(1).Select(static m => m.Value).TakeWhile(static w => w[0] != '#').Select(static w => w.Trim('"', '\'')).ToList();
        if (words[0] is "serve" or "login" or "token")
        {
            return false;
        }

        words = [.. words.Select(w => Id().IsMatch(w) ? people.Change : w)];
        var said = words switch
        {
            ["push", ..] => await PushAsync(people, line, words),
            ["waive" or "show" or "changes", ..] => (await people.Approver.TurnpikeAsync([.. words])).Ends(0),
            ["approve", ..] => (await people.Second.TurnpikeAsync([.. words])).Ends(0),
            ["ledger", "proof", _, .. var rest] => (await people.Office.TurnpikeAsync(["ledger", "proof", await DecisionAsync(people), .. rest])).Ends(0),
            _ => (await people.Office.TurnpikeAsync([.. words])).Ends(0),
        };
        _said.Add(said.Output);
        return true;
    }

    private static async Task<Said> PushAsync(People people, string line, List<string> words)
    {
        var isPlan = line.Contains("tfplan", StringComparison.Ordinal);
        var content = await File.ReadAllBytesAsync(Books.Sample(isPlan ? "plans/parcels-prod.json" : "state/network.tfstate"), Cancel);
        var said = (await people.Pipeline.TurnpikeAsync(content, [.. words, "--name", isPlan ? "parcels-prod.json" : "network.tfstate"])).Ends(isPlan ? 1 : 0);
        if (isPlan)
        {
            using var listed = JsonDocument.Parse((await people.Pipeline.TurnpikeAsync("changes", "--format", "json")).Ends(0).Output);
            people.Change = Assert.Single(listed.RootElement.GetProperty("items").EnumerateArray()).GetProperty("id").GetString()![..8];
        }

        return said;
    }

    // The approval, which is the later of both decisions.
    private static async Task<string> DecisionAsync(People people)
    {
        using var entries = JsonDocument.Parse((await people.Office.TurnpikeAsync("ledger", "entries", "--type", "decision.", "--format", "json")).Ends(0).Output);
        return entries.RootElement.EnumerateArray().Max(static e => e.GetProperty("position").GetInt64()).ToString(CultureInfo.InvariantCulture);
    }

    // What is another each time: ids, moments, addresses, places in the ledger.
    private static string Plain(string text) =>
        Space().Replace(Place().Replace(Address().Replace(Moment().Replace(Id().Replace(text, "ID"), "THEN"), "THERE"), "PLACE"), " ").Trim();

    [GeneratedRegex("^    ([a-z -]+ \\| )?turnpike ")]
    private static partial Regex Command();

    [GeneratedRegex("\"[^\"]*\"|'[^']*'|[^ ]+")]
    private static partial Regex Words();

    [GeneratedRegex(@"\b(?=[0-9a-f]*\d)[0-9a-f]{8}([0-9a-f]{8})?\b")]
    private static partial Regex Id();

    [GeneratedRegex(@"\b20\d\d-\d\d-\d\d \d\d:\d\d(:\d\d(\.\d+)?)?")]
    private static partial Regex Moment();

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+|(?<=token=)\S+|\S+/books\b")]
    private static partial Regex Address();

    [GeneratedRegex(@"(?<=entry )\d+|\d+(?= entries)|(?<=of the )\d+(?= that)")]
    private static partial Regex Place();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
