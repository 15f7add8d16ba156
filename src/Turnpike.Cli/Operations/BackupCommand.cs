using System.CommandLine;
using System.Globalization;
using Turnpike.Cli.Client;
using Turnpike.Cli.Serve;
using Turnpike.Governance;
using Turnpike.Server;
using Turnpike.Server.Operations.Backups;
using Turnpike.Server.Storage;

namespace Turnpike.Cli.Operations;

/// <summary>Declares <c>turnpike backup</c> and <c>turnpike restore</c>.</summary>
internal sealed class BackupCommand
{
    public const string Examples = """
        Examples:
          turnpike backup monday.turnpike --data /var/lib/turnpike        while the node runs
          turnpike restore monday.turnpike --data /var/lib/turnpike-2
          TURNPIKE_POSTGRES='Host=db;Database=turnpike;Username=turnpike' turnpike restore monday.turnpike

        A backup holds the installation's keys: guard it like the data. It is restored where nothing is yet, into files or
        PostgreSQL whichever it came from, and counts only once its whole ledger has been verified.
        """;

    private readonly NodeChoice _node = new();

    public static Command MakeBackup(Screen screen, Option<bool> noColour) => new BackupCommand().Make(
        new Command("backup", "Write all that a node keeps into one file, while it runs."),
        "Where to write it; nothing may be there yet.",
        "backed up",
        Backup.RunAsync,
        screen,
        noColour);

    public static Command MakeRestore(Screen screen, Option<bool> noColour) => new BackupCommand().Make(
        new Command("restore", "Put a backup back where nothing is, and verify it."),
        "The backup.",
        "restored",
        Restore.RunAsync,
        screen,
        noColour);

    private Command Make(
        Command command, string description, string done, Func<ServerSettings, string, TimeProvider, CancellationToken, Task<Outcome<BackupReport>>> run, Screen screen, Option<bool> noColour)
    {
        var file = new Argument<string>("FILE") { Description = description };
        _node.AddTo(command);
        command.Add(file);
        command.SetAction((result, _) => ServerCommand.RunAsync(result, screen, noColour, async cancellation =>
        {
            if (_node.Read(result) is not { } settings)
            {
                return ExitCode.BadInput;
            }

            var report = await AnswerAsync(() => run(settings, result.GetRequiredValue(file), TimeProvider.System, cancellation));
            screen.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{done}  {report.File}  {report.Bytes:N0} bytes of {Printed.Time(report.MadeAt)} UTC"));
            screen.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {report.Entries} entries, {report.Attachments} attachments, {report.Rows} rows; root {report.Root}"));
            return ExitCode.Pass;
        }));
        return command;
    }

    private static async Task<BackupReport> AnswerAsync(Func<Task<Outcome<BackupReport>>> run)
    {
        try
        {
            var outcome = await run();
            return outcome.Refusal is { } refusal ? throw new RefusedException(ServeDiagnostics.CannotStart(refusal.Message.TrimEnd('.'))) : outcome.Value!;
        }
        catch (NodeStartException fault)
        {
            throw new RefusedException(ServeDiagnostics.CannotStart(fault.Message.TrimEnd('.')));
        }
    }
}
