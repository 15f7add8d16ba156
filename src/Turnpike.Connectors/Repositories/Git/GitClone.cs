using System.Security.Cryptography;
using System.Text;
using Turnpike.Connectors.Commands;

namespace Turnpike.Connectors.Repositories.Git;

/// <summary>
/// A clone that is kept between syncs: one commit deep, with the content of those files alone that are of use, fetched anew
/// each time. Nothing that a repository holds is run: no hook, no filter, no submodule, no other transport.
/// </summary>
internal sealed class GitClone(GitAddress address, string? revision, ConnectorSurroundings surroundings, TimeSpan timeout)
{
    private const string Fetched = "refs/turnpike/fetched";

    private static readonly string[] s_safe =
    [
        "-c", "core.hooksPath=/dev/null",
        "-c", "core.fsmonitor=false",
        "-c", "core.symlinks=false",
        "-c", "protocol.ext.allow=never",
        "-c", "submodule.recurse=false",
        "-c", "fetch.recurseSubmodules=false",
        "-c", "http.followRedirects=false",
        "-c", "advice.detachedHead=false",
        "-c", "gc.auto=0",
    ];

    public string Folder { get; } = Path.Join(
        surroundings.Scratch, "repositories", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(address.Text + "\n" + revision)))[..16]);

    /// <param name="patterns">Which files have content, as in a sparse checkout; all where empty.</param>
    /// <returns>The commit that stands in <see cref="Folder"/> now.</returns>
    /// <exception cref="ConnectionFailedException">There is no such repository or revision, or git may not read it.</exception>
    public async Task<string> UpdateAsync(IReadOnlyList<string> patterns, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(Path.Join(Folder, ".git")))
        {
            Directory.CreateDirectory(Folder);
            await GitAsync(["init", "--quiet", "--template="], "the clone cannot be begun", cancellationToken);
            await GitAsync(["remote", "add", "origin", address.Text], "the clone cannot be begun", cancellationToken);
            await GitAsync(["config", "remote.origin.promisor", "true"], "the clone cannot be begun", cancellationToken);
            await GitAsync(["config", "remote.origin.partialclonefilter", "blob:none"], "the clone cannot be begun", cancellationToken);
        }

        if (patterns.Count > 0)
        {
            await GitAsync(["sparse-checkout", "set", "--no-cone", .. patterns], "the clone cannot be begun", cancellationToken);
        }

        await GitAsync(
            ["fetch", "--quiet", "--force", "--depth=1", "--no-tags", "--no-recurse-submodules", "--filter=blob:none", "origin", $"{revision ?? "HEAD"}:{Fetched}"],
            $"{address.Text} cannot be fetched", cancellationToken);
        await GitAsync(["checkout", "--quiet", "--force", "--detach", Fetched], $"{address.Text} cannot be checked out", cancellationToken);
        await GitAsync(["clean", "--quiet", "-ffdx"], $"{address.Text} cannot be checked out", cancellationToken);
        return (await GitAsync(["rev-parse", "HEAD"], "the clone has no commit", cancellationToken)).Text.Trim();
    }

    /// <summary>The commit of a working copy that somebody else keeps; null where it is none.</summary>
    public static async Task<string?> CommitOfAsync(string folder, ConnectorSurroundings surroundings, CancellationToken cancellationToken)
    {
        var result = await Run(folder, ["rev-parse", "--verify", "HEAD"], surroundings, TimeSpan.FromSeconds(30)).RunAsync(cancellationToken);
        return result is { IsSuccess: true } ? result.Text.Trim() : null;
    }

    /// <summary>The names of its tags: of the remote's, since a clone is one commit deep. None where they are not to be had.</summary>
    public async Task<IReadOnlyList<string>> TagsAsync(CancellationToken cancellationToken) =>
        TagNames(await Run(Folder, ["ls-remote", "--quiet", "--tags", "--refs", "origin"], surroundings, timeout).RunAsync(cancellationToken));

    /// <summary>The names of the tags of a working copy that somebody else keeps.</summary>
    public static async Task<IReadOnlyList<string>> TagsOfAsync(string folder, ConnectorSurroundings surroundings, CancellationToken cancellationToken) =>
        TagNames(await Run(folder, ["show-ref", "--tags"], surroundings, TimeSpan.FromSeconds(30)).RunAsync(cancellationToken));

    private static IReadOnlyList<string> TagNames(CommandResult? result) => result is not { IsSuccess: true } ? [] :
    [
        .. result.Text.Split('\n').Select(static l => l.IndexOf("refs/tags/", StringComparison.Ordinal) is > 0 and var at ? l[(at + "refs/tags/".Length)..].Trim() : "")
            .Where(static n => n.Length > 0).Order(StringComparer.Ordinal),
    ];

    private async Task<CommandResult> GitAsync(string[] arguments, string fault, CancellationToken cancellationToken)
    {
        var result = await Run(Folder, arguments, surroundings, timeout).RunAsync(cancellationToken)
            ?? throw new ConnectionFailedException("The git command is not installed.");
        return result.IsSuccess ? result : throw new ConnectionFailedException($"{fault}: {result.Complaint}");
    }

    private static Command Run(string folder, string[] arguments, ConnectorSurroundings surroundings, TimeSpan timeout) => new("git", [.. s_safe, .. arguments])
    {
        Folder = folder,
        Timeout = timeout,
        Environment = new Dictionary<string, string?>
        {
            ["GIT_TERMINAL_PROMPT"] = "0",
            ["GIT_ALLOW_PROTOCOL"] = "https:http:ssh",
            ["GIT_LFS_SKIP_SMUDGE"] = "1",
            ["GIT_SSH_COMMAND"] = surroundings.Environment("GIT_SSH_COMMAND") ?? "ssh -oBatchMode=yes",
            ["GIT_DIR"] = null,
            ["GIT_WORK_TREE"] = null,
            ["GIT_INDEX_FILE"] = null,
            ["GIT_ASKPASS"] = null,
            ["SSH_ASKPASS"] = null,
        },
    };
}
