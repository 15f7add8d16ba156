using Turnpike.Hcl;

namespace Turnpike.Conformance.Tests.Terraform;

/// <summary>The folder in which a case was evaluated: <c>main.tf</c>, <c>context.tf</c> and the fixtures.</summary>
internal sealed class ExpressionTree(string folder, byte[] main) : IFileTree
{
    public IReadOnlyList<FileTreeEntry>? List(string path)
    {
        if (path.Length == 0)
        {
            return [new("context.tf", false), new("fixtures", true), new("main.tf", false)];
        }

        var full = Path.Combine(folder, path);
        return IsOwn(path) && Directory.Exists(full)
            ? [.. new DirectoryInfo(full).EnumerateFileSystemInfos()
                .Select(entry => new FileTreeEntry(entry.Name, entry is DirectoryInfo))
                .OrderBy(entry => entry.Name, StringComparer.Ordinal)]
            : null;
    }

    public FileTreeContent? Read(string path) => path switch
    {
        "main.tf" => new FileTreeContent(main),
        "context.tf" => new FileTreeContent(File.ReadAllBytes(Path.Combine(folder, "fixtures", path))),
        _ when IsOwn(path) && File.Exists(Path.Combine(folder, path)) => new FileTreeContent(File.ReadAllBytes(Path.Combine(folder, path))),
        _ => null,
    };

    private static bool IsOwn(string path) => path == "fixtures" || path.StartsWith("fixtures/", StringComparison.Ordinal);
}
