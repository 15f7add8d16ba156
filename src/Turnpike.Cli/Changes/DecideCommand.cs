using System.CommandLine;
using Turnpike.Cli.Client;
using Turnpike.Server.Changes;

namespace Turnpike.Cli.Changes;

/// <summary>Declares <c>turnpike approve</c> and <c>turnpike reject</c>.</summary>
internal sealed class DecideCommand(string name, string verdict)
{
    public const string Examples = """
        Examples:
          turnpike approve 3f2a --reason "reviewed with the network team"
          turnpike reject 3f2a --reason "the table must not be replaced"

        What is approved is what was judged: when the plan, the policies or the estate move, the decision no longer counts.
        """;

    private readonly Argument<string> _change = ChangeArgument();
    private readonly Option<string?> _reason = new("--reason") { Description = "Why; needed to reject, and to approve what fails.", HelpName = "TEXT" };
    private readonly ServerCommand _server = new();

    public static Argument<string> ChangeArgument() => new("CHANGE") { Description = "A change, by its id or the beginning of it." };

    public Command Make(Screen screen, Option<bool> noColour)
    {
        var command = new Command(name, verdict == "approve" ? "Approve a change as it was judged." : "Reject a change.") { _change, _reason };
        return _server.Make(command, screen, noColour, (result, client, cancellation) => RunAsync(result, client, screen, cancellation));
    }

    private async Task<int> RunAsync(ParseResult result, ApiClient client, Screen screen, CancellationToken cancellation)
    {
        var change = (await ChangeNames.FindAsync(client, result.GetRequiredValue(_change), cancellation)).Change;
        await client.PostAsync($"api/v1/changes/{change.Id}/decisions", new DecisionInput(verdict, result.GetValue(_reason), change.Inputs), cancellation);
        var after = (await ChangeNames.FindAsync(client, change.Id, cancellation)).Change;
        screen.WriteLine($"{(verdict == "approve" ? "approved" : "rejected")}  {ChangeNames.Short(change.Id)}  {change.Title}");
        screen.WriteLine($"  it is {Printed.Word(after.State)}: {after.Why}");
        return ExitCode.Pass;
    }
}
