using System.CommandLine;
using Turnpike.Cli.Client;

namespace Turnpike.Cli.Ledger;

/// <summary>Which ledger: one that lies here, or that of a server.</summary>
internal sealed class LedgerOptions
{
    private readonly Option<string?> _data = new("--data") { Description = "The data folder of a node on this machine; no server is asked.", HelpName = "DIR" };
    private readonly Option<string?> _postgres = new("--postgres") { Description = "The database of a node, as Npgsql takes it; no server is asked.", HelpName = "CONNECTION" };
    private readonly Option<string> _schema = new("--postgres-schema") { Description = "Where in that database the tables are.", HelpName = "NAME", DefaultValueFactory = static _ => "turnpike" };
    private readonly ServerCommand _server = new();

    public Command Make(Command command, Screen screen, Option<bool> noColour, Func<ParseResult, ILedgerView, CancellationToken, Task<int>> run)
    {
        AddTo(command);
        command.SetAction((result, _) => ServerCommand.RunAsync(result, screen, noColour, async cancellation =>
        {
            await using var ledger = await OpenAsync(result, cancellation);
            return await run(result, ledger, cancellation);
        }));
        return command;
    }

    public void AddTo(Command command)
    {
        command.Add(_data);
        command.Add(_postgres);
        command.Add(_schema);
        _server.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_data) is not null && result.GetValue(_postgres) is not null)
            {
                result.AddError("a ledger lies in a data folder or in PostgreSQL: give --data or --postgres");
            }
        });
    }

    public async Task<ILedgerView> OpenAsync(ParseResult result, CancellationToken cancellation) =>
        result.GetValue(_data) is { } folder ? KeptLedger.InFolder(folder)
        : result.GetValue(_postgres) is { } postgres ? await KeptLedger.InPostgresAsync(postgres, result.GetRequiredValue(_schema), cancellation)
        : new ServerLedger(_server.Connect(result));
}
