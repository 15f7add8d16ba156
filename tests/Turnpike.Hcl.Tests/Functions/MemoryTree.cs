using System.Text;

namespace Turnpike.Hcl.Tests.Functions;

/// <summary>Files by path, in memory. A text that starts with <c>!</c> is the reason why the file is not read.</summary>
internal sealed class MemoryTree(params (string Path, string Text)[] files) : IFileTree
{
    public IReadOnlyList<FileTreeEntry>? List(string folder)
    {
        var prefix = folder.Length == 0 ? "" : folder + "/";
        var names = files
            .Where(f => f.Path.StartsWith(prefix, StringComparison.Ordinal))
            .Select(f => f.Path[prefix.Length..])
            .Select(p => new FileTreeEntry(p.Split('/')[0], p.Contains('/', StringComparison.Ordinal)))
            .Distinct()
            .OrderBy(e => e.Name, StringComparer.Ordinal)
            .ToArray();
        return names.Length > 0 ? names : null;
    }

    public FileTreeContent? Read(string path)
    {
        var found = Array.Find(files, f => f.Path == path);
        return found.Path is null ? null
            : found.Text.StartsWith('!') ? new FileTreeContent(default, found.Text[1..])
            : new FileTreeContent(Encoding.UTF8.GetBytes(found.Text));
    }
}
