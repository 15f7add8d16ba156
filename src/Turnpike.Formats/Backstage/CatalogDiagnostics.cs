using Turnpike.Text;

namespace Turnpike.Formats.Backstage;

/// <summary>One method and one code a message; documented in docs/diagnostics.md.</summary>
internal static class CatalogDiagnostics
{
    public static Diagnostic NoName(SourceText source, TextSpan span) =>
        Warning("CATALOG001", source, span, "the entity has no kind or no metadata.name, so nothing can refer to it", "Give it both.");

    public static Diagnostic BadReference(SourceText source, TextSpan span, string text) =>
        Warning("CATALOG002", source, span, $"{text} refers to no entity", "A reference is [kind:][namespace/]name.");

    public static Diagnostic Wrong(SourceText source, TextSpan span, EntityReference entity, EntityFault fault) =>
        new("CATALOG003", DiagnosticSeverity.Error, $"{entity}: {fault.Says}", source, span, fault.Help);

    private static Diagnostic Warning(string code, SourceText source, TextSpan span, string message, string help) =>
        new(code, DiagnosticSeverity.Warning, message, source, span, help);
}
