using Turnpike.Text;

namespace Turnpike.Cli.Files;

/// <summary>Writes a file so that a reader sees the old content or the new, never a part: beside it, then renamed over it.</summary>
internal static class AtomicFile
{
    public static bool Write(string path, ReadOnlySpan<byte> content, DiagnosticBag diagnostics)
    {
        var target = new FileInfo(path);
        try
        {
            // A device or a pipe (/dev/stdout, /dev/null) cannot be replaced, only written to.
            if (target.Exists && (IsSpecial(target.FullName) || IsSpecial(Final(target))))
            {
                using var stream = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
                stream.Write(content);
                return true;
            }

            Replace(Final(target), content);
            return true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            diagnostics.Add(CliDiagnostics.CannotWrite(path, Directory.Exists(path) ? "it is a folder" : FileFaults.Reason(fault)));
            return false;
        }
    }

    // A report written through a link goes where the link leads; the link stays. What is not there yet is no link, and to
    // resolve it would fail.
    private static string Final(FileInfo file) =>
        file.LinkTarget is null ? file.FullName : file.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? file.FullName;

    private static bool IsSpecial(string path) =>
        path.StartsWith("/dev/", StringComparison.Ordinal) || path.StartsWith("/proc/", StringComparison.Ordinal);

    private static void Replace(string path, ReadOnlySpan<byte> content)
    {
        var beside = Path.Join(Path.GetDirectoryName(path), "." + Path.GetFileName(path) + "." + Environment.ProcessId + ".tmp");
        try
        {
            File.WriteAllBytes(beside, content);
            File.Move(beside, path, overwrite: true);
        }
        finally
        {
            File.Delete(beside);
        }
    }
}
