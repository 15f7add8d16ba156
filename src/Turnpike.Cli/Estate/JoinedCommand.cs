using System.CommandLine;
using System.Globalization;
using Turnpike.Cli.Client;
using Turnpike.Gate.Reports;
using Turnpike.Server.Api;
using Turnpike.Server.Estate;

namespace Turnpike.Cli.Estate;

/// <summary>Declares what asks how the estate stands to the real world.</summary>
internal static class JoinedCommand
{
    public static Command MakeDrift(Screen screen, Option<bool> noColour) =>
        MakeList("drift", "Show what is otherwise than its state or manifest has it, attribute by attribute.", "drifted", screen, noColour, JoinedText.Drift);

    public static Command MakeUnmanaged(Screen screen, Option<bool> noColour)
    {
        var by = new Option<string?>("--made-by") { Description = "Only what this tool made, such as cloudformation; hand for what no tool is known to have made.", HelpName = "TOOL" };
        return MakeList("unmanaged", "Show what is there and managed by nothing that is known.", "unmanaged", screen, noColour, JoinedText.Unmanaged, by);
    }

    public static Command MakeStatus(Screen screen, Option<bool> noColour)
    {
        var format = Printed.TextOrJson();
        var status = new Option<string?>("--status") { Description = "List those: in-sync, drifted, unmanaged, orphaned, absent or unknown.", HelpName = "STATUS" };
        return new ServerCommand().Make(new Command("status", "Count what is in sync, drifted, unmanaged, orphaned, absent or unknown; and show where states are at odds.") { status, format }, screen, noColour, async (result, client, cancellation) =>
        {
            var joined = await AllAsync(client, Query.Of(("status", result.GetValue(status) ?? "orphaned")), cancellation);
            var conflicts = await client.GetAsync<Page<JoinConflictResource>>("api/v1/estate/conflicts?limit=200", cancellation);
            var listed = result.GetValue(status) is null ? joined with { Items = [] } : joined;
            screen.Write(result.GetValue(format) == "json" ? Printed.Json(new { joined.Counts, joined.Makers, listed.Items, Conflicts = conflicts.Items }) : JoinedText.Status(listed, conflicts.Items, screen.Width, screen.TableWidth, screen.HasColour));
            return ExitCode.Pass;
        });
    }

    public static Command MakeCoverage(Screen screen, Option<bool> noColour)
    {
        var (all, format) = (new Option<bool>("--all") { Description = "Also what was read wholly." }, Printed.TextOrJson());
        return new ServerCommand().Make(new Command("coverage", "Show what could not be read of the observed world, and why.") { all, format }, screen, noColour, async (result, client, cancellation) =>
        {
            var sources = await WholeList.ReadAsync<SourceCoverageResource>(client, "api/v1/estate/coverage", [("unread", result.GetValue(all) ? null : "true")], cancellation);
            screen.Write(result.GetValue(format) == "json" ? Printed.Json(sources) : JoinedText.Coverage(sources, screen.TableWidth));
            return ExitCode.Pass;
        });
    }

    private static Command MakeList(string name, string description, string status, Screen screen, Option<bool> noColour, Func<JoinedPageResource, Screen, string> write, Option<string?>? madeBy = null)
    {
        var type = new Option<string?>("--type") { Description = "Only of this type.", HelpName = "TYPE" };
        var account = new Option<string?>("--account") { Description = "Only in this account, subscription, project or cluster.", HelpName = "ACCOUNT" };
        var region = new Option<string?>("--region") { Description = "Only in this region.", HelpName = "REGION" };
        var scope = new Option<string?>("--scope") { Description = "Only of this scope.", HelpName = "SCOPE" };
        var format = Printed.TextOrJson();
        var command = new Command(name, description) { type, account, region, scope, format };
        if (madeBy is not null)
        {
            command.Add(madeBy);
        }

        return new ServerCommand().Make(command, screen, noColour, async (result, client, cancellation) =>
        {
            var query = Query.Of(
                ("status", status),
                ("type", result.GetValue(type)),
                ("account", result.GetValue(account)),
                ("region", result.GetValue(region)),
                ("scope", result.GetValue(scope)),
                ("madeBy", madeBy is null ? null : result.GetValue(madeBy)));
            var joined = await AllAsync(client, query, cancellation);
            screen.Write(result.GetValue(format) == "json" ? Printed.Json(joined.Items) : write(joined, screen));
            return ExitCode.Pass;
        });
    }

    private static async Task<JoinedPageResource> AllAsync(ApiClient client, string query, CancellationToken cancellation)
    {
        var all = new List<JoinedResourceResource>();
        for (string? after = null; ;)
        {
            var page = await client.GetAsync<JoinedPageResource>("api/v1/estate/joined" + query + "&limit=200" + (after is null ? "" : "&after=" + Uri.EscapeDataString(after)), cancellation);
            all.AddRange(page.Items);
            if ((after = page.Next) is null)
            {
                return page with { Items = all };
            }
        }
    }
}

/// <summary>The joined estate for people.</summary>
internal static class JoinedText
{
    private const int MaxValue = 120;

    public static string Drift(JoinedPageResource joined, Screen screen)
    {
        var canvas = new TextCanvas(screen.Width, screen.HasColour);
        foreach (var one in joined.Items)
        {
            canvas.Write(Tone.Bold, Printable.Line(one.Key)).Write(Tone.Dim, $"  {Printable.Line(one.Id ?? "")}{Place(one)}").EndLine();
            foreach (var drift in one.Drift)
            {
                canvas.Wrap(2, Tone.Plain, $"{Printable.Line(drift.Path)}  {Value(drift.State)} → {Value(drift.Observed)}");
            }
        }

        canvas.Write(Tone.Plain, Total(joined, "drifted")).EndLine();
        return canvas.ToString();
    }

    public static string Unmanaged(JoinedPageResource joined, Screen screen) => Table.Write(
        ["TYPE", "ID", "NAME", "WHERE", "MADE BY"],
        [.. joined.Items.Select(static j => new[] { j.Type, j.Id ?? "", j.Name ?? "", $"{j.Account} {j.Region}".TrimEnd(), j.MadeBy is { } made ? $"{made.Tool} {made.Name}".TrimEnd() : "hand, or a tool that left no trace" })],
        screen.TableWidth) + Total(joined, "unmanaged") + "\n";

    private static string Why(JoinedResourceResource joined) =>
        string.Join(" ", ((IEnumerable<string?>)[joined.Says, .. joined.Resembles.Select(static r => $"Resembles {r.Key} ({r.Says}).")]).OfType<string>());

    public static string Status(JoinedPageResource listed, IReadOnlyList<JoinConflictResource> conflicts, int width, int? tableWidth, bool hasColour)
    {
        var canvas = new TextCanvas(width, hasColour);
        foreach (var (status, count) in listed.Counts)
        {
            var makers = status == "unmanaged" && count > 0 ? "  made by " + string.Join(", ", listed.Makers.OrderByDescending(static m => m.Value).Select(static m => $"{m.Key} {m.Value}")) : "";
            canvas.Write(Tone.Plain, string.Create(CultureInfo.InvariantCulture, $"{status,-10} {count,8}")).Write(Tone.Dim, Printable.Line(makers)).EndLine();
        }

        foreach (var conflict in conflicts)
        {
            canvas.Wrap(0, Tone.Bold, Printable.Prose(conflict.Says));
        }

        return canvas + (listed.Items.Count == 0 ? "" : "\n" + Table.Write(["RESOURCE", "WHERE", "WHY"], [.. listed.Items.Select(static j => new[] { j.Key, $"{j.Account} {j.Region}".TrimEnd(), Why(j) })], tableWidth));
    }

    public static string Coverage(IReadOnlyList<SourceCoverageResource> sources, int? width) => sources.Count == 0 ? "everything that is connected was read\n" : Table.Write(
        ["SCOPE", "SOURCE", "CALL", "STATUS", "TYPES", "WHY"],
        [.. sources.SelectMany(static s => s.Items.Select(i => new[] { s.Scope, s.Source, i.What, i.Status, string.Join(", ", i.Types), i.Message ?? "" }))],
        width);

    private static string Place(JoinedResourceResource one) => one.Account.Length == 0 ? "" : $" in {Printable.Line(one.Account)} {Printable.Line(one.Region)}".TrimEnd();

    private static string Total(JoinedPageResource joined, string what) => string.Create(CultureInfo.InvariantCulture, $"{joined.Total} {what}");

    private static string Value(System.Text.Json.JsonElement? value) => value is { } v ? Printable.Line(v.ValueKind == System.Text.Json.JsonValueKind.String ? $"\"{v.GetString()}\"" : v.GetRawText(), MaxValue) : "nothing";
}
