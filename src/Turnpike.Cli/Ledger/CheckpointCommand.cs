using System.CommandLine;
using System.Globalization;

namespace Turnpike.Cli.Ledger;

/// <summary>Declares <c>turnpike ledger checkpoint</c>.</summary>
internal sealed class CheckpointCommand
{
    public const string Examples = """
        Examples:
          turnpike ledger checkpoint
          turnpike ledger checkpoint --output monday.note

        Keep both files (monday.note and monday.note.key) where those who run the server cannot change them: whatever is
        rewritten up to now then shows, whoever did it.
        """;

    private readonly LedgerOptions _ledger = new();
    private readonly Option<string?> _output = new("--output", "-o") { Description = "Save it there, and its public key beside it as FILE.key.", HelpName = "FILE" };
    private readonly Option<string?> _checkpoint = new("--checkpoint") { Description = "Only if the ledger continues this saved checkpoint.", HelpName = "FILE" };

    public Command Make(Screen screen, Option<bool> noColour)
    {
        var command = new Command("checkpoint", "Have the ledger sign what it is now, to be held against it later.") { _output, _checkpoint };
        return _ledger.Make(command, screen, noColour, (result, ledger, cancellation) => RunAsync(result, ledger, screen, cancellation));
    }

    private async Task<int> RunAsync(ParseResult result, ILedgerView ledger, Screen screen, CancellationToken cancellation)
    {
        var newest = await ledger.CheckpointAsync(cancellation);
        if (result.GetValue(_checkpoint) is { } path && await Continuation.FaultAsync(ledger, CheckpointFile.Read(path, null), cancellation) is { } fault)
        {
            screen.WriteLine($"DAMAGED  {fault}");
            return ExitCode.Fail;
        }

        if (result.GetValue(_output) is { } output)
        {
            CheckpointFile.Save(output, newest);
            screen.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{newest.Checkpoint.Size} entries, signed by {newest.Key.Name}: {output}, {output}.key"));
        }
        else
        {
            screen.Write(newest.Note);
        }

        return ExitCode.Pass;
    }
}
