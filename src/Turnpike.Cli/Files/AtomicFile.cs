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
            if (target.Exists && !target.Attributes.HasFlag(FileAttributes.Normal) && IsSpecial(target))
            {
                using var stream = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
                stream.Write(content);
                return true;
            }

            Replace(target.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? target.FullName, content);
            return true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            diagnostics.Add(CliDiagnostics.CannotWrite(path, Directory.Exists(path) ? "it is a folder" : FileFaults.Reason(fault)));
            return false;
        }
    }

    private static bool IsSpecial(FileInfo file)
    {
        var name = file.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? file.FullName;
        return name.StartsWith("/dev/", StringComparison.Ordinal) || name.StartsWith("/proc/", StringComparison.Ordinal);
    }

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
