using System.CommandLine;
using System.Text.Json;
using Turnpike.Gate.Testing;
using Turnpike.Rego;
using Turnpike.Rego.Inspection;
using Turnpike.Text;

namespace Turnpike.Cli.Rego;

/// <summary>Declares <c>turnpike rego deps</c>.</summary>
internal sealed class DependenciesCommand
{
    public const string Examples = """
        Examples:
          turnpike rego deps -d policy/ data.authz.allow
          turnpike rego deps -d policy/ data.authz.allow --format json

        Base documents are the input and data that no rule makes; virtual documents are rules and functions.
        """;

    private readonly Argument<string> _query = new("QUERY") { Description = "The query, such as data.authz.allow." };
    private readonly PolicyPaths _paths = new();
    private readonly Option<string> _format = new Option<string>("--format", "-f") { Description = "pretty or json.", HelpName = "FORMAT", DefaultValueFactory = static _ => "pretty" }.AcceptOnlyFromAmong("pretty", "json");

    public Command Make(Screen screen)
    {
        var command = new Command("deps", "List what a query depends on.") { _query };
        _paths.AddTo(command);
        command.Add(_format);
        command.SetAction(result => Run(result, screen));
        return command;
    }

    private int Run(ParseResult result, Screen screen)
    {
        var diagnostics = new DiagnosticBag();
        var set = _paths.Load(result, diagnostics);
        var options = RegoCompilerOptions.Default with { Builtins = PackTests.Builtins };
        var program = diagnostics.HasErrors ? null : set.Compile(options, diagnostics);
        var found = program is null ? null : QueryDependencies.Of(program, result.GetRequiredValue(_query), _paths.Version(result), diagnostics);
        Screen.WriteDiagnostics(diagnostics);
        if (found is null)
        {
            return ExitCode.BadInput;
        }

        screen.Write(result.GetValue(_format) == "json" ? AnswerText.Json(writer => Write(writer, found)) : TextTable.Write(
            ["BASE DOCUMENTS", "VIRTUAL DOCUMENTS"],
            [.. Enumerable.Range(0, Math.Max(found.Base.Count, found.Virtual.Count)).Select(i => (string[])[found.Base.ElementAtOrDefault(i) ?? "", found.Virtual.ElementAtOrDefault(i) ?? ""])]));
        return ExitCode.Pass;
    }

    private static void Write(Utf8JsonWriter writer, QueryDependencies found)
    {
        writer.WriteStartObject();
        Write(writer, "base", found.Base);
        Write(writer, "virtual", found.Virtual);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, string name, IReadOnlyList<string> paths)
    {
        writer.WriteStartArray(name);
        foreach (var path in paths)
        {
            writer.WriteStringValue(path);
        }

        writer.WriteEndArray();
    }
}
