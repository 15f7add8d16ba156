using Turnpike.Text;
using Turnpike.Values.Json;

namespace Turnpike.Cli.Files;

/// <summary>Reads the texts below a folder: policies and what goes with them.</summary>
internal static class TextFolder
{
    private const long MaxPolicyBytes = 64 << 20;

    // Data and input: as much as the reader takes.
    private static readonly long s_maxDataBytes = JsonLimits.Default.MaxBytes;

    private static readonly EnumerationOptions s_below = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.System, IgnoreInaccessible = false };

    public static bool IsPolicyOrData(string name) => Path.GetExtension(name) is ".rego" or ".json" or ".yaml" or ".yml";

    public static bool IsPolicy(string name) => name.EndsWith(".rego", StringComparison.Ordinal);

    /// <param name="shown">What the folder is called in the names of the texts.</param>
    public static IReadOnlyList<SourceText> Read(string folder, string shown, Func<string, bool> isWanted, DiagnosticBag diagnostics)
    {
        try
        {
            var files = Directory.GetFiles(folder, "*", s_below);
            Array.Sort(files, StringComparer.Ordinal);
            var texts = new List<SourceText>(files.Length);
            foreach (var file in files)
            {
                var below = Path.GetRelativePath(folder, file);
                if (isWanted(below) && !IsHidden(below) && ReadFile(file, shown == "." ? below : Path.Join(shown, below), diagnostics) is { } text)
                {
                    texts.Add(text);
                }
            }

            return texts;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            diagnostics.Add(FileDiagnostics.CannotReadFolder(shown, FileFaults.Reason(fault)));
            return [];
        }
    }

    /// <summary>A file, or all wanted files below a folder.</summary>
    public static IReadOnlyList<SourceText> ReadPath(string path, Func<string, bool> isWanted, DiagnosticBag diagnostics) =>
        Directory.Exists(path) ? Read(path, path.TrimEnd('/'), isWanted, diagnostics)
        : ReadFile(path, path, diagnostics) is { } text ? [text]
        : [];

    public static SourceText? ReadFile(string path, string shown, DiagnosticBag diagnostics)
    {
        if (path != FoundFile.StandardInput && !File.Exists(path))
        {
            diagnostics.Add(CliDiagnostics.NoSuchFile(shown, InputFinder.Nearest(path)));
            return null;
        }

        var limit = IsPolicy(path) ? MaxPolicyBytes : s_maxDataBytes;
        var bytes = FileContent.Read(new FoundFile(path, IsNamed: true), limit, diagnostics, CancellationToken.None);
        return bytes is null ? null : new SourceText(shown, WithoutMark(bytes.Value));
    }

    private static bool IsHidden(string path) => path[0] == '.' || path.Contains("/.", StringComparison.Ordinal);

    private static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> bytes) =>
        bytes.Span.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;
}
