using Turnpike.Text;

namespace Turnpike.Connectors.Settings;

/// <summary>What may be wrong with a connection's settings. One method and one code a message; documented in docs/diagnostics.md.</summary>
internal static class SettingDiagnostics
{
    public static Diagnostic Unknown(string kind, string name, string? nearest) =>
        Error("CONN001", $"{kind} has no setting {name}", nearest is null ? null : $"Did you mean {nearest}?");

    public static Diagnostic Missing(string kind, string name, string says) =>
        Error("CONN002", $"{kind} needs the setting {name}", says);

    public static Diagnostic WrongForm(string name, string form) =>
        Error("CONN003", $"the setting {name} is not {form}", null);

    public static Diagnostic Refused(string name, string why, string help) =>
        Error("CONN004", $"the setting {name} is refused: {why}", help);

    private static Diagnostic Error(string code, string message, string? help) =>
        new(code, DiagnosticSeverity.Error, message, null, default, help);
}
