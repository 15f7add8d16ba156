using System.CommandLine;
using System.Globalization;
using Turnpike.Cli.Client;
using Turnpike.Governance.Access;
using Turnpike.Server.Identity;

namespace Turnpike.Cli.Access;

/// <summary>Declares <c>turnpike login</c> and <c>turnpike logout</c>.</summary>
internal sealed class LoginCommand
{
    public const string Examples = """
        Examples:
          turnpike login https://turnpike.example.com
          turnpike login http://127.0.0.1:7077 --email ada@example.com
          turnpike logout

        A token is made for this machine and kept in ~/.config/turnpike/credentials.json, readable by you alone. Where people sign
        in with a provider, make a token in the pages and use it by TURNPIKE_TOKEN or --token-file.
        """;

    private const int Unauthorized = 401;

    private readonly Argument<string?> _url = new("URL") { Description = "The server; else the one named by TURNPIKE_SERVER, or signed in to last.", Arity = ArgumentArity.ZeroOrOne };
    private readonly SignInOptions _signIn = new();
    private readonly Option<string> _days = Numbers.Option("--days", 30, "DAYS", "How long the token lives.", 1, 366);

    public Command Make(Screen screen, Option<bool> noColour)
    {
        var command = new Command("login", "Sign in to a server from this machine.") { _url, _days };
        _signIn.AddTo(command);
        command.SetAction((result, _) => ServerCommand.RunAsync(result, screen, noColour, cancellation => RunAsync(result, screen, cancellation)));
        return command;
    }

    public static Command MakeLogout(Screen screen, Option<bool> noColour)
    {
        var url = new Argument<string?>("URL") { Description = "The server; else the one signed in to last.", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("logout", "End the token that this machine keeps for a server, and forget it.") { url };
        command.SetAction((result, _) => ServerCommand.RunAsync(result, screen, noColour, async cancellation =>
        {
            var credentials = Credentials.Read();
            var server = ServerChoice.Parse(result.GetValue(url) ?? credentials.Server ?? throw new RefusedException(ClientDiagnostics.NoServer()));
            var token = credentials.TokenFor(server);
            var name = new ServerChoice(server, token).Name;
            var isEnded = token is not null && await EndAsync(server, token, cancellation);
            credentials.Forget(server);
            screen.WriteLine(token is null ? $"nobody was signed in to {name}"
                : isEnded ? $"signed out of {name}"
                : $"signed out of {name} here; the server could not be told, and the token opens the door until it expires or `turnpike token revoke` ends it");
            return ExitCode.Pass;
        }));
        return command;
    }

    /// <summary>False where the server did not hear of it. A token that opens nothing any more needs no end.</summary>
    private static async Task<bool> EndAsync(Uri server, string token, CancellationToken cancellation)
    {
        try
        {
            using var client = new ApiClient(new ServerChoice(server, token));
            await client.DeleteAsync("api/v1/tokens/current", cancellation);
            return true;
        }
        catch (RefusedException refused)
        {
            return refused.Status == Unauthorized;
        }
    }

    /// <summary>The role that may do the most.</summary>
    public static Role StrongestOf(SessionResource who) =>
        who.Roles.Select(Roles.Parse).OfType<Role>().DefaultIfEmpty(Role.Viewer).MaxBy(static r => Roles.PermissionsOf(r).Count);

    private async Task<int> RunAsync(ParseResult result, Screen screen, CancellationToken cancellation)
    {
        var server = ServerChoice.Find(result.GetValue(_url), null, needsToken: false).Address;
        await using var session = await _signIn.SignInAsync(result, server, cancellation);
        var expires = TimeProvider.System.GetUtcNow().AddDays(Numbers.In(result, _days));
        var role = StrongestOf(session.Who);
        var made = await session.Client.PostAsync<NewTokenResource>("api/v1/tokens", new NewTokenRequest($"turnpike login on {Environment.MachineName}", role, ExpiresAt: expires), cancellation);
        var credentials = Credentials.Read();
        if (credentials.TokenFor(server) is { } before)
        {
            await EndAsync(server, before, cancellation);
        }

        credentials.Keep(server, made.Text);
        screen.WriteLine(string.Create(CultureInfo.InvariantCulture, $"signed in to {session.Client.Server} as {session.Who.Id} ({Roles.NameOf(role)}) until {Printed.Date(made.Token.ExpiresAt)}"));
        return ExitCode.Pass;
    }
}
