using System.CommandLine;
using Turnpike.Cli.Client;
using Turnpike.Gate.Reports;
using Turnpike.Server.Estate;

namespace Turnpike.Cli.Estate;

/// <summary>Declares <c>turnpike estate</c>: what there is, what it was, and what hangs on what.</summary>
internal static class EstateCommand
{
    public const string Examples = """
        Examples:
          turnpike estate search 'type:aws_s3_bucket tag:env=prod'
          turnpike estate search vendor --at 2026-03-01
          turnpike estate show prod/network//aws_vpc.main
          turnpike estate history aws_vpc.main
          turnpike estate blast-radius aws_vpc.main
          turnpike estate scopes
          turnpike estate status
          turnpike estate drift --account 123456789012
          turnpike estate unmanaged --made-by hand
          turnpike estate coverage
          turnpike estate owners
          turnpike estate unowned --type aws_s3_bucket --sure 0.7 --accept
          turnpike estate own 'aws/123456789012//*' payments --reason "Their account."
          turnpike estate export --format csv --output estate.csv

        A resource goes by its key (scope//address), or by its address, id or name where only one is called so.
        """;

    public static Command Make(Screen screen, Option<bool> noColour) => new("estate", "Look into the estate: what there is, what it was, what hangs on what.")
    {
        MakeSearch(screen, noColour),
        MakeAbout("show", "Show a resource with its attributes and relations.", screen, noColour, ShowAsync),
        MakeAbout("history", "Show what became of a resource, the newest first.", screen, noColour, HistoryAsync),
        MakeAbout("blast-radius", "Show who depends on a resource, and how.", screen, noColour, BlastRadiusAsync),
        MakeScopes(screen, noColour),
        JoinedCommand.MakeDrift(screen, noColour),
        JoinedCommand.MakeUnmanaged(screen, noColour),
        JoinedCommand.MakeStatus(screen, noColour),
        JoinedCommand.MakeCoverage(screen, noColour),
        OwnershipCommand.MakeOwners(screen, noColour),
        OwnershipCommand.MakeUnowned(screen, noColour),
        OwnershipCommand.MakeOwn(screen, noColour),
        MakeExport(screen, noColour),
    };

    private static Option<string?> At() => new("--at") { Description = "As it was then: a date or a time, such as 2026-03-01 or 2026-03-01T12:00:00Z.", HelpName = "TIME" };

    private static Command MakeSearch(Screen screen, Option<bool> noColour)
    {
        var text = new Argument<string>("QUERY") { Description = "Words, type:, scope:, id:, name:, tag:KEY=VALUE, attr:PATH=VALUE, status:, made-by:, dependson:, usedby:, \"quotes\", - and OR.", Arity = ArgumentArity.ZeroOrOne, DefaultValueFactory = static _ => "" };
        var (at, format) = (At(), Printed.TextOrJson());
        var limit = Numbers.Option("--limit", 50, "NUMBER", "At most so many.", 1, 200);
        return new ServerCommand().Make(new Command("search", "Find resources.") { text, at, limit, format }, screen, noColour, async (result, client, cancellation) =>
        {
            var query = Query.Of(("q", result.GetValue(text)), ("at", EstateTime.Of(result.GetValue(at))), ("limit", result.GetValue(limit)));
            var found = await client.GetAsync<EstateSearchResource>("api/v1/estate/resources" + query, cancellation);
            screen.Write(result.GetValue(format) == "json" ? Printed.Json(found) : EstateText.Found(found, screen.TableWidth));
            return ExitCode.Pass;
        });
    }

    private static Command MakeAbout(string name, string description, Screen screen, Option<bool> noColour, Func<ApiClient, string, string, CancellationToken, Task<Answer>> ask)
    {
        var resource = new Argument<string>("RESOURCE") { Description = "Its key, or its address, id or name where only one is called so." };
        var (at, format) = (At(), Printed.TextOrJson());
        var command = new Command(name, description) { resource, format };
        if (name != "history")
        {
            command.Add(at);
        }

        return new ServerCommand().Make(command, screen, noColour, async (result, client, cancellation) =>
        {
            var moment = name == "history" ? null : EstateTime.Of(result.GetValue(at));
            var key = await ResolveAsync(client, result.GetRequiredValue(resource), moment, cancellation);
            var answer = await ask(client, "api/v1/estate/resources/" + Uri.EscapeDataString(key), Query.Of(("at", moment)), cancellation);
            screen.Write(result.GetValue(format) == "json" ? answer.Json() : answer.Text(new TextCanvas(screen.Width, screen.HasColour)));
            return ExitCode.Pass;
        });
    }

    private static Command MakeScopes(Screen screen, Option<bool> noColour)
    {
        var (at, format) = (At(), Printed.TextOrJson());
        return new ServerCommand().Make(new Command("scopes", "List the scopes: what was pushed, when and by whom.") { at, format }, screen, noColour, async (result, client, cancellation) =>
        {
            var scopes = await client.GetAsync<ScopesResource>("api/v1/estate/scopes" + Query.Of(("at", EstateTime.Of(result.GetValue(at)))), cancellation);
            screen.Write(result.GetValue(format) == "json" ? Printed.Json(scopes) : EstateText.Scopes(scopes, screen.TableWidth));
            return ExitCode.Pass;
        });
    }

    private static Command MakeExport(Screen screen, Option<bool> noColour)
    {
        var at = At();
        var format = new Option<string>("--format", "-f") { Description = "json or csv.", HelpName = "FORMAT", DefaultValueFactory = static _ => "json" }.AcceptOnlyFromAmong("json", "csv");
        var output = new Option<string?>("--output", "-o") { Description = "Write it to a file, whole or not at all.", HelpName = "FILE" };
        return new ServerCommand().Make(new Command("export", "Write out the whole estate.") { at, format, output }, screen, noColour, async (result, client, cancellation) =>
        {
            var query = Query.Of(("at", EstateTime.Of(result.GetValue(at))), ("format", result.GetValue(format)));
            var bytes = await client.GetBytesAsync("api/v1/estate/export" + query, cancellation);
            return screen.Deliver(bytes, result.GetValue(output)) ? ExitCode.Pass : ExitCode.BadInput;
        });
    }

    private static async Task<Answer> ShowAsync(ApiClient client, string path, string query, CancellationToken cancellation) =>
        Answer.Of(await client.GetAsync<EstateResourceResource>(path + query, cancellation), EstateText.Write);

    private static async Task<Answer> HistoryAsync(ApiClient client, string path, string query, CancellationToken cancellation) =>
        Answer.Of(await client.GetAsync<ResourceHistoryResource>($"{path}/history{query}", cancellation), EstateText.Write);

    private static async Task<Answer> BlastRadiusAsync(ApiClient client, string path, string query, CancellationToken cancellation) =>
        Answer.Of(await client.GetAsync<BlastRadiusResource>($"{path}/blast-radius{query}", cancellation), EstateText.Write);

    private static async Task<string> ResolveAsync(ApiClient client, string given, string? at, CancellationToken cancellation)
    {
        if (given.Contains("//", StringComparison.Ordinal))
        {
            return given;
        }

        var text = $"\"{given.Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
        var found = await client.GetAsync<EstateSearchResource>("api/v1/estate/resources" + Query.Of(("q", text), ("limit", "200"), ("at", at)), cancellation);
        var called = found.Items.Where(r => r.Address == given || r.Id == given || r.Arn == given || r.Name == given).ToList();
        return called switch
        {
            [var one] => one.Key,
            [] => throw new RefusedException(ClientDiagnostics.NoSuch("resource", given, "`turnpike estate search` finds it.")),
            _ => throw new RefusedException(ClientDiagnostics.NotUnique("resource", given, string.Join(", ", called.Take(5).Select(static r => r.Key)))),
        };
    }

    /// <summary>What the server said, in either form.</summary>
    private sealed record Answer(Func<string> Json, Func<TextCanvas, string> Text)
    {
        public static Answer Of<T>(T value, Action<TextCanvas, T> write) => new(() => Printed.Json(value), canvas =>
        {
            write(canvas, value);
            return canvas.ToString();
        });
    }
}
