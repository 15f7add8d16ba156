using System.CommandLine;
using System.Globalization;
using Turnpike.Cli.Client;

namespace Turnpike.Cli.Ledger;

/// <summary>Declares <c>turnpike ledger entries</c>.</summary>
internal sealed class EntriesCommand
{
    public const string Examples = """
        Examples:
          turnpike ledger entries
          turnpike ledger entries --from 1000 --limit 20
          turnpike ledger entries --stream change/ --format json
          turnpike ledger entries --data /var/lib/turnpike --type decision.
        """;

    private readonly LedgerOptions _ledger = new();
    private readonly Option<string?> _from = Numbers.Optional("--from", "POSITION", "The first entry to list; else the newest are listed, the newest first.");
    private readonly Option<string> _limit = Numbers.Option("--limit", 50, "NUMBER", "At most so many.", 1, 100_000);
    private readonly Option<string?> _stream = new("--stream") { Description = "Only of streams whose name begins so.", HelpName = "NAME" };
    private readonly Option<string?> _type = new("--type") { Description = "Only of event types whose name begins so.", HelpName = "TYPE" };
    private readonly Option<string> _format = Printed.TextOrJson();

    public Command Make(Screen screen, Option<bool> noColour)
    {
        var command = new Command("entries", "List entries of the ledger.") { _from, _limit, _stream, _type, _format };
        return _ledger.Make(command, screen, noColour, (result, ledger, cancellation) => RunAsync(result, ledger, screen, cancellation));
    }

    private async Task<int> RunAsync(ParseResult result, ILedgerView ledger, Screen screen, CancellationToken cancellation)
    {
        var from = result.GetValue(_from) is { } text ? long.Parse(text, CultureInfo.InvariantCulture) : (long?)null;
        var entries = await ledger.EntriesAsync(new EntryChoice(from, (int)Numbers.In(result, _limit), result.GetValue(_stream), result.GetValue(_type)), cancellation);
        screen.Write(result.GetValue(_format) == "json" ? Printed.Json(entries) : Table.Write(
            ["ENTRY", "RECORDED (UTC)", "BY", "WHAT", "STREAM"],
            [.. entries.Select(static e => new[] { e.Position.ToString(CultureInfo.InvariantCulture), Printed.Time(e.RecordedAt), e.Actor, e.Type, e.Stream })],
            screen.TableWidth));
        return ExitCode.Pass;
    }
}
