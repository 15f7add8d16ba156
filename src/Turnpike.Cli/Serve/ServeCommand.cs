using System.CommandLine;
using Turnpike.Cli.Policies;
using Turnpike.Server.Settings;

namespace Turnpike.Cli.Serve;

/// <summary>Declares <c>turnpike serve</c>: an option for each setting that may be given in the open.</summary>
internal sealed class ServeCommand
{
    public const string Examples = """
        Examples:
          turnpike serve
          turnpike serve --policy policy/
          turnpike serve --data /var/lib/turnpike --listen http://0.0.0.0:7077 --public-url https://turnpike.example.com
          TURNPIKE_POSTGRES='Host=db;Database=turnpike;Username=turnpike' turnpike serve --listen http://0.0.0.0:7077
          turnpike serve --config turnpike.yaml

        Each option is a variable of the environment too (TURNPIKE_PUBLIC_URL) and a line in the file (public-url: …); a flag
        wins over the environment, that over the file. docs/guides/settings.md has them all. Ctrl-C stops the node when what
        is under way is done.
        """;

    private readonly Option<string?> _config = NodeSettings.Config();
    private readonly Option<string?> _sample = new("--sample") { Description = "Push what lies below a folder first, as a pipeline would: to try it out.", HelpName = "DIR" };
    private readonly PolicyOptions _policies = new();

    /// <param name="isAsked">False where another command is run: its start does not pay for the table of settings.</param>
    public Command Make(Screen screen, Option<bool> noColour, bool isAsked)
    {
        var command = new Command("serve", "Run a node: the pages, the API and the books behind them.") { _config };
        if (!isAsked)
        {
            return command;
        }

        var options = AddSettings(command);
        _policies.AddTo(command);
        command.Add(_sample);
        command.SetAction((result, cancellation) =>
        {
            if (result.GetValue(noColour))
            {
                screen.TurnColourOff();
            }

            return RunAsync(result, options, screen, cancellation);
        });
        return command;
    }

    private static List<(Setting Setting, Option<string?> Option)> AddSettings(Command command)
    {
        var options = new List<(Setting, Option<string?>)>();
        foreach (var setting in SettingTable.All.Where(static s => s.Flag is not null))
        {
            var option = new Option<string?>(setting.Flag!) { Description = setting.Says, HelpName = setting.Form };
            command.Add(option);
            options.Add((setting, option));
        }

        return options;
    }

    private async Task<int> RunAsync(ParseResult result, List<(Setting Setting, Option<string?> Option)> options, Screen screen, CancellationToken cancellation)
    {
        var flags = options.Where(o => result.GetValue(o.Option) is not null).Select(o => KeyValuePair.Create(o.Setting.Key, result.GetValue(o.Option)!)).ToList();
        var reading = NodeSettings.ReadAll(flags, result.GetValue(_config));
        return reading.Settings is { } settings ? await new ServeRun(settings, reading.Origins, _policies.Read(result), result.GetValue(_sample), screen).ExecuteAsync(cancellation) : ExitCode.BadInput;
    }
}
