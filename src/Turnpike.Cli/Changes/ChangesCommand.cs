using System.CommandLine;
using System.Globalization;
using Turnpike.Cli.Client;
using Turnpike.Gate;
using Turnpike.Server.Api;
using Turnpike.Server.Changes;

namespace Turnpike.Cli.Changes;

/// <summary>Declares <c>turnpike changes</c>.</summary>
internal sealed class ChangesCommand
{
    public const string Examples = """
        Examples:
          turnpike changes
          turnpike changes --state waiting --verdict fail
          turnpike changes vendor --scope 'prod/*' --format json
        """;

    private static readonly string[] s_states = ["waiting", "approved", "rejected", "applied", "withdrawn", "superseded"];

    private readonly Argument<string?> _text = new("TEXT") { Description = "Only those with this in the title, id, branch or commit.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> _state = new Option<string?>("--state") { Description = $"Only those that are {string.Join(", ", s_states[..^1])} or {s_states[^1]}.", HelpName = "STATE" }.AcceptOnlyFromAmong(s_states);
    private readonly Option<string?> _verdict = new Option<string?>("--verdict") { Description = "Only those judged pass, fail or unknown.", HelpName = "VERDICT" }.AcceptOnlyFromAmong("pass", "fail", "unknown");
    private readonly Option<string?> _scope = new("--scope") { Description = "Only those of a scope; prod/* for all that begin with prod/.", HelpName = "NAME" };
    private readonly Option<string?> _author = new("--author") { Description = "Only those of a person.", HelpName = "WHO" };
    private readonly Option<string> _limit = Numbers.Option("--limit", 30, "NUMBER", "At most so many, the newest first.", 1, 200);
    private readonly Option<string> _format = Printed.TextOrJson();
    private readonly ServerCommand _server = new();

    public Command Make(Screen screen, Option<bool> noColour)
    {
        var command = new Command("changes", "List the changes that a server has judged.") { _text, _state, _verdict, _scope, _author, _limit, _format };
        return _server.Make(command, screen, noColour, (result, client, cancellation) => RunAsync(result, client, screen, cancellation));
    }

    private async Task<int> RunAsync(ParseResult result, ApiClient client, Screen screen, CancellationToken cancellation)
    {
        var query = Query.Of(
            ("q", result.GetValue(_text)),
            ("state", result.GetValue(_state)),
            ("verdict", result.GetValue(_verdict)),
            ("scope", result.GetValue(_scope)),
            ("author", result.GetValue(_author)),
            ("limit", result.GetValue(_limit)));
        var page = await client.GetAsync<Page<ChangeResource>>("api/v1/changes" + query, cancellation);
        if (result.GetValue(_format) == "json")
        {
            screen.Write(Printed.Json(page));
            return ExitCode.Pass;
        }

        screen.Write(page.Items.Count == 0 ? "no changes\n" : Table.Write(
            ["CHANGE", "VERDICT", "STATE", "RISK", "SCOPE", "TITLE", "BY", "JUDGED (UTC)"],
            [.. page.Items.Select(Row)],
            screen.TableWidth));
        if (page.Next is not null)
        {
            screen.WriteLine("more: raise --limit, or narrow it down");
        }

        return ExitCode.Pass;
    }

    private static string[] Row(ChangeResource change) =>
    [
        ChangeNames.Short(change.Id),
        VerdictName(change.Verdict),
        Printed.Word(change.State) + (change.IsOutdated ? "*" : ""),
        change.Risk.Number.ToString(CultureInfo.InvariantCulture),
        change.Scope,
        change.Title,
        change.Author,
        Printed.Time(change.JudgedAt),
    ];

    private static string VerdictName(Verdict verdict) => verdict switch
    {
        Verdict.Pass => "PASS",
        Verdict.Fail => "FAIL",
        _ => "UNKNOWN",
    };
}
