using Turnpike.Formats.Detection;
using Turnpike.Formats.Kubernetes;
using Turnpike.Formats.Observation;
using Turnpike.Formats.Plain;
using Turnpike.Formats.Scanners;
using Turnpike.Formats.TerraformPlan;
using Turnpike.Formats.TerraformShow;
using Turnpike.Formats.TerraformState;
using Turnpike.Formats.Withholding;
using Turnpike.Text;
using Turnpike.Values.Json;
using Turnpike.Values;

namespace Turnpike.Formats;

/// <summary>
/// Reads a file of any format this knows. What it is, is told by its content, never by its name. Faults are diagnostics;
/// nothing is thrown whatever the bytes are.
/// </summary>
public static class InputReader
{
    /// <param name="name">As a person calls the file: a path relative to where they stand, or "-".</param>
    /// <param name="content">The bytes as found. They are not copied where they are UTF-8; the caller must not change them afterwards.</param>
    public static InputRead Read(string name, ReadOnlyMemory<byte> content, InputReaderOptions? options = null)
    {
        options ??= InputReaderOptions.Default;
        if (content.Length > options.Json.MaxBytes)
        {
            return TooLarge(name, content.Length, options);
        }

        var diagnostics = new DiagnosticBag();
        var source = TextDecoder.Decode(name, content, diagnostics);
        if (options.Parser is { } parser)
        {
            return PlainReader.Read(source, parser, options, diagnostics);
        }

        if (ReportSniffer.IsReport(source.Utf8.Span))
        {
            return options.TakesReports ? ReadReport(source, options, diagnostics) : NotRecognised(source, options, diagnostics);
        }

        var found = Recognition.Of(source.Utf8.Span);
        if (found is null)
        {
            return ReadYaml(source, options, diagnostics);
        }

        var (kind, start) = found.Value;
        var document = diagnostics.HasErrors ? null : ReadKind(kind, source, start, options, diagnostics);
        return new InputRead(name, document is null ? InputStatus.Broken : InputStatus.Read, document?.Kind ?? kind, document, diagnostics);
    }

    /// <summary>What to report for a file that is larger than the options allow, so that the host need not load it.</summary>
    public static InputRead TooLarge(string name, long length, InputReaderOptions options)
    {
        var diagnostics = new DiagnosticBag { FormatDiagnostics.TooLarge(name, length, options.Json.MaxBytes) };
        return new InputRead(name, InputStatus.Broken, null, null, diagnostics);
    }

    /// <summary>
    /// Whether a file met while walking a folder could hold an input at all, judged by its name, so that images and
    /// archives are not read. Backups of states are left out: they tell of what was.
    /// </summary>
    public static bool IsWorthReading(string path) => FileNames.AreWorthReading(path);

    /// <summary>Whether content is a scanner's report or a bill of materials, told by how it begins.</summary>
    public static bool IsReport(ReadOnlyMemory<byte> content) => ReportSniffer.IsReport(TextDecoder.Decode("", content, []).Utf8.Span);

    private static InputDocument? ReadKind(InputKind kind, SourceText source, int start, InputReaderOptions options, DiagnosticBag diagnostics)
    {
        if (kind == InputKind.Kubernetes)
        {
            return KubernetesReader.ReadJson(source, options, diagnostics);
        }

        var places = new JsonPlaces();
        if (JsonReader.ReadAt(source, start, diagnostics, options.Json, out var end, places) is not ObjectValue root)
        {
            return null;
        }

        if (NoiseFinder.FindSecond(source.Utf8.Span, end) is { } second)
        {
            diagnostics.Add(PlanDiagnostics.SecondDocument(source, new TextSpan(second, 1)));
        }

        if (KeptHeader.Restore(root, source, start, diagnostics) is not { } restored)
        {
            return null;
        }

        var json = new JsonSource(source, restored, start, places);
        return kind switch
        {
            InputKind.TerraformPlan or InputKind.TerraformCode => PlanReader.Read(json, options, diagnostics),
            InputKind.TerraformShowState => PlanReader.CheckVersion(json, diagnostics) ? new TerraformShowDocument(json, options, diagnostics) : null,
            InputKind.Observation => ObservationReader.Read(json, options, diagnostics),
            _ => StateReader.Read(json, options, diagnostics),
        };
    }

    private static InputRead ReadReport(SourceText source, InputReaderOptions options, DiagnosticBag diagnostics)
    {
        var reports = diagnostics.HasErrors ? [] : ScannerReport.Read(source, diagnostics, options.Json);
        return diagnostics.HasErrors
            ? new InputRead(source.Name, InputStatus.Broken, InputKind.ScannerReport, null, diagnostics)
            : new InputRead(source.Name, InputStatus.Read, InputKind.ScannerReport, new ScannerDocument(source, reports), diagnostics);
    }

    private static InputRead ReadYaml(SourceText source, InputReaderOptions options, DiagnosticBag diagnostics)
    {
        var text = source.Utf8.Span;
        var mayBe = YamlSniffer.MayBeKubernetes(text);
        var isTemplate = mayBe && YamlSniffer.HasTemplateAction(text);
        var isInChart = options.IsInChartTemplates || (!options.IsNamed && FileNames.AreInTemplates(source.Name));
        if (mayBe && !(isTemplate && isInChart))
        {
            var document = KubernetesReader.ReadYaml(source, options, diagnostics);
            if (document is not null)
            {
                return new InputRead(source.Name, InputStatus.Read, InputKind.Kubernetes, document, diagnostics);
            }
        }

        if (isTemplate && (isInChart || diagnostics.HasErrors))
        {
            return new InputRead(source.Name, InputStatus.HelmTemplate, null, null, []);
        }

        return diagnostics.HasErrors && YamlSniffer.LooksLikeKubernetes(text)
            ? new InputRead(source.Name, InputStatus.Broken, InputKind.Kubernetes, null, diagnostics)
            : NotRecognised(source, options, diagnostics);
    }

    private static InputRead ReadPlain(SourceText source, InputReaderOptions options)
    {
        var diagnostics = new DiagnosticBag();
        if (PlainParserNames.OfFile(source.Name) is { } parser)
        {
            return PlainReader.Read(source, parser, options, diagnostics);
        }

        diagnostics.Add(PlainDiagnostics.NoParser(source));
        return new InputRead(source.Name, InputStatus.NotRecognised, null, null, diagnostics);
    }

    private static InputRead NotRecognised(SourceText source, InputReaderOptions options, DiagnosticBag diagnostics)
    {
        if (!options.IsNamed)
        {
            return new InputRead(source.Name, InputStatus.NotRecognised, null, null, []);
        }

        if (source.Utf8.Span.IndexOfAnyExcept(" \t\r\n"u8) >= 0 && options.TakesPlain())
        {
            return ReadPlain(source, options);
        }

        // Why it does not parse may explain why it was not recognised.
        Recognition.Explain(source, options, diagnostics);
        return new InputRead(source.Name, InputStatus.NotRecognised, null, null, diagnostics);
    }
}
