using System.CommandLine;
using Turnpike.Cli.Client;
using Turnpike.Server.Connections;

namespace Turnpike.Cli.Connections;

/// <summary>Declares <c>turnpike connect</c> and <c>turnpike disconnect</c>.</summary>
internal static class ConnectCommand
{
    public const string Examples = """
        Examples:
          turnpike connections --kinds
          turnpike connect aws main --set regions=eu-west-1,eu-central-1
          turnpike connect kubernetes prod-eu --set context=prod-eu --schedule 15m
          turnpike connect aws main --schedule 1d
          turnpike disconnect old --reason "The account is closed."

        No secret is a setting: a node finds credentials where the tools of each cloud keep them. What is given replaces
        all settings of a connection that is there already; without --set they stay.
        """;

    public static Command MakeConnect(Screen screen, Option<bool> noColour)
    {
        var kind = new Argument<string>("KIND") { Description = "What it connects to, such as aws; `turnpike connections --kinds` lists them." };
        var name = new Argument<string>("NAME") { Description = "What it is to be called." };
        var set = SettingOption.Make();
        var schedule = new Option<string?>("--schedule") { Description = "How long between two syncs: 15m, 6h, 1d, or never. 6h where nothing is said.", HelpName = "TIME" };
        var pause = new Option<bool>("--pause") { Description = "Stop its syncs; connect again to go on." };
        return new ServerCommand().Make(new Command("connect", "Connect a cloud, a cluster, a repository or a state backend.") { kind, name, set, schedule, pause }, screen, noColour, async (result, client, cancellation) =>
        {
            var settings = SettingOption.Read(result.GetValue(set) ?? []);
            var request = new ConnectionRequest(result.GetRequiredValue(kind), settings.Count == 0 ? null : settings, result.GetValue(schedule), !result.GetValue(pause));
            var made = await client.PutAsync<ConnectionResource>($"api/v1/connections/{Uri.EscapeDataString(result.GetRequiredValue(name))}", request, cancellation);
            screen.WriteLine($"{made.Name} is connected ({made.Kind}); {ConnectionText.Times(made)}.");
            return ExitCode.Pass;
        });
    }

    public static Command MakeDisconnect(Screen screen, Option<bool> noColour)
    {
        var name = new Argument<string>("NAME") { Description = "The connection." };
        var reason = new Option<string>("--reason") { Description = "Why; the ledger keeps it.", HelpName = "TEXT", Required = true };
        return new ServerCommand().Make(new Command("disconnect", "Remove a connection; what it read stays in the estate.") { name, reason }, screen, noColour, async (result, client, cancellation) =>
        {
            await client.DeleteAsync($"api/v1/connections/{Uri.EscapeDataString(result.GetRequiredValue(name))}" + Query.Of(("reason", result.GetValue(reason))), cancellation);
            screen.WriteLine($"{result.GetValue(name)} is disconnected.");
            return ExitCode.Pass;
        });
    }
}
