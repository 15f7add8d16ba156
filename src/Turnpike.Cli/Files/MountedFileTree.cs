using Turnpike.Hcl;

namespace Turnpike.Cli.Files;

/// <summary>A tree with another one shown as a folder of it, each confined to itself.</summary>
internal sealed class MountedFileTree(IFileTree tree, string mount, IFileTree mounted) : IFileTree
{
    public IReadOnlyList<FileTreeEntry>? List(string folder) => Within(folder) is { } path ? mounted.List(path) : tree.List(folder);

    public FileTreeContent? Read(string path) => Within(path) is { } inner ? mounted.Read(inner) : tree.Read(path);

    public string NameOf(string path) => Within(path) is { } inner ? mounted.NameOf(inner) : tree.NameOf(path);

    private string? Within(string path) =>
        path == mount ? ""
        : path.Length > mount.Length && path[mount.Length] == '/' && path.StartsWith(mount, StringComparison.Ordinal) ? path[(mount.Length + 1)..]
        : null;
}
