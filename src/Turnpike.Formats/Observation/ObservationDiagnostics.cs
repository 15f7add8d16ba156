using Turnpike.Text;

namespace Turnpike.Formats.Observation;

/// <summary>One method and one code a message; documented in docs/diagnostics.md.</summary>
internal static class ObservationDiagnostics
{
    public static Diagnostic UnknownVersion(SourceText source, TextSpan span, string version) =>
        new("OBS001", DiagnosticSeverity.Error, $"observations of version {version} are not known; version 1 is", source, span, "Update Turnpike, or read the cloud with this version of it.");

    public static Diagnostic UnknownProvider(SourceText source, TextSpan span, string provider) =>
        new("OBS002", DiagnosticSeverity.Error, $"{provider} is no cloud that is known", source, span, "Observations are of aws, azure or google.");

    public static Diagnostic WrongShape(SourceText source, TextSpan span, string path, string expected) =>
        new("OBS003", DiagnosticSeverity.Error, $"{path} must be {expected}", source, span, "docs/formats/observation.md describes the form.");

    public static Diagnostic BadName(SourceText source, TextSpan span, string type) =>
        new("OBS004", DiagnosticSeverity.Error, $"a resource of type '{type}' is called by what is no type or no id", source, span, "A type is of lower-case letters, digits and underscores; an id of 1 to 2048 characters.");

    public static Diagnostic UnknownStatus(SourceText source, TextSpan span, string status) =>
        new("OBS005", DiagnosticSeverity.Warning, $"the coverage '{status}' is not known; it counts as failed", source, span, "It is read, partial, denied, failed or unsupported.");
}
