using System.CommandLine;
using Turnpike.Cli.Client;
using Turnpike.Server.Changes;

namespace Turnpike.Cli.Changes;

/// <summary>Declares what is said about a change in one sentence: <c>turnpike comment</c>, <c>applied</c> and <c>withdraw</c>.</summary>
internal static class RemarkCommand
{
    public const string CommentExamples = """
        Examples:
          turnpike comment 3f2a "who asked for this?"
        """;

    public const string AppliedExamples = """
        Examples:
          turnpike applied 3f2a
          turnpike applied 3f2a --evidence https://ci.example.com/runs/118
        """;

    public const string WithdrawExamples = """
        Examples:
          turnpike withdraw 3f2a --reason "the vendor has left"
        """;

    public static Command MakeComment(Screen screen, Option<bool> noColour)
    {
        var text = new Argument<string>("TEXT") { Description = "What there is to say." };
        var command = new Command("comment", "Say something about a change.");
        return Make(command, text, "comments", value => new CommentInput(value), "noted", screen, noColour);
    }

    public static Command MakeApplied(Screen screen, Option<bool> noColour)
    {
        var evidence = new Option<string>("--evidence") { Description = "What shows it; else the run of the pipeline that this is.", HelpName = "TEXT", DefaultValueFactory = static _ => Pipeline.Read().Run ?? "said at the command line" };
        var command = new Command("applied", "Say that a change was carried out.");
        return Make(command, evidence, "applied", value => new AppliedInput(value), "applied", screen, noColour);
    }

    public static Command MakeWithdraw(Screen screen, Option<bool> noColour)
    {
        var reason = new Option<string>("--reason") { Description = "Why.", HelpName = "TEXT", Required = true };
        var command = new Command("withdraw", "Say that a change is not wanted any more.");
        return Make(command, reason, "withdrawn", value => new WithdrawalInput(value), "withdrawn", screen, noColour);
    }

    private static Command Make(Command command, Symbol text, string resource, Func<string, object> body, string done, Screen screen, Option<bool> noColour)
    {
        var change = DecideCommand.ChangeArgument();
        command.Add(change);
        if (text is Option<string> option)
        {
            command.Add(option);
        }
        else
        {
            command.Add((Argument<string>)text);
        }

        return new ServerCommand().Make(command, screen, noColour, async (result, client, cancellation) =>
        {
            var id = await ChangeNames.ResolveAsync(client, result.GetRequiredValue(change), cancellation);
            var value = text is Option<string> o ? result.GetRequiredValue(o) : result.GetRequiredValue((Argument<string>)text);
            await client.PostAsync($"api/v1/changes/{id}/{resource}", body(value), cancellation);
            screen.WriteLine($"{done}  {ChangeNames.Short(id)}");
            return ExitCode.Pass;
        });
    }
}
