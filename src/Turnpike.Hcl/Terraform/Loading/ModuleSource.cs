namespace Turnpike.Hcl.Terraform.Loading;

/// <summary>Where a module comes from, as far as the text of its source tells.</summary>
internal static class ModuleSource
{
    public static bool IsLocal(string source) => source.StartsWith("./", StringComparison.Ordinal) || source.StartsWith("../", StringComparison.Ordinal) || source is "." or "..";

    /// <summary>
    /// The folders of a mirror that may hold the module, best first: with the version or revision, then without. Empty for
    /// what no mirror could hold.
    /// </summary>
    public static IReadOnlyList<string> MirrorFolders(string source, string? version)
    {
        var (package, folder, revision) = Split(source);
        var path = PackagePath(package);
        if (path is null)
        {
            return [];
        }

        var exact = revision ?? version?.Trim().TrimStart('=', '~', '>', ' ').Trim();
        var below = folder.Length == 0 ? "" : "/" + folder;
        return exact is { Length: > 0 } && !exact.Any(static c => c is '/' or '\\' or ' ' or ',' or '<' or '>') ? [$"{path}/{exact}{below}", $"{path}{below}"] : [path + below];
    }

    /// <summary>The branch, tag or commit that a git source asks for; null where it does not.</summary>
    public static string? RevisionOf(string source) => Split(source).Revision;

    /// <summary>Parts a source at <c>//</c> and at its query.</summary>
    private static (string Package, string Folder, string? Revision) Split(string source)
    {
        string? revision = null;
        var query = source.IndexOf('?', StringComparison.Ordinal);
        if (query >= 0)
        {
            foreach (var argument in source[(query + 1)..].Split('&'))
            {
                revision = argument.StartsWith("ref=", StringComparison.Ordinal) ? argument[4..] : revision;
            }

            source = source[..query];
        }

        var scheme = source.IndexOf("://", StringComparison.Ordinal);
        var at = source.IndexOf("//", scheme < 0 ? 0 : scheme + 3, StringComparison.Ordinal);
        return at < 0 ? (source, "", revision) : (source[..at], source[(at + 2)..].Trim('/'), revision);
    }

    private static string? PackagePath(string package)
    {
        var forced = package.IndexOf("::", StringComparison.Ordinal);
        var isForced = forced >= 0;
        package = isForced ? package[(forced + 2)..] : package;
        var scheme = package.IndexOf("://", StringComparison.Ordinal);
        if (scheme >= 0)
        {
            package = package[(scheme + 3)..];
            isForced = true;
        }

        // git@github.com:org/repo.git
        var user = package.IndexOf('@', StringComparison.Ordinal);
        if (user >= 0)
        {
            package = package[(user + 1)..].Replace(':', '/');
            isForced = true;
        }

        package = package.EndsWith(".git", StringComparison.Ordinal) ? package[..^4] : package;
        var parts = package.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length == 0 || parts.Any(p => p is "." or ".."))
        {
            return null;
        }

        // Three names are a registry's namespace, module and system, unless the first is a host of repositories.
        return !isForced && parts.Length == 3 && !parts[0].Contains('.', StringComparison.Ordinal)
            ? "registry.terraform.io/" + string.Join('/', parts)
            : string.Join('/', parts);
    }
}
