using System.CommandLine;
using Turnpike.Cli.Policies;

namespace Turnpike.Cli.Serve;

/// <summary>Declares <c>turnpike serve</c>.</summary>
internal sealed class ServeCommand
{
    public const string Examples = """
        Examples:
          turnpike serve
          turnpike serve --data /var/lib/turnpike --listen http://0.0.0.0:7077 --public-url https://turnpike.example.com
          TURNPIKE_POSTGRES='Host=db;Database=turnpike;Username=turnpike' turnpike serve --listen http://0.0.0.0:7077
          turnpike serve --policy policy/

        docs/guides/server.md has every setting. Ctrl-C stops it: what is under way is finished.
        """;

    private readonly Option<string?> _data = new("--data") { HelpName = "DIR" };
    private readonly Option<string?> _listen = new("--listen") { HelpName = "URL" };
    private readonly PolicyOptions _policies = new();

    public Command Make(Screen screen, Option<bool> noColour)
    {
        var command = new Command("serve", "Run a node: the pages, the API and the books behind them.") { _data, _listen };
        _policies.AddTo(command);
        command.SetAction((result, cancellation) =>
        {
            if (result.GetValue(noColour))
            {
                screen.TurnColourOff();
            }

            var settings = new Server.ServerSettings { DataFolder = Path.GetFullPath(result.GetValue(_data) ?? "turnpike-data"), Listen = result.GetValue(_listen) ?? "http://127.0.0.1:7077" };
            return new ServeRun(settings, _policies.Read(result), screen).ExecuteAsync(cancellation);
        });
        return command;
    }
}
