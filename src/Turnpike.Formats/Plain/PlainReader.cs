using Turnpike.Formats.Yaml;
using Turnpike.Text;
using Turnpike.Values;
using Turnpike.Values.Json;

namespace Turnpike.Formats.Plain;

/// <summary>Reads a file as the documents it holds, whatever they are.</summary>
internal static class PlainReader
{
    public static InputRead Read(SourceText source, PlainParser parser, InputReaderOptions options, DiagnosticBag diagnostics)
    {
        var document = diagnostics.HasErrors ? null : parser switch
        {
            PlainParser.Json => ReadJson(source, options, diagnostics),
            PlainParser.Yaml => ReadYaml(source, options, diagnostics),
            _ => new DockerfileReader(source, diagnostics).Read(),
        };
        return new InputRead(source.Name, document is null ? InputStatus.Broken : InputStatus.Read, InputKind.Plain, document, diagnostics);
    }

    private static PlainDocument? ReadJson(SourceText source, InputReaderOptions options, DiagnosticBag diagnostics) =>
        JsonReader.Read(source, diagnostics, options.Json) is { } value ? new PlainDocument(source, [value], [new JsonLocator(source, 0).Locate]) : null;

    private static PlainDocument? ReadYaml(SourceText source, InputReaderOptions options, DiagnosticBag diagnostics)
    {
        var documents = YamlReader.Read(source, diagnostics, options.Yaml);
        return diagnostics.HasErrors ? null : new PlainDocument(
            source,
            [.. documents.Select(static d => d.Value)],
            [.. documents.Select<YamlDocument, Func<ValuePath, TextSpan>>(d => new YamlLocator(source, d.Span, options.Yaml).Locate)]);
    }
}
