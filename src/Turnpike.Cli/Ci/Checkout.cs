using Turnpike.Connectors.Commands;

namespace Turnpike.Cli.Ci;

/// <summary>What the pipeline and git say of the repository that this runs in.</summary>
/// <param name="Repository">Such as <c>shop/infrastructure</c>; null where neither says.</param>
/// <param name="Base">The commit or branch that a pull request is to be merged into; null outside of one.</param>
internal sealed record Checkout(string? Repository, string? Base)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);

    public static async Task<Checkout> ReadAsync(CancellationToken cancellation) => new(
        Get("GITHUB_REPOSITORY") ?? Get("CI_PROJECT_PATH") ?? Get("BUILD_REPOSITORY_NAME") ?? OfUrl(Get("GIT_URL")) ?? OfUrl((await GitAsync(".", ["config", "--get", "remote.origin.url"], cancellation))?.Trim()),
        Get("CI_MERGE_REQUEST_DIFF_BASE_SHA") ?? Branch(Get("GITHUB_BASE_REF") ?? Get("CHANGE_TARGET") ?? Get("SYSTEM_PULLREQUEST_TARGETBRANCH")));

    /// <summary>The tree of a commit, written to a folder that is deleted with the result; null where git does not have it.</summary>
    public static async Task<TemporaryTree?> ExtractAsync(string commit, CancellationToken cancellation)
    {
        if ((await GitAsync(".", ["rev-parse", "--show-toplevel"], cancellation))?.Trim() is not { Length: > 0 } top
            || (await GitAsync(top, ["rev-parse", "--verify", "--quiet", "--end-of-options", commit + "^{commit}"], cancellation))?.Trim() is not { Length: > 0 } id)
        {
            return null;
        }

        var tree = new TemporaryTree(Path.GetRelativePath(top, Path.GetFullPath(".")));
        var archive = Path.Join(tree.Root, "base.tar");
        if (await GitAsync(top, ["archive", "--format=tar", "--output=" + archive, id], cancellation) is null)
        {
            tree.Dispose();
            return null;
        }

        System.Formats.Tar.TarFile.ExtractToDirectory(archive, tree.Root, overwriteFiles: false);
        File.Delete(archive);
        return tree;
    }

    private static string? Branch(string? name) => name is null ? null : "origin/" + name.Replace("refs/heads/", "", StringComparison.Ordinal);

    // https://host/group/name.git, git@host:group/name.git
    private static string? OfUrl(string? url)
    {
        if (string.IsNullOrEmpty(url))
        {
            return null;
        }

        var path = Uri.TryCreate(url, UriKind.Absolute, out var address) ? (address.IsFile ? "" : address.AbsolutePath) : url[(url.IndexOf(':', StringComparison.Ordinal) + 1)..];
        path = path.Trim('/');
        path = path.EndsWith(".git", StringComparison.Ordinal) ? path[..^4] : path;
        return path.Length > 0 && path.All(static c => char.IsAsciiLetterOrDigit(c) || c is '/' or '-' or '_' or '.') ? path : null;
    }

    // Null where there is no git, or it says no: what it would say has to be given.
    private static async Task<string?> GitAsync(string folder, IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        var command = new Command("git", ["-C", folder, .. arguments]) { Timeout = s_patience, Environment = new Dictionary<string, string?> { ["GIT_TERMINAL_PROMPT"] = "0" } };
        return await command.RunAsync(cancellation) is { IsSuccess: true } done ? done.Text : null;
    }

    private static string? Get(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}

/// <summary>A tree of files of our own.</summary>
/// <param name="below">Where in it the current folder lies.</param>
internal sealed class TemporaryTree(string below) : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("turnpike-base-").FullName;

    /// <summary>The folder in it that is the current one out here.</summary>
    public string Folder => Path.GetFullPath(Path.Join(Root, below));

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
