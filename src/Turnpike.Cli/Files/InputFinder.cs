using Turnpike.Formats;
using Turnpike.Text;

namespace Turnpike.Cli.Files;

/// <summary>
/// Turns the paths of a command line into files. Folders are walked in a fixed order; hidden folders and what tools
/// download into a project are left out; a symbolic link that leads back into a folder being walked is not followed.
/// </summary>
internal sealed class InputFinder(DiagnosticBag diagnostics)
{
    private static readonly HashSet<string> s_passedOver = new(StringComparer.Ordinal) { "node_modules", "__pycache__" };

    private readonly List<FoundFile> _files = [];
    private readonly List<string> _passedOver = [];
    private readonly List<string> _codeFolders = [];
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    /// <summary>Files below folders that are not worth reading: images, archives and source code by their names, empty ones, pipes.</summary>
    public IReadOnlyList<string> PassedOver => _passedOver;

    /// <summary>Those of the paths given that are folders with Terraform code in or below them, and the folders of files of code given.</summary>
    public IReadOnlyList<string> CodeFolders => _codeFolders;

    /// <summary>Whether a file is part of Terraform code: configuration, values, a lock.</summary>
    public static bool IsCode(string path) => IsConfiguration(path)
        || path.EndsWith(".tfvars", StringComparison.Ordinal) || path.EndsWith(".tfvars.json", StringComparison.Ordinal)
        || path.EndsWith(".terraform.lock.hcl", StringComparison.Ordinal);

    private static bool IsConfiguration(string path) =>
        path.EndsWith(".tf", StringComparison.Ordinal) || path.EndsWith(".tf.json", StringComparison.Ordinal)
        || path.EndsWith(".tofu", StringComparison.Ordinal) || path.EndsWith(".tofu.json", StringComparison.Ordinal);

    public IReadOnlyList<FoundFile> Find(IReadOnlyList<string> paths, CancellationToken cancellation)
    {
        foreach (var path in paths)
        {
            cancellation.ThrowIfCancellationRequested();
            if (path == FoundFile.StandardInput)
            {
                Add(FoundFile.StandardInput, FoundFile.StandardInput, isNamed: true);
            }
            else if (Directory.Exists(path))
            {
                var before = _passedOver.Count;
                Walk(path, [], cancellation);
                if (_passedOver.Skip(before).Any(IsConfiguration))
                {
                    AddCode(path);
                }
            }
            else if (File.Exists(path) && IsConfiguration(path))
            {
                AddCode(Path.GetDirectoryName(path) is { Length: > 0 } folder ? folder : ".");
            }
            else if (File.Exists(path))
            {
                Add(path, Path.GetFullPath(path), isNamed: true);
            }
            else
            {
                diagnostics.Add(CliDiagnostics.NoSuchFile(path, Nearest(path)));
            }
        }

        return _files;
    }

    private void Walk(string folder, IReadOnlyList<string> above, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        try
        {
            var real = RealPath(folder);
            if (above.Contains(real))
            {
                diagnostics.Add(FileDiagnostics.LinkLoop(folder));
                return;
            }

            string[] within = [.. above, real];
            var entries = new DirectoryInfo(folder).GetFileSystemInfos();
            Array.Sort(entries, static (a, b) => string.CompareOrdinal(a.Name, b.Name));
            foreach (var entry in entries)
            {
                Visit(folder, entry, within, cancellation);
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            diagnostics.Add(FileDiagnostics.CannotReadFolder(folder, FileFaults.Reason(fault)));
        }
    }

    private void Visit(string folder, FileSystemInfo entry, string[] within, CancellationToken cancellation)
    {
        var name = Join(folder, entry.Name);
        if (Directory.Exists(entry.FullName))
        {
            if (entry.Name[0] != '.' && !s_passedOver.Contains(entry.Name))
            {
                Walk(name, within, cancellation);
            }
        }
        else if (IsCode(name) || !InputReader.IsWorthReading(name))
        {
            _passedOver.Add(name);
        }
        else if (Target(entry) is not { Exists: true } target)
        {
            diagnostics.Add(CliDiagnostics.BrokenLink(name));
        }
        else if (target is FileInfo { Length: 0 })
        {
            // Pipes, sockets and devices have no length; opening one that happens to lie in a folder would wait for ever.
            _passedOver.Add(name);
        }
        else
        {
            Add(name, entry.FullName, isNamed: false);
        }
    }

    private void AddCode(string folder)
    {
        if (!_codeFolders.Contains(folder))
        {
            _codeFolders.Add(folder);
        }
    }

    private static FileSystemInfo? Target(FileSystemInfo entry)
    {
        try
        {
            return entry.LinkTarget is null ? entry : entry.ResolveLinkTarget(returnFinalTarget: true);
        }
        catch (IOException)
        {
            // Links that lead to each other.
            return null;
        }
    }

    private void Add(string name, string fullName, bool isNamed)
    {
        if (_seen.Add(fullName))
        {
            _files.Add(new FoundFile(name, isNamed));
        }
    }

    private static string Join(string folder, string name) => folder == "." ? name : Path.Join(folder.TrimEnd('/'), name);

    private static string RealPath(string folder)
    {
        var full = new DirectoryInfo(folder);
        return full.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? full.FullName;
    }

    public static string? Nearest(string path)
    {
        try
        {
            var folder = Path.GetDirectoryName(path) is { Length: > 0 } parent ? parent : ".";
            return Directory.Exists(folder)
                ? Spelling.Nearest(Path.GetFileName(path), new DirectoryInfo(folder).EnumerateFileSystemInfos().Select(e => e.Name))
                    is { } name ? Join(folder, name) : null
                : null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
