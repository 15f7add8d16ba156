using Turnpike.Text;

namespace Turnpike.Connectors;

/// <summary>What may be wrong with the settings of any connection. One method and one code a message; documented in docs/diagnostics.md.</summary>
public static class ConnectorDiagnostics
{
    public static Diagnostic UnknownKind(string kind, IEnumerable<string> known) =>
        Error("SYNC001", $"there is no connection of kind '{kind}'", $"There are {string.Join(", ", known)}.");

    public static Diagnostic UnknownSetting(string kind, string setting, IEnumerable<string> known) =>
        Error("SYNC002", $"a connection of kind {kind} has no setting '{setting}'", $"It has {string.Join(", ", known.Order(StringComparer.Ordinal))}.");

    public static Diagnostic MissingSetting(string kind, string setting, string says) =>
        Error("SYNC003", $"a connection of kind {kind} needs the setting '{setting}'", says);

    public static Diagnostic WrongSetting(string kind, string setting, string form) =>
        Error("SYNC004", $"the setting '{setting}' of a connection of kind {kind} must be {Article(form)}", "A list is parted by commas; yes or no are written so.");

    public static Diagnostic Failed(string kind, string message) =>
        Error("SYNC005", $"{kind} could not be read: {message}", "What was read by then is kept.");

    private static string Article(string form) => form is "yes or no" ? form : "a " + form;

    private static Diagnostic Error(string code, string message, string help) => new(code, DiagnosticSeverity.Error, message, null, default, help);
}
