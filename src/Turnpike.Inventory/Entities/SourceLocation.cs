namespace Turnpike.Inventory.Entities;

/// <summary>Where an entity says that its code is: <c>url:https://github.com/acme/shop/tree/main/services/web/</c>.</summary>
internal sealed record SourceLocation(string Scope, string Folder)
{
    /// <param name="repositories">The scopes of those that are known.</param>
    /// <returns>Null for what leads to none of them.</returns>
    public static SourceLocation? TryParse(string text, IEnumerable<string> repositories)
    {
        var address = text.StartsWith("url:", StringComparison.Ordinal) ? text[4..] : text;
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Host.Length == 0)
        {
            return null;
        }

        var path = Uri.UnescapeDataString(uri.AbsolutePath).Trim('/');
        var (repository, folder) = (path, "");

        // GitHub and Gitea; GitLab; Bitbucket; without a branch, the repository itself.
        foreach (var parting in (ReadOnlySpan<string>)["/-/tree/", "/-/blob/", "/tree/", "/blob/", "/src/"])
        {
            if (path.IndexOf(parting, StringComparison.Ordinal) is > 0 and var at)
            {
                repository = path[..at];
                var rest = path[(at + parting.Length)..];
                folder = rest.Contains('/', StringComparison.Ordinal) ? rest[(rest.IndexOf('/', StringComparison.Ordinal) + 1)..] : "";
                break;
            }
        }

        repository = repository.EndsWith(".git", StringComparison.Ordinal) ? repository[..^4] : repository;
        if (folder.EndsWith(".yaml", StringComparison.Ordinal) || folder.EndsWith(".yml", StringComparison.Ordinal))
        {
            folder = folder.Contains('/', StringComparison.Ordinal) ? folder[..folder.LastIndexOf('/')] : "";
        }

        // A repository goes by its address unless its connection calls it otherwise.
        var name = repository[(repository.LastIndexOf('/') + 1)..];
        var known = repositories.Where(r => r.Equals($"code/{uri.Host}/{repository}", StringComparison.OrdinalIgnoreCase)).ToList();
        known = known.Count > 0 ? known : [.. repositories.Where(r => r.EndsWith("/" + name, StringComparison.OrdinalIgnoreCase)).Take(2)];
        return known is [var one] ? new SourceLocation(one, folder.Trim('/')) : null;
    }

    public override string ToString() => Folder.Length == 0 ? Scope[5..] : $"{Folder} of {Scope[5..]}";
}
