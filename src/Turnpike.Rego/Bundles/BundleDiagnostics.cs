using Turnpike.Text;

namespace Turnpike.Rego.Bundles;

/// <summary>Faults of bundles and of the data beside policies.</summary>
internal static class BundleDiagnostics
{
    public static Diagnostic BadManifest(SourceText source, string why) => Error(
        "BUNDLE001", $"this manifest cannot be used: {why}", source, "A manifest is an object with revision, roots, rego_version and metadata.");

    public static Diagnostic NotAnObject(SourceText source) => Error(
        "BUNDLE002", "a data file must hold an object", source, "What lies below `data` has names; wrap the content in an object.");

    public static Diagnostic Conflict(SourceText source, string path) => Error(
        "BUNDLE003", $"another file already gives {path}", source, "Objects are merged; any other value may be given only once.");

    public static Diagnostic OutsideRoots(SourceText source, string path) => Error(
        "BUNDLE004", $"{path} lies outside of the bundle's roots", source, "Add it to `roots` in the manifest, or move it below one of them.");

    public static Diagnostic BadArchive(SourceText source, string why) => Error(
        "BUNDLE005", $"this is no bundle: {why}", source, "A bundle is a tar archive compressed with gzip, as `opa build` writes it.");

    public static Diagnostic BadYaml(SourceText source, int line, int column, string why) => new(
        "BUNDLE006", DiagnosticSeverity.Error, $"this YAML cannot be read: {why}", source, new TextSpan(source.OffsetAt(line, column - 1), 0), "Correct it.");

    public static Diagnostic RuleAndData(SourceText source, TextSpan span, string path) => new(
        "BUNDLE007", DiagnosticSeverity.Error, $"{path} is defined by a rule and by data", source, span, "Rename the rule, or take the value out of the data.");

    private static Diagnostic Error(string code, string message, SourceText source, string help) =>
        new(code, DiagnosticSeverity.Error, message, source, default, help);
}
