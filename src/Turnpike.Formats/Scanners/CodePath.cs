namespace Turnpike.Formats.Scanners;

/// <summary>Files of code as two tools that were started in two folders agree on them: from the root of the repository, with slashes.</summary>
internal static class CodePath
{
    /// <param name="folder">What the tool was told to scan; one that is absolute or an address says nothing of where it is in the repository.</param>
    public static string? Of(string? folder, string? file)
    {
        if (file is null)
        {
            return null;
        }

        var path = file.Replace('\\', '/');
        var prefix = folder is null || folder.Contains(':', StringComparison.Ordinal) || folder.StartsWith('/') ? "" : folder.Replace('\\', '/') + "/";

        // Some tools tell files from where they were started in any case.
        var parts = (prefix.Length > 0 && Plain(path).StartsWith(Plain(prefix), StringComparison.Ordinal) ? path : prefix + path).Split('/', StringSplitOptions.RemoveEmptyEntries);
        return string.Join('/', parts.Where(static p => p != "."));
    }

    private static string Plain(string path) => string.Join('/', path.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(static p => p != ".")) + "/";
}
