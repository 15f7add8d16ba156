using System.CommandLine;
using System.Runtime.InteropServices;

namespace Turnpike.Cli.Client;

/// <summary>What every command that talks to a server has: where it is, how its faults are told, how it is interrupted.</summary>
internal sealed class ServerCommand
{
    private readonly Option<string?> _server = new("--server") { Description = "The server to talk to; else TURNPIKE_SERVER, else the one signed in to.", HelpName = "URL" };
    private readonly Option<string?> _tokenFile = new("--token-file") { Description = "A file that holds the token; else TURNPIKE_TOKEN, else the one `turnpike login` keeps.", HelpName = "FILE" };

    /// <summary>Adds the options, and runs the command with a client.</summary>
    public Command Make(Command command, Screen screen, Option<bool> noColour, Func<ParseResult, ApiClient, CancellationToken, Task<int>> run)
    {
        AddTo(command);
        command.SetAction((result, _) => RunAsync(result, screen, noColour, async cancellation =>
        {
            using var client = Connect(result);
            return await run(result, client, cancellation);
        }));
        return command;
    }

    public void AddTo(Command command)
    {
        command.Add(_server);
        command.Add(_tokenFile);
    }

    public ApiClient Connect(ParseResult result, bool needsToken = true) => new(Choice(result, needsToken));

    public ServerChoice Choice(ParseResult result, bool needsToken = true) => ServerChoice.Find(result.GetValue(_server), result.GetValue(_tokenFile), needsToken);

    /// <summary>The edge of such a command: refusals are printed, an interrupt ends it.</summary>
    public static async Task<int> RunAsync(ParseResult result, Screen screen, Option<bool> noColour, Func<CancellationToken, Task<int>> run)
    {
        if (result.GetValue(noColour))
        {
            screen.TurnColourOff();
        }

        using var interrupted = new CancellationTokenSource();
        using var registration = PosixSignalRegistration.Create(PosixSignal.SIGINT, context =>
        {
            context.Cancel = !interrupted.IsCancellationRequested;
            interrupted.Cancel();
        });
        try
        {
            return await run(interrupted.Token);
        }
        catch (RefusedException refused)
        {
            Screen.WriteDiagnostics(refused.Faults);
            return ExitCode.BadInput;
        }
        catch (OperationCanceledException)
        {
            Screen.WriteError("interrupted");
            return ExitCode.Interrupted;
        }
    }
}
