namespace Turnpike.Formats.Detection;

/// <summary>Which names, met in a folder, may belong to an input. Only what cannot be one is left out; the content decides.</summary>
internal static class FileNames
{
    private static readonly HashSet<string> s_extensions = new(StringComparer.OrdinalIgnoreCase)
    {
        "", ".json", ".yaml", ".yml", ".tfstate", ".tfplan", ".plan", ".state", ".out", ".txt", ".log", ".sarif", ".spdx",
    };

    public static bool AreWorthReading(string path)
    {
        var name = Path.GetFileName(path);
        return name.Length > 0 && name[0] != '.' && s_extensions.Contains(Path.GetExtension(name));
    }

    /// <summary>Where a Helm chart keeps its templates.</summary>
    public static bool AreInTemplates(string path) => ("/" + path.Replace('\\', '/')).Contains("/templates/", StringComparison.Ordinal);
}
