namespace Turnpike.Assessment.Sections;

/// <summary>Where a module comes from, so that the same module has one name wherever it is called.</summary>
internal static class ModuleSource
{
    /// <summary>Without transport, subfolder and revision; null for a folder of the same repository.</summary>
    public static string? NameOf(string source)
    {
        if (source.StartsWith("./", StringComparison.Ordinal) || source.StartsWith("../", StringComparison.Ordinal) || source.StartsWith('/'))
        {
            return null;
        }

        var text = source.StartsWith("git::", StringComparison.Ordinal) ? source["git::".Length..] : source;
        text = text.Split('?')[0];
        var scheme = text.IndexOf("://", StringComparison.Ordinal);
        var subfolder = text.IndexOf("//", scheme < 0 ? 0 : scheme + 3, StringComparison.Ordinal);
        var folder = subfolder < 0 ? "" : text[subfolder..];
        return Plain(subfolder < 0 ? text : text[..subfolder]) + folder;
    }

    /// <summary>An address of a repository: host and path alone.</summary>
    public static string Plain(string address)
    {
        var text = address;
        var scheme = text.IndexOf("://", StringComparison.Ordinal);
        text = scheme < 0 ? text : text[(scheme + 3)..];
        var user = text.IndexOf('@', StringComparison.Ordinal);
        text = user < 0 ? text : text[(user + 1)..];

        // git@host:path
        text = scheme < 0 && user >= 0 ? text.Replace(':', '/') : text;
        return text.EndsWith(".git", StringComparison.Ordinal) ? text[..^4] : text;
    }

    /// <summary>A registry names its versions; anything else is a repository or an archive.</summary>
    public static bool IsOfRegistry(string source) =>
        !source.Contains("::", StringComparison.Ordinal) && !source.Contains("://", StringComparison.Ordinal) && !source.Contains('@', StringComparison.Ordinal)
        && source.Split("//")[0].Split('/') is { Length: 3 or 4 } parts && !parts[0].Contains("github.com", StringComparison.Ordinal) && !parts[0].Contains("bitbucket.org", StringComparison.Ordinal);
}
