using System.Text;

namespace Turnpike.Hcl.Tests.Terraform;

/// <summary>Files by path, held in memory.</summary>
internal sealed class MemoryTree(params (string Path, string Text)[] files) : IFileTree
{
    public HashSet<string> Asked { get; } = [];

    public IReadOnlyList<FileTreeEntry>? List(string folder)
    {
        var prefix = folder.Length == 0 ? "" : folder + "/";
        var entries = files.Where(f => f.Path.StartsWith(prefix, StringComparison.Ordinal)).Select(f => f.Path[prefix.Length..].Split('/'))
            .Select(steps => new FileTreeEntry(steps[0], steps.Length > 1)).Distinct().OrderBy(e => e.Name, StringComparer.Ordinal).ToList();
        return entries.Count == 0 ? null : entries;
    }

    public FileTreeContent? Read(string path)
    {
        Asked.Add(path);
        var at = Array.FindIndex(files, f => f.Path == path);
        return at < 0 ? null : new FileTreeContent(Encoding.UTF8.GetBytes(files[at].Text));
    }
}
