using Turnpike.Text;

namespace Turnpike.Formats.Kubernetes;

/// <summary>One method and one code a message; documented in docs/diagnostics.md.</summary>
internal static class KubernetesDiagnostics
{
    public static Diagnostic NotAnObject(SourceText source, TextSpan span) =>
        new("KUBE001", DiagnosticSeverity.Error, "this is no Kubernetes object: it has no apiVersion and kind", source, span, "Give it both, or move it to a file of its own: the other documents of this file are Kubernetes objects.");

    public static Diagnostic WrongShape(SourceText source, TextSpan span, string path, string expected) =>
        new("KUBE002", DiagnosticSeverity.Error, $"{path} must be {expected}", source, span, "Compare with kubectl explain for this kind.");
}
