using System.CommandLine;
using Turnpike.Cli.Client;
using Turnpike.Server.Api;
using Turnpike.Server.Connections;

namespace Turnpike.Cli.Connections;

/// <summary>Declares <c>turnpike connections</c>.</summary>
internal static class ConnectionsCommand
{
    public const string Examples = """
        Examples:
          turnpike connections
          turnpike connections main
          turnpike connections --kinds
        """;

    public static Command Make(Screen screen, Option<bool> noColour)
    {
        var name = new Argument<string?>("NAME") { Description = "One connection, with its parts and what of them could not be read.", Arity = ArgumentArity.ZeroOrOne };
        var kinds = new Option<bool>("--kinds") { Description = "List what can be connected, and the settings of each." };
        var format = Printed.TextOrJson();
        return new ServerCommand().Make(new Command("connections", "List the connections: what is read, how often, how the last sync ended.") { name, kinds, format }, screen, noColour, async (result, client, cancellation) =>
        {
            var isJson = result.GetValue(format) == "json";
            if (result.GetValue(kinds))
            {
                var known = await client.GetAsync<Page<ConnectorKindResource>>("api/v1/connection-kinds", cancellation);
                screen.Write(isJson ? Printed.Json(known.Items) : ConnectionText.Kinds(known.Items, screen.Width));
            }
            else if (result.GetValue(name) is { } one)
            {
                var path = $"api/v1/connections/{Uri.EscapeDataString(one)}";
                var connection = await client.GetAsync<ConnectionResource>(path, cancellation);
                var parts = await WholeList.ReadAsync<SyncPartResource>(client, path + "/parts", [], cancellation);
                screen.Write(isJson ? Printed.Json(new { connection, parts }) : ConnectionText.Parts(connection, parts, screen.TableWidth));
            }
            else
            {
                var all = await WholeList.ReadAsync<ConnectionResource>(client, "api/v1/connections", [], cancellation);
                screen.Write(isJson ? Printed.Json(all) : ConnectionText.Table(all, screen.TableWidth));
            }

            return ExitCode.Pass;
        });
    }
}
