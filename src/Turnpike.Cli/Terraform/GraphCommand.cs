using System.CommandLine;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Turnpike.Hcl.Terraform.Expansion;
using Turnpike.Text;

namespace Turnpike.Cli.Terraform;

/// <summary>Declares <c>turnpike terraform graph</c>.</summary>
internal sealed class GraphCommand
{
    public const string Examples = """
        Examples:
          turnpike terraform graph infra/prod | dot -Tsvg > graph.svg
          turnpike terraform graph infra/prod --format json

        An arrow leads from what needs to what is needed.
        """;

    private readonly Argument<string> _folder = new("DIR") { Description = "The folder of a root module." };
    private readonly Option<string> _format = new Option<string>("--format", "-f") { Description = "dot or json.", HelpName = "FORMAT", DefaultValueFactory = static _ => "dot" }.AcceptOnlyFromAmong("dot", "json");
    private readonly CodeOptions _code = new();

    public Command Make(Screen screen)
    {
        var command = new Command("graph", "Print what depends on what, for Graphviz or as JSON.") { _folder, _format };
        _code.AddTo(command);
        command.SetAction(result => Run(result, screen));
        return command;
    }

    private int Run(ParseResult result, Screen screen)
    {
        var diagnostics = new DiagnosticBag();
        var root = RootFolder.Expand(result.GetRequiredValue(_folder), _code.Read(result), diagnostics);
        Screen.WriteDiagnostics(diagnostics);
        if (root is not null)
        {
            var edges = root.Graph.Distinct().OrderBy(static e => e.From, StringComparer.Ordinal).ThenBy(static e => e.To, StringComparer.Ordinal).ToList();
            var nodes = root.Instances.Select(static i => i.Address.ConfigurationText)
                .Concat(edges.Select(static e => e.From)).Concat(edges.Select(static e => e.To))
                .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
            screen.Write(result.GetValue(_format) == "json" ? Json(nodes, edges) : Dot(nodes, edges));
        }

        return diagnostics.HasErrors ? ExitCode.BadInput : ExitCode.Pass;
    }

    // As terraform graph draws it: modules as boxes around their resources.
    private static string Dot(List<string> nodes, List<ConfigurationEdge> edges)
    {
        var text = new StringBuilder("digraph G {\n  rankdir = \"RL\";\n  node [shape = rect, fontname = \"sans-serif\"];\n");
        foreach (var node in nodes.Where(static n => ModuleOf(n).Length == 0))
        {
            text.Append("  ").Append(Quote(node)).Append(" [label=").Append(Quote(node)).Append("];\n");
        }

        foreach (var module in nodes.Where(static n => ModuleOf(n).Length > 0).GroupBy(ModuleOf))
        {
            text.Append("  subgraph ").Append(Quote("cluster_" + module.Key)).Append(" {\n    label = ").Append(Quote(module.Key)).Append("\n    fontname = \"sans-serif\"\n");
            foreach (var node in module)
            {
                text.Append("    ").Append(Quote(node)).Append(" [label=").Append(Quote(node[(module.Key.Length + 1)..])).Append("];\n");
            }

            text.Append("  }\n");
        }

        foreach (var edge in edges)
        {
            text.Append("  ").Append(Quote(edge.From)).Append(" -> ").Append(Quote(edge.To)).Append(";\n");
        }

        return text.Append("}\n").ToString();
    }

    private static string ModuleOf(string address)
    {
        var parts = address.Split('.');
        var at = 0;
        while (at + 2 < parts.Length && parts[at] == "module")
        {
            at += 2;
        }

        return string.Join('.', parts[..at]);
    }

    private static string Quote(string text) => "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";

    private static string Json(List<string> nodes, List<ConfigurationEdge> edges)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = true }))
        {
            json.WriteStartObject();
            json.WriteNumber("schema", 1);
            json.WriteStartArray("nodes");
            nodes.ForEach(json.WriteStringValue);
            json.WriteEndArray();
            json.WriteStartArray("edges");
            foreach (var edge in edges)
            {
                json.WriteStartObject();
                json.WriteString("from", edge.From);
                json.WriteString("to", edge.To);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }
}
