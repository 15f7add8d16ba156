using System.CommandLine;
using System.Globalization;
using Turnpike.Cli.Client;
using Turnpike.Gate.Reports;
using Turnpike.Server.Changes;

namespace Turnpike.Cli.Changes;

/// <summary>Declares <c>turnpike show</c>.</summary>
internal sealed class ShowCommand
{
    public const string Examples = """
        Examples:
          turnpike show 3f2a
          turnpike show 3f2a --diff
          turnpike show 3f2a --blast-radius
          turnpike show 3f2a --format json
        """;

    private const int MaxFindings = 50;

    private readonly Argument<string> _change = DecideCommand.ChangeArgument();
    private readonly Option<bool> _diff = new("--diff") { Description = "What it does to each resource, before and after, instead of the findings." };
    private readonly Option<bool> _blastRadius = new("--blast-radius") { Description = "Who depends on what it alters or deletes, instead of the findings." };
    private readonly Option<bool> _all = new("--all") { Description = "Print every finding; else the 50 that matter most." };
    private readonly Option<string> _format = Printed.TextOrJson();
    private readonly ServerCommand _server = new();

    public Command Make(Screen screen, Option<bool> noColour)
    {
        var command = new Command("show", "Show a change: what it does, why it fails, who decided what.") { _change, _diff, _blastRadius, _all, _format };
        return _server.Make(command, screen, noColour, (result, client, cancellation) => RunAsync(result, client, screen, cancellation));
    }

    private async Task<int> RunAsync(ParseResult result, ApiClient client, Screen screen, CancellationToken cancellation)
    {
        var change = await ChangeNames.FindAsync(client, result.GetRequiredValue(_change), cancellation);
        var parts = new ChangeParts(
            change,
            result.GetValue(_diff) ? await DiffsAsync(client, change.Change.Id, cancellation) : null,
            result.GetValue(_blastRadius) ? await client.GetAsync<ChangeBlastRadiusResource>($"api/v1/changes/{change.Change.Id}/blast-radius", cancellation) : null,
            result.GetValue(_diff) || result.GetValue(_blastRadius) ? null : await ChangeFindings.AllAsync(client, change.Change.Id, cancellation));
        screen.Write(result.GetValue(_format) == "json" ? Printed.Json(parts) : Text(parts, result.GetValue(_all) ? int.MaxValue : MaxFindings, screen));
        return ExitCode.Pass;
    }

    private static string Text(ChangeParts parts, int maxFindings, Screen screen)
    {
        var canvas = new TextCanvas(screen.Width, screen.HasColour);
        ChangeText.WriteHead(canvas, parts.Change.Change);
        ChangeText.WriteDecisions(canvas, parts.Change);
        canvas.EndLine();
        foreach (var diff in parts.Diff ?? [])
        {
            new DiffText(canvas).Write(diff);
        }

        if (parts.BlastRadius is { } radius)
        {
            WriteRadius(canvas, radius);
        }

        if (parts.Findings is { } findings)
        {
            new FindingText(canvas, maxFindings).Write(findings);
        }

        ChangeText.WriteVerdict(canvas, parts.Change.Change);
        return canvas.ToString();
    }

    private static void WriteRadius(TextCanvas canvas, ChangeBlastRadiusResource radius)
    {
        foreach (var item in radius.Items)
        {
            canvas.Write(Tone.Bold, Printable.Line(item.Address)).Write(Tone.Dim, item.Scope.Length > 0 ? "  in " + Printable.Line(item.Scope) : "").EndLine();
            canvas.Wrap(2, Tone.Dim, "by " + Printable.Line(string.Join(" < ", item.Path)));
        }

        canvas.Write(Tone.Plain, string.Create(CultureInfo.InvariantCulture, $"{radius.Total} {(radius.Total == 1 ? "resource depends" : "resources depend")} on what it changes{(radius.IsCut ? ", not all are listed" : "")}")).EndLine();
    }

    private static async Task<List<Delivery.Diffs.ResourceDiff>> DiffsAsync(ApiClient client, string change, CancellationToken cancellation)
    {
        var diffs = new List<Delivery.Diffs.ResourceDiff>();
        for (string? after = null; ;)
        {
            var page = await client.GetAsync<DiffResource>($"api/v1/changes/{change}/diff{Query.Of(("limit", "200"), ("after", after))}", cancellation);
            diffs.AddRange(page.Items);
            if ((after = page.Next) is null)
            {
                return diffs;
            }
        }
    }

    /// <summary>What was asked for; the others are null.</summary>
    private sealed record ChangeParts(
        ChangeDetailResource Change,
        IReadOnlyList<Delivery.Diffs.ResourceDiff>? Diff,
        ChangeBlastRadiusResource? BlastRadius,
        IReadOnlyList<FindingResource>? Findings);
}
