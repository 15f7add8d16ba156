using System.CommandLine;
using System.Globalization;
using Turnpike.Cli.Client;
using Turnpike.Ledger.Merkle;
using Turnpike.Ledger.Proofs;

namespace Turnpike.Cli.Ledger;

/// <summary>Declares <c>turnpike ledger verify</c>.</summary>
internal sealed class VerifyCommand
{
    public const string Examples = """
        Examples:
          turnpike ledger verify --data /var/lib/turnpike            every entry, hashed again here
          turnpike ledger verify --data backup/ --checkpoint monday.note
          turnpike ledger verify --checkpoint monday.note            the server's, held against what it said on Monday

        Exit codes:
          0  the ledger is whole
          1  it is not; each fault names its entry
          3  there was no verifying it: no ledger, no checkpoint, no server
        """;

    private readonly LedgerOptions _ledger = new();
    private readonly Option<string?> _checkpoint = new("--checkpoint") { Description = "A saved checkpoint: the ledger must still be what it was then.", HelpName = "FILE" };
    private readonly Option<string?> _key = new("--key") { Description = "The public key that the checkpoint is signed with; else FILE.key beside it.", HelpName = "FILE" };
    private readonly Option<string> _format = Printed.TextOrJson();

    public Command Make(Screen screen, Option<bool> noColour)
    {
        var command = new Command("verify", "Read the whole ledger and check that nobody rewrote it.") { _checkpoint, _key, _format };
        return _ledger.Make(command, screen, noColour, (result, ledger, cancellation) => RunAsync(result, ledger, screen, cancellation));
    }

    private async Task<int> RunAsync(ParseResult result, ILedgerView ledger, Screen screen, CancellationToken cancellation)
    {
        var saved = result.GetValue(_checkpoint) is { } path ? CheckpointFile.Read(path, result.GetValue(_key)) : null;
        Dictionary<long, Hash256> expected = saved is null ? [] : new() { [saved.Checkpoint.Size] = saved.Checkpoint.Root };
        var report = await ledger.VerifyAsync(expected, cancellation);

        // What a server says of itself is not proof. Its new checkpoint, signed and shown to continue the saved one, is.
        var faults = report.Faults.ToList();
        if (saved is not null && ledger is ServerLedger && await Continuation.FaultAsync(ledger, saved, cancellation) is { } fault)
        {
            faults.Add(new LedgerFault(saved.Checkpoint.Size - 1, fault));
        }

        screen.Write(result.GetValue(_format) == "json" ? Json(report, faults, saved) : Text(report, faults, saved));
        return faults.Count == 0 ? ExitCode.Pass : ExitCode.Fail;
    }

    private static string Text(LedgerAuditReport report, List<LedgerFault> faults, SignedCheckpoint? saved)
    {
        var lines = faults.Select(f => string.Create(CultureInfo.InvariantCulture, $"entry {f.Position}: {Gate.Reports.Printable.Line(f.Message)}\n"));
        var against = saved is null ? "" : string.Create(CultureInfo.InvariantCulture, $", and continues the checkpoint of {saved.Checkpoint.Size} entries");
        return faults.Count > 0
            ? string.Create(CultureInfo.InvariantCulture, $"{string.Concat(lines)}DAMAGED  {faults.Count} {(faults.Count == 1 ? "fault" : "faults")} in {report.Size} entries\n")
            : string.Create(CultureInfo.InvariantCulture, $"WHOLE  {report.Size} entries chain to one another{against}\n  root  {report.Root}\n");
    }

    private static string Json(LedgerAuditReport report, List<LedgerFault> faults, SignedCheckpoint? saved) => Printed.Json(new
    {
        IsWhole = faults.Count == 0,
        report.Size,
        Root = report.Root.ToString(),
        Checkpoint = saved?.Checkpoint.Size,
        Faults = faults,
    });
}
