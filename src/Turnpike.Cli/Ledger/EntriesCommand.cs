using System.CommandLine;
using System.Globalization;
using Turnpike.Cli.Client;
using Turnpike.Ledger.Entries;

namespace Turnpike.Cli.Ledger;

/// <summary>Declares <c>turnpike ledger entries</c>.</summary>
internal sealed class EntriesCommand
{
    public const string Examples = """
        Examples:
          turnpike ledger entries
          turnpike ledger entries --from 1000 --limit 20
          turnpike ledger entries --stream change/ --format json
          turnpike ledger entries --data /var/lib/turnpike --type decision.made
        """;

    private readonly LedgerOptions _ledger = new();
    private readonly Option<string> _from = Numbers.Option("--from", 0, "POSITION", "The first entry to list.", 0, long.MaxValue);
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
        var (stream, type) = (result.GetValue(_stream) ?? "", result.GetValue(_type) ?? "");
        var limit = Numbers.In(result, _limit);
        var entries = new List<LedgerEntry>();
        await foreach (var entry in ledger.EntriesAsync(Numbers.In(result, _from), cancellation))
        {
            if (entry.Stream.ToString().StartsWith(stream, StringComparison.Ordinal) && entry.Type.Name.StartsWith(type, StringComparison.Ordinal))
            {
                entries.Add(entry);
            }

            if (entries.Count == limit)
            {
                break;
            }
        }

        screen.Write(result.GetValue(_format) == "json" ? Json(entries) : Text(entries, screen.TableWidth));
        return ExitCode.Pass;
    }

    private static string Text(List<LedgerEntry> entries, int? width) => Table.Write(
        ["ENTRY", "RECORDED (UTC)", "BY", "WHAT", "STREAM"],
        [.. entries.Select(e => new[] { e.Position.ToString(CultureInfo.InvariantCulture), Printed.Time(e.RecordedAt), e.Actor, e.Type.ToString(), e.Stream.ToString() })],
        width);

    private static string Json(List<LedgerEntry> entries) => Printed.Json(entries.Select(e => new
    {
        e.Position,
        RecordedAt = e.RecordedAt.ToUniversalTime(),
        Stream = e.Stream.ToString(),
        e.Version,
        Type = e.Type.Name,
        TypeVersion = e.Type.Version,
        e.Actor,
        Data = System.Text.Json.JsonDocument.Parse(e.Data).RootElement,
    }));
}
