using System.CommandLine;
using System.Data.Common;
using Turnpike.Cli.Client;
using Turnpike.Ledger;

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
            return await ReadAsync(() => run(result, ledger, cancellation), ledger, screen);
        }));
        return command;
    }

    /// <summary>A ledger that cannot be read is the answer to a question about it, not a fault of ours.</summary>
    public static async Task<int> ReadAsync(Func<Task<int>> run, ILedgerView ledger, Screen screen)
    {
        try
        {
            return await run();
        }
        catch (LedgerDamagedException damaged)
        {
            screen.WriteLine($"DAMAGED  {damaged.Message}");
            return ExitCode.Fail;
        }
        catch (DbException fault)
        {
            throw new RefusedException(LedgerFileDiagnostics.CannotOpen(ledger.Name, fault.Message.TrimEnd('.')));
        }
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
