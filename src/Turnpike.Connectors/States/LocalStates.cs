using System.Runtime.CompilerServices;

namespace Turnpike.Connectors.States;

/// <summary>State files in folders, and beside each the states of its other workspaces (terraform.tfstate.d).</summary>
internal sealed class LocalStates(IReadOnlyList<string> patterns) : IStateBackend
{
    private const string FileName = "terraform.tfstate";
    private const string WorkspaceFolder = "terraform.tfstate.d";

    public async IAsyncEnumerable<StateFile> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var found = new SortedSet<(string Name, string Workspace, string Path)>();
        foreach (var pattern in patterns)
        {
            found.UnionWith(Find(new FilePattern(pattern)));
        }

        if (found.Count == 0)
        {
            throw new ConnectionFailedException($"No state is at {string.Join(", ", patterns)}.");
        }

        foreach (var (name, workspace, path) in found)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return await ReadFileAsync(name, workspace, path, cancellationToken);
        }
    }

    private static IEnumerable<(string Name, string Workspace, string Path)> Find(FilePattern pattern)
    {
        foreach (var path in pattern.Find())
        {
            var folder = Path.GetDirectoryName(path)!;
            if (Path.GetFileName(path) != FileName)
            {
                yield return (pattern.Below(path)[..^Path.GetExtension(path).Length], "default", path);
                continue;
            }

            var above = Path.GetDirectoryName(folder) ?? "";
            if (Path.GetFileName(above) == WorkspaceFolder)
            {
                yield return (pattern.Below(Path.GetDirectoryName(above)!), Path.GetFileName(folder), path);
                continue;
            }

            yield return (pattern.Below(folder), "default", path);
            var others = Path.Join(folder, WorkspaceFolder);
            foreach (var other in Directory.Exists(others) ? Directory.GetDirectories(others) : [])
            {
                if (File.Exists(Path.Join(other, FileName)))
                {
                    yield return (pattern.Below(folder), Path.GetFileName(other), Path.Join(other, FileName));
                }
            }
        }
    }

    private static async Task<StateFile> ReadFileAsync(string name, string workspace, string path, CancellationToken cancellationToken)
    {
        try
        {
            var info = Path.Join(Path.GetDirectoryName(path), "." + Path.GetFileName(path) + ".lock.info");
            var locked = File.Exists(info) ? StateContent.Lock(await File.ReadAllBytesAsync(info, cancellationToken)) : null;
            return StateContent.Make(name, workspace, path, await File.ReadAllBytesAsync(path, cancellationToken), locked);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return StateContent.Missing(name, workspace, path, fault is UnauthorizedAccessException ? CoverageStatus.Denied : CoverageStatus.Failed, fault.Message);
        }
    }
}
