using Turnpike.Text;

namespace Turnpike.Connectors.Settings;

/// <summary>What may be wrong with a connection's settings. One method and one code a message; documented in docs/diagnostics.md.</summary>
internal static class SettingDiagnostics
{
    public static Diagnostic Unknown(string kind, string name, string? nearest, IEnumerable<string> known) =>
        Error("CONN001", name, $"{kind} has no setting {name}", nearest is null ? $"It has {string.Join(", ", known.Order(StringComparer.Ordinal))}." : $"Did you mean {nearest}?");

    public static Diagnostic Missing(string kind, string name, string says) =>
        Error("CONN002", name, $"{kind} needs the setting {name}", says);

    public static Diagnostic WrongForm(string name, string expected) =>
        Error("CONN003", name, $"the setting {name} must be {expected}", null);

    public static Diagnostic Refused(string name, string why, string help) =>
        Error("CONN004", name, $"the setting {name} is refused: {why}", help);

    private static Diagnostic Error(string code, string setting, string message, string? help) =>
        new(code, DiagnosticSeverity.Error, message, null, default, help) { Subject = setting };
}
