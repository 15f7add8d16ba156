using System.CommandLine;
using Turnpike.Cli.Client;
using Turnpike.Server.Api;
using Turnpike.Server.Governance;

namespace Turnpike.Cli.Changes;

/// <summary>Declares <c>turnpike exceptions</c>.</summary>
internal sealed class ExceptionsCommand
{
    public const string Examples = """
        Examples:
          turnpike exceptions
          turnpike exceptions --format json
        """;

    private readonly Option<string> _limit = Numbers.Option("--limit", 50, "NUMBER", "At most so many.", 1, 200);
    private readonly Option<string> _format = Printed.TextOrJson();
    private readonly ServerCommand _server = new();

    public Command Make(Screen screen, Option<bool> noColour)
    {
        var command = new Command("exceptions", "List what was decided to be lived with: why, until when, and who answers for it.") { _limit, _format };
        return _server.Make(command, screen, noColour, async (result, client, cancellation) =>
        {
            var page = await client.GetAsync<Page<ExceptionResource>>("api/v1/exceptions" + Query.Of(("limit", result.GetValue(_limit))), cancellation);
            screen.Write(result.GetValue(_format) == "json" ? Printed.Json(page)
                : page.Items.Count == 0 ? "no exceptions\n"
                : Table.Write(["EXCEPTION", "STATE", "UNTIL", "RULE", "SUBJECT", "OWNER", "BY", "REASON"], [.. page.Items.Select(Row)], screen.TableWidth));
            return ExitCode.Pass;
        });
    }

    private static string[] Row(ExceptionResource exception) =>
        [exception.Id, Printed.Word(exception.State), Printed.Date(exception.Expires), exception.Rule, exception.Subject, exception.Owner, exception.GrantedBy, exception.Reason];
}
