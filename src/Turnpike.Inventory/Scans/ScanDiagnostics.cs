using Turnpike.Text;

namespace Turnpike.Inventory.Scans;

/// <summary>One method and one code a message; documented in docs/diagnostics.md.</summary>
internal static class ScanDiagnostics
{
    public static Diagnostic HoldsNoReport(string name) =>
        new("PUSH008", DiagnosticSeverity.Error, $"{name} holds no report of a scanner", null, default, "A SARIF file without runs tells nothing, not even that nothing was found.");
}
