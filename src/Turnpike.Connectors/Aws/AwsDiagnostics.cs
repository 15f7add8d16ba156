using Turnpike.Text;

namespace Turnpike.Connectors.Aws;

/// <summary>What may be wrong with the settings of a connection to AWS.</summary>
internal static class AwsDiagnostics
{
    public static Diagnostic BadSetting(string name, string value, string expected) =>
        Error("AWS001", $"the setting {name} is {value}, and should be {expected}", "The guide to connecting lists the settings of each kind.");

    public static Diagnostic UnknownSetting(string name, IEnumerable<string> known) =>
        Error("AWS002", $"there is no setting {name}", $"Those that there are: {string.Join(", ", known)}.");

    public static Diagnostic UnknownService(string name, IEnumerable<string> known) =>
        Error("AWS003", $"the service {name} is not known", $"Those that are read: {string.Join(", ", known)}.");

    private static Diagnostic Error(string code, string message, string help) =>
        new(code, DiagnosticSeverity.Error, message, null, default, help);
}
