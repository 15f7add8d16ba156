using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Gate.Gatekeeper.Testing;

/// <summary>Faults of Gatekeeper's suite files.</summary>
internal static class SuiteDiagnostics
{
    public static Diagnostic UnknownField(PolicyObject item, ValuePath path, string known) => Error(
        "GATE090", $"{path} is no field of a suite", item, path, $"Known here are {known}.");

    public static Diagnostic WrongShape(PolicyObject item, ValuePath path, string expected) => Error(
        "GATE091", $"{path} is not {expected}", item, path, $"Write {expected}.");

    public static Diagnostic Missing(PolicyObject item, ValuePath path, string what) => Error(
        "GATE092", $"{path} is missing: {what}", item, path, "Paths are relative to the suite's folder.");

    public static Diagnostic NoFile(SourceText suite, TextSpan span, string path) => new(
        "GATE093", DiagnosticSeverity.Error, $"there is no file {path}", suite, span, "Paths are relative to the suite's folder.");

    private static Diagnostic Error(string code, string message, PolicyObject item, ValuePath path, string help) =>
        new(code, DiagnosticSeverity.Error, message, item.Source, item.Span(path), help);
}
