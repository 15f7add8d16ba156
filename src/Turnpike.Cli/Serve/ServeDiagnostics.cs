using Turnpike.Text;

namespace Turnpike.Cli.Serve;

/// <summary>Why a node does not start.</summary>
internal static class ServeDiagnostics
{
    public static Diagnostic CannotStart(string reason, string help = "Nothing was changed.") => Error("SRV001", $"{reason}", help);

    public static Diagnostic InUse(string address) => Error("SRV002", $"{address} is in use by another program", "Is a node running already? --listen takes another address; port 0 takes any that is free.");

    public static Diagnostic CannotListen(string address, string reason) => Error("SRV003", $"there is no listening on {address}: {reason}", "--listen takes an address of this machine; a port below 1024 needs permission.");

    public static Diagnostic NotTaken(string path, string reason) => Error("SRV004", $"{path} was not taken into the books: {reason}", "The node serves what it has.");

    private static Diagnostic Error(string code, string message, string help) => new(code, DiagnosticSeverity.Error, message, null, default, help);
}
