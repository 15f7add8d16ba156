using System.CommandLine;
using System.Globalization;
using Turnpike.Cli.Client;
using Turnpike.Server.Changes;

namespace Turnpike.Cli.Changes;

/// <summary>Declares <c>turnpike waive</c>.</summary>
internal sealed class WaiveCommand
{
    public const string Examples = """
        Examples:
          turnpike waive 3f2a 81c0 --reason "the vendor needs it until the move" --owner network-team --expires 2026-12-31
          turnpike waive 3f2a aws-sg-open-admin-ports --reason "…" --owner ada@example.com --expires 30d

        FINDING is the beginning of a fingerprint, as `turnpike show` gives it, or a rule that has one finding in the change.
        """;

    private readonly Argument<string> _change = DecideCommand.ChangeArgument();
    private readonly Argument<string> _finding = new("FINDING") { Description = "A finding of it, by its fingerprint or the beginning of it, or by its rule." };
    private readonly Option<string> _reason = new("--reason") { Description = "Why you can live with it.", HelpName = "TEXT", Required = true };
    private readonly Option<string> _owner = new("--owner") { Description = "The person or team that answers for it.", HelpName = "WHO", Required = true };
    private readonly Option<string> _expires = new("--expires") { Description = "Until when: a date, or a number of days such as 30d.", HelpName = "DATE", Required = true };
    private readonly ServerCommand _server = new();

    public WaiveCommand() => _expires.Validators.Add(result =>
    {
        var text = result.GetValueOrDefault<string>() ?? "";
        if (Until(text) is null)
        {
            result.AddError($"--expires takes a date (2026-12-31) or a number of days (30d), not \"{text}\"");
        }
    });

    public Command Make(Screen screen, Option<bool> noColour)
    {
        var command = new Command("waive", "Live with a finding of a change until a day.") { _change, _finding, _reason, _owner, _expires };
        return _server.Make(command, screen, noColour, (result, client, cancellation) => RunAsync(result, client, screen, cancellation));
    }

    // The end of the day that was named.
    private static DateTimeOffset? Until(string text) =>
        text.EndsWith('d') && int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days is > 0 and < 3660
            ? TimeProvider.System.GetUtcNow().AddDays(days)
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) && date < DateOnly.MaxValue
            ? new DateTimeOffset(date.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero)
        : null;

    private async Task<int> RunAsync(ParseResult result, ApiClient client, Screen screen, CancellationToken cancellation)
    {
        var id = await ChangeNames.ResolveAsync(client, result.GetRequiredValue(_change), cancellation);
        var finding = await FindAsync(client, id, result.GetRequiredValue(_finding), cancellation);
        var expires = Until(result.GetRequiredValue(_expires))!.Value;
        await client.PostAsync(
            $"api/v1/changes/{id}/waivers",
            new FindingWaiverInput(finding.Fingerprint, result.GetRequiredValue(_reason), result.GetRequiredValue(_owner), expires),
            cancellation);
        screen.WriteLine($"waived until {Printed.Time(expires)} UTC  {finding.Rule}  {finding.Address}");
        var after = (await ChangeNames.FindAsync(client, id, cancellation)).Change;
        screen.WriteLine($"  {ChangeNames.Short(id)} is {Printed.Word(after.Verdict).ToUpperInvariant()}: {ChangeText.Counts(after.Counts)}");
        return ExitCode.Pass;
    }

    private static async Task<FindingResource> FindAsync(ApiClient client, string change, string given, CancellationToken cancellation)
    {
        var findings = await ChangeFindings.AllAsync(client, change, cancellation);
        FindingResource[] called = [.. findings.Where(f => f.Fingerprint.StartsWith(given, StringComparison.OrdinalIgnoreCase))];
        called = called.Length > 0 ? called : [.. findings.Where(f => f.Rule == given && f.Counts)];
        return called switch
        {
            [var one] => one,
            [] => throw new RefusedException(ClientDiagnostics.NoSuch("finding", given, $"`turnpike show {ChangeNames.Short(change)}` lists them.")),
            _ => throw new RefusedException(ClientDiagnostics.NotUnique("finding", given, string.Join(", ", called.Take(5).Select(f => $"{f.Fingerprint[..Math.Min(12, f.Fingerprint.Length)]} ({f.Rule} on {f.Address})")))),
        };
    }
}
