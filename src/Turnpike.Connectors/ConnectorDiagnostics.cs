using Turnpike.Text;

namespace Turnpike.Connectors;

/// <summary>What may be wrong with any connection, beside its settings. One method and one code a message; documented in docs/diagnostics.md.</summary>
public static class ConnectorDiagnostics
{
    public static Diagnostic UnknownKind(string kind, IEnumerable<string> known) =>
        Error("SYNC001", $"there is no connection of kind '{kind}'", $"There are {string.Join(", ", known)}.");

    public static Diagnostic Failed(string kind, string message) =>
        Error("SYNC005", $"{kind} could not be read: {message}", "What was read by then is kept.");

    private static Diagnostic Error(string code, string message, string help) => new(code, DiagnosticSeverity.Error, message, null, default, help);
}
