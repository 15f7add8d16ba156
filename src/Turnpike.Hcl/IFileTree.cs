namespace Turnpike.Hcl;

/// <summary>
/// The files that configuration may read: one tree, nothing outside it. Paths are relative to its root, with forward
/// slashes, without <c>.</c> and <c>..</c> steps; the root itself is the empty path.
/// </summary>
public interface IFileTree
{
    /// <summary>What stands in a folder, by name, in ordinal order; null where there is no such folder.</summary>
    IReadOnlyList<FileTreeEntry>? List(string folder);

    /// <summary>What people call a file: relative to where they stand, not to the tree. The name of its SourceText.</summary>
    string NameOf(string path) => path;

    /// <summary>Null where there is no such file. A file that may not be read says why instead of its bytes.</summary>
    FileTreeContent? Read(string path);
}

/// <summary>A file or folder by its own name.</summary>
public readonly record struct FileTreeEntry(string Name, bool IsFolder);

/// <param name="Bytes">The file as it stands; empty where it was refused.</param>
/// <param name="Refusal">Why it was not read, such as a link out of the tree or a file past the size limit; null if it was.</param>
public sealed record FileTreeContent(ReadOnlyMemory<byte> Bytes, string? Refusal = null);
