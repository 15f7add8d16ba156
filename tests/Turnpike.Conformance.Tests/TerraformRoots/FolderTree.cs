using Turnpike.Hcl;

namespace Turnpike.Conformance.Tests.TerraformRoots;

/// <summary>A folder on disk. Nothing outside it is asked for here, so nothing is guarded.</summary>
internal sealed class FolderTree(string root) : IFileTree
{
    public IReadOnlyList<FileTreeEntry>? List(string folder)
    {
        var path = Path.Combine(root, folder);
        return !Directory.Exists(path) ? null
            : [.. new DirectoryInfo(path).EnumerateFileSystemInfos().OrderBy(e => e.Name, StringComparer.Ordinal).Select(e => new FileTreeEntry(e.Name, e is DirectoryInfo))];
    }

    public FileTreeContent? Read(string path)
    {
        var full = Path.Combine(root, path);
        return File.Exists(full) ? new FileTreeContent(File.ReadAllBytes(full)) : null;
    }
}
