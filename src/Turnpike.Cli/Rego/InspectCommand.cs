using System.CommandLine;
using System.Text.Json;
using Turnpike.Rego.Bundles;
using Turnpike.Rego.Syntax;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Cli.Rego;

/// <summary>Declares <c>turnpike rego inspect</c>.</summary>
internal sealed class InspectCommand
{
    public const string Examples = """
        Examples:
          turnpike rego inspect policy/
          turnpike rego inspect bundle.tar.gz --annotations --format json
        """;

    private readonly Argument<string> _path = new("PATH") { Description = "A folder, file or bundle." };
    private readonly PolicyPaths _paths = new();
    private readonly Option<bool> _annotations = new("--annotations", "-a") { Description = "Show metadata too." };
    private readonly Option<string> _format = new Option<string>("--format", "-f") { Description = "pretty or json.", HelpName = "FORMAT", DefaultValueFactory = static _ => "pretty" }.AcceptOnlyFromAmong("pretty", "json");

    public Command Make(Screen screen)
    {
        var command = new Command("inspect", "Show what a folder or bundle holds: packages, rules, metadata, manifest.") { _path };
        _paths.AddTo(command, withPaths: false);
        command.Add(_annotations);
        command.Add(_format);
        command.SetAction(result => Run(result, screen));
        return command;
    }

    private int Run(ParseResult result, Screen screen)
    {
        var diagnostics = new DiagnosticBag();
        var path = result.GetRequiredValue(_path);
        var isBundle = File.Exists(Path.Join(path, BundleManifest.FileName));
        var set = _paths.Load(result, diagnostics, [path], isBundle);
        Screen.WriteDiagnostics(diagnostics);
        if (diagnostics.HasErrors)
        {
            return ExitCode.BadInput;
        }

        var hasAnnotations = result.GetValue(_annotations);
        screen.Write(result.GetValue(_format) == "json" ? AnswerText.Json(writer => Write(writer, set, hasAnnotations)) : InspectText.Write(set, hasAnnotations));
        return ExitCode.Pass;
    }

    private static void Write(Utf8JsonWriter writer, PolicySet set, bool hasAnnotations)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("manifests");
        foreach (var manifest in set.Manifests)
        {
            Write(writer, manifest);
        }

        writer.WriteEndArray();
        writer.WriteStartObject("namespaces");
        foreach (var package in InspectText.Packages(set))
        {
            writer.WriteStartArray(package.Key);
            foreach (var module in package)
            {
                writer.WriteStringValue(module.Source.Name);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
        writer.WriteStartObject("rules");
        foreach (var package in InspectText.Packages(set))
        {
            writer.WriteStartArray(package.Key);
            foreach (var rule in InspectText.Rules(package))
            {
                writer.WriteStringValue(rule);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
        if (hasAnnotations)
        {
            WriteAnnotations(writer, set);
        }

        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, BundleManifest manifest)
    {
        writer.WriteStartObject();
        writer.WriteString("revision", manifest.Revision);
        writer.WriteStartArray("roots");
        foreach (var root in manifest.Roots)
        {
            writer.WriteStringValue(root);
        }

        writer.WriteEndArray();
        if (manifest.Version is { } version)
        {
            writer.WriteNumber("rego_version", version == RegoVersion.V0 ? 0 : 1);
        }

        writer.WritePropertyName("metadata");
        JsonText.WriteRedacted(writer, manifest.Metadata);
        writer.WriteEndObject();
    }

    private static void WriteAnnotations(Utf8JsonWriter writer, PolicySet set)
    {
        writer.WriteStartArray("annotations");
        foreach (var module in set.Modules)
        {
            foreach (var annotation in module.Annotations)
            {
                writer.WriteStartObject();
                writer.WriteString("file", module.Source.Name);
                writer.WriteNumber("row", module.Source.PositionAt(annotation.Span.Start).Line);
                writer.WritePropertyName("annotations");
                JsonText.WriteRedacted(writer, annotation.Document);
                writer.WriteEndObject();
            }
        }

        writer.WriteEndArray();
    }
}
