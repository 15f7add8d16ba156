using System.CommandLine;
using Turnpike.Cli.Client;
using Turnpike.Server.Connections;

namespace Turnpike.Cli.Connections;

/// <summary>Declares <c>turnpike sync</c>.</summary>
internal static class SyncCommand
{
    public const string Examples = """
        Examples:
          turnpike sync main --wait
          turnpike sync main --cancel
          turnpike sync aws --to observed --set regions=eu-west-1

        With --to it needs no server: it reads with the credentials of whoever runs it and writes a file a part, which
        `turnpike push` takes later, from elsewhere. Secrets are left out.

        Exit codes: 0 read, 2 some of it could not be read, 3 it failed.
        """;

    private static readonly TimeSpan s_lookAgain = TimeSpan.FromMilliseconds(500);

    public static Command Make(Screen screen, Option<bool> noColour)
    {
        var name = new Argument<string>("NAME") { Description = "The connection; with --to, the kind of it." };
        var wait = new Option<bool>("--wait") { Description = "Wait until it has ended, and say how." };
        var cancel = new Option<bool>("--cancel") { Description = "Cancel the sync that runs or waits." };
        var to = new Option<string?>("--to") { Description = "Read here and now, without a server, into files of this folder.", HelpName = "FOLDER" };
        var set = SettingOption.Make();
        var command = new Command("sync", "Read a connection now.") { name, wait, cancel, to, set };
        var server = new ServerCommand();
        server.AddTo(command);
        command.SetAction((result, _) => ServerCommand.RunAsync(result, screen, noColour, async cancellation =>
        {
            var called = result.GetRequiredValue(name);
            if (result.GetValue(to) is { } folder)
            {
                return await new SyncToFolder(screen).RunAsync(called, SettingOption.Read(result.GetValue(set) ?? []), folder, cancellation);
            }

            if (result.GetValue(set) is { Length: > 0 })
            {
                throw new RefusedException(CliDiagnostics.Usage("--set goes with --to", "The settings of a connection are changed by `turnpike connect`."));
            }

            using var client = server.Connect(result);
            var path = $"api/v1/connections/{Uri.EscapeDataString(called)}";
            if (result.GetValue(cancel))
            {
                await client.DeleteAsync(path + "/syncs/current", cancellation);
                screen.WriteLine($"the sync of {called} is cancelled");
                return ExitCode.Pass;
            }

            var before = await client.PostAsync<ConnectionResource>(path + "/syncs", null, cancellation);
            if (!result.GetValue(wait))
            {
                screen.WriteLine($"a sync of {called} is asked for; `turnpike connections {called}` shows what comes of it");
                return ExitCode.Pass;
            }

            return Report(screen, await WaitAsync(client, path, before.Last?.Id, cancellation));
        }));
        return command;
    }

    private static int Report(Screen screen, SyncRunResource run)
    {
        screen.WriteLine($"{Printed.Word(run.Outcome)}: {run.Says}");
        return run.Outcome switch
        {
            SyncOutcome.Done => ExitCode.Pass,
            SyncOutcome.Partial => ExitCode.Undecided,
            _ => ExitCode.BadInput,
        };
    }

    // The run that was asked for is the one that ends after what was asked has begun.
    private static async Task<SyncRunResource> WaitAsync(ApiClient client, string path, string? before, CancellationToken cancellation)
    {
        var said = "";
        while (true)
        {
            var now = await client.GetAsync<ConnectionResource>(path, cancellation);
            if (now is { Running: null, IsRequested: false, Last: { } last } && last.Id != before)
            {
                return last;
            }

            if (now.Running is { Total: > 0 } run && ConnectionText.Progress(run) is var says && says != said)
            {
                Screen.WriteError(said = says);
            }

            await Task.Delay(s_lookAgain, cancellation);
        }
    }
}
