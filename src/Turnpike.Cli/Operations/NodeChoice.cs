using System.CommandLine;
using Turnpike.Cli.Serve;
using Turnpike.Server;

namespace Turnpike.Cli.Operations;

/// <summary>Whose stores a command works on: options that those share which do not ask the node itself.</summary>
internal sealed class NodeChoice
{
    private readonly Option<string?> _config = NodeSettings.Config();
    private readonly Option<string?> _data = new("--data") { Description = "The data folder of the node; else as its settings say.", HelpName = "DIR" };
    private readonly Option<string?> _postgres = new("--postgres") { Description = "The database of the node, as Npgsql takes it; else as its settings say.", HelpName = "CONNECTION" };
    private readonly Option<string?> _schema = new("--postgres-schema") { Description = "Where in that database the tables are.", HelpName = "NAME" };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _data, _postgres, _schema, _config })
        {
            command.Add(option);
        }
    }

    /// <summary>Null where they are at fault, which is said.</summary>
    public ServerSettings? Read(ParseResult result) => NodeSettings.Read(
        [.. new[] { _data, _postgres, _schema }.Where(o => result.GetValue(o) is not null).Select(o => KeyValuePair.Create(o.Name[2..], result.GetValue(o)!))],
        result.GetValue(_config));
}
