using Turnpike.Text;

namespace Turnpike.Connectors.Files;

/// <summary>What may be wrong with a folder of the disk. One method and one code a message; documented in docs/diagnostics.md.</summary>
public static class FileDiagnostics
{
    public static Diagnostic CannotReadFolder(string path, string reason) => new(
        "CLI004", DiagnosticSeverity.Error, $"the folder {path} cannot be read: {reason}", null, default, "What is in it was not judged. Check who may read it.");

    public static Diagnostic LinkLoop(string path) => new(
        "CLI006", DiagnosticSeverity.Warning, $"the symbolic link {path} leads back to a folder that holds it and was not followed", null, default, "Nothing is lost: that folder is judged once.");

    public static Diagnostic LinkOutOfTree(string path) => new(
        "CLI013", DiagnosticSeverity.Warning, $"the symbolic link {path} leads out of the tree and was not followed", null, default, "Nothing outside of the tree is read; put the file itself there.");
}
