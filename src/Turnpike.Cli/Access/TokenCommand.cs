using System.CommandLine;
using System.Globalization;
using Turnpike.Cli.Client;
using Turnpike.Governance.Access;
using Turnpike.Server.Api;
using Turnpike.Server.Identity;
using Turnpike.Server.Identity.Tokens;

namespace Turnpike.Cli.Access;

/// <summary>Declares <c>turnpike token</c>. A token makes no tokens, so whoever asks signs in.</summary>
internal sealed class TokenCommand
{
    public const string Examples = """
        Examples:
          turnpike token create ci-network --pipeline --role contributor --scope 'prod/network*' --days 90
          turnpike token create ci-network --pipeline --email ada@example.com --password-stdin < password > token
          turnpike token list
          turnpike token revoke 0198f2c4
        """;

    private static readonly string[] s_roles = [.. Enum.GetValues<Role>().Select(Roles.NameOf)];

    private readonly SignInOptions _signIn = new();
    private readonly Option<string?> _server = new("--server") { Description = "The server; else TURNPIKE_SERVER, else the one signed in to.", HelpName = "URL" };

    public static Command Make(Screen screen, Option<bool> noColour) => new("token", "Make, list and revoke tokens for pipelines and programs.")
    {
        new TokenCommand().MakeCreate(screen, noColour),
        new TokenCommand().MakeList(screen, noColour),
        new TokenCommand().MakeRevoke(screen, noColour),
    };

    private Command MakeCreate(Screen screen, Option<bool> noColour)
    {
        var name = new Argument<string>("NAME") { Description = "What it is for." };
        var role = new Option<string>("--role") { Description = $"What it may do at most: {string.Join(", ", s_roles)}.", HelpName = "ROLE", DefaultValueFactory = static _ => "contributor" }.AcceptOnlyFromAmong(s_roles);
        var pipeline = new Option<bool>("--pipeline") { Description = "It acts under its own name and never decides; else it acts as you." };
        var scope = new Option<string?>("--scope") { Description = "It pushes to this scope only; prod/* for all that begin with prod/.", HelpName = "NAME" };
        var days = Numbers.Option("--days", 90, "DAYS", "How long it lives.", 1, 366);
        var command = new Command("create", "Make a token. It is shown once, on standard output and nowhere else.") { name, role, pipeline, scope, days };
        return Finish(command, screen, noColour, async (result, session, cancellation) =>
        {
            var request = new NewTokenRequest(
                result.GetRequiredValue(name),
                Roles.Parse(result.GetRequiredValue(role))!.Value,
                result.GetValue(pipeline) ? TokenKind.Pipeline : TokenKind.Personal,
                null,
                result.GetValue(scope),
                TimeProvider.System.GetUtcNow().AddDays(Numbers.In(result, days)));
            var made = await session.Client.PostAsync<NewTokenResource>("api/v1/tokens", request, cancellation);
            screen.WriteLine(made.Text);
            Screen.WriteError(string.Create(CultureInfo.InvariantCulture, $"token {made.Token.Id} ({made.Token.Name}, {Roles.NameOf(made.Token.Role)}{(made.Token.Scope is null ? "" : ", " + made.Token.Scope)}) until {Printed.Date(made.Token.ExpiresAt)}; it is not shown again"));
        });
    }

    private Command MakeList(Screen screen, Option<bool> noColour)
    {
        var all = new Option<bool>("--all") { Description = "Everybody's." };
        var format = Printed.TextOrJson();
        var command = new Command("list", "List tokens, without what opens the door.") { all, format };
        return Finish(command, screen, noColour, async (result, session, cancellation) =>
        {
            var page = await session.Client.GetAsync<Page<TokenResource>>("api/v1/tokens" + (result.GetValue(all) ? "?all=true" : ""), cancellation);
            screen.Write(result.GetValue(format) == "json" ? Printed.Json(page) : Table.Write(
                ["TOKEN", "NAME", "KIND", "ROLE", "SCOPE", "OWNER", "EXPIRES", "USED", "STATE"],
                [.. page.Items.Select(Row)],
                screen.TableWidth));
        });
    }

    private Command MakeRevoke(Screen screen, Option<bool> noColour)
    {
        var id = new Argument<string>("TOKEN") { Description = "Its id, or the beginning of it, or its name." };
        var command = new Command("revoke", "End a token, at once and for good.") { id };
        return Finish(command, screen, noColour, async (result, session, cancellation) =>
        {
            var given = result.GetRequiredValue(id);
            var may = session.Who.Permissions.Contains(Permission.ReadAccess);
            var page = await session.Client.GetAsync<Page<TokenResource>>("api/v1/tokens" + (may ? "?all=true" : ""), cancellation);
            var called = page.Items.Where(t => t.RevokedAt is null && (t.Name == given || t.Id.StartsWith(given, StringComparison.OrdinalIgnoreCase))).ToList();
            if (called is not [var token])
            {
                throw new RefusedException(called.Count == 0
                    ? ClientDiagnostics.NoSuch("token", given, "`turnpike token list` lists them.")
                    : ClientDiagnostics.NotUnique("token", given, string.Join(", ", called.Take(5).Select(t => $"{t.Id} ({t.Name})"))));
            }

            await session.Client.DeleteAsync("api/v1/tokens/" + token.Id, cancellation);
            screen.WriteLine($"revoked  {token.Id}  {token.Name}");
        });
    }

    private static string[] Row(TokenResource token) =>
    [
        token.Id, token.Name, Printed.Word(token.Kind), Roles.NameOf(token.Role), token.Scope ?? "everywhere", token.Owner,
        Printed.Date(token.ExpiresAt), token.UsedAt is { } used ? Printed.Date(used) : "never",
        token.RevokedAt is not null ? "revoked" : token.ExpiresAt <= TimeProvider.System.GetUtcNow() ? "expired" : "valid",
    ];

    private Command Finish(Command command, Screen screen, Option<bool> noColour, Func<ParseResult, PasswordSession, CancellationToken, Task> run)
    {
        _signIn.AddTo(command);
        command.Add(_server);
        command.SetAction((result, _) => ServerCommand.RunAsync(result, screen, noColour, async cancellation =>
        {
            var server = ServerChoice.Find(result.GetValue(_server), null, needsToken: false).Address;
            await using var session = await _signIn.SignInAsync(result, server, cancellation);
            await run(result, session, cancellation);
            return ExitCode.Pass;
        }));
        return command;
    }
}
