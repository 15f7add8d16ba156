using Turnpike.Hcl;
using Turnpike.Text;

namespace Turnpike.Connectors.Files;

/// <summary>
/// A folder of the disk as the one place that configuration may read from. A link is followed only where it stays inside; a
/// link that leads back to a folder above it is not followed, so that a walk ends. Version control's own files are left out:
/// they may hold credentials. Safe for several threads.
/// </summary>
public sealed class DiskFileTree : IFileTree
{
    private const int MaxLinks = 40;

    private static readonly FileTreeContent s_outside = new(default, "it is a link that leads out of the tree");

    private readonly string _root;
    private readonly List<(string Folder, string Name)> _named = [];
    private readonly long _maxFileBytes;
    private readonly DiagnosticBag _diagnostics;
    private readonly Dictionary<string, Place> _folders = new(StringComparer.Ordinal);

    /// <param name="root">The folder that nothing is read outside of.</param>
    public DiskFileTree(string root, long maxFileBytes, DiagnosticBag diagnostics)
    {
        _root = RealPath(Path.GetFullPath(root));
        _maxFileBytes = maxFileBytes;
        _diagnostics = diagnostics;
        _folders.Add("", new Place(_root, Fault.None));
    }

    /// <summary>
    /// A folder that the user named: files below it are called by the user's own word for it, and links in it may not lead
    /// out of it.
    /// </summary>
    public void AddNamed(string folder) => AddNamed(folder, folder.Length > 1 ? folder.TrimEnd('/') : folder);

    /// <param name="name">What the folder is called; <c>.</c> for files that are called by their place in it.</param>
    public void AddNamed(string folder, string name)
    {
        var real = RealPath(Path.GetFullPath(folder));
        if (!_named.Exists(n => n.Folder == real))
        {
            _named.Add((real, name));
        }
    }

    /// <summary>Calls everything by its path in the tree: the same on every machine.</summary>
    public void NameByPath() => _named.Insert(0, (_root, "."));

    /// <summary>Where a folder that the user named lies in the tree; null if it lies outside.</summary>
    public string? PathOf(string folder)
    {
        var real = RealPath(Path.GetFullPath(folder));
        return real == _root ? "" : IsWithin(real, _root) ? real[(_root.TrimEnd('/').Length + 1)..] : null;
    }

    /// <summary>The folder to confine a check of <paramref name="folder"/> to: the repository it belongs to, else itself.</summary>
    public static string RootFor(string folder)
    {
        var full = Path.GetFullPath(folder);
        for (var at = new DirectoryInfo(full); at is not null; at = at.Parent)
        {
            if (Path.Exists(Path.Join(at.FullName, ".git")))
            {
                return at.FullName;
            }
        }

        return full;
    }

    public IReadOnlyList<FileTreeEntry>? List(string folder)
    {
        var place = Find(folder);
        try
        {
            if (place.Fault != Fault.None || !Directory.Exists(place.Path))
            {
                return null;
            }

            var entries = new List<FileTreeEntry>();
            foreach (var entry in new DirectoryInfo(place.Path).EnumerateFileSystemInfos())
            {
                if (entry.Name != ".git")
                {
                    entries.Add(new FileTreeEntry(entry.Name, IsFolder(folder, entry)));
                }
            }

            entries.Sort(static (a, b) => string.CompareOrdinal(a.Name, b.Name));
            return entries;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            Report(FileDiagnostics.CannotReadFolder(NameOf(folder), FileFaults.Reason(fault)));
            return null;
        }
    }

    public string NameOf(string path)
    {
        var full = Path.Join(_root, path).TrimEnd('/');
        foreach (var (folder, name) in _named)
        {
            if (full == folder)
            {
                return name;
            }

            if (IsWithin(full, folder))
            {
                var below = full[(folder.TrimEnd('/').Length + 1)..];
                return name == "." ? below : Path.Join(name, below);
            }
        }

        return Path.GetRelativePath(Directory.GetCurrentDirectory(), full);
    }

    public FileTreeContent? Read(string path)
    {
        var place = Find(path);
        try
        {
            switch (place.Fault)
            {
                case Fault.Outside:
                    return s_outside;
                case Fault.Missing or Fault.Loop:
                    return null;
            }

            var file = new FileInfo(place.Path);
            if (!file.Exists)
            {
                return null;
            }

            // Pipes and devices have no length; opening one that happens to lie in a folder would wait for ever.
            if (file.Length == 0)
            {
                return new FileTreeContent(default);
            }

            return file.Length > _maxFileBytes
                ? new FileTreeContent(default, FormattableString.Invariant($"it is larger than {_maxFileBytes:N0} bytes"))
                : new FileTreeContent(File.ReadAllBytes(place.Path));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return new FileTreeContent(default, FileFaults.Reason(fault));
        }
    }

    private enum Fault
    {
        None,
        Missing,
        Outside,
        Loop,
    }

    /// <summary>A path of the tree with all its links followed.</summary>
    private readonly record struct Place(string Path, Fault Fault);

    // A link that leads out is a folder by its target, yet has nothing in it.
    private bool IsFolder(string folder, FileSystemInfo entry)
    {
        if (entry.LinkTarget is null)
        {
            return entry is DirectoryInfo;
        }

        var path = folder.Length == 0 ? entry.Name : folder + "/" + entry.Name;
        return Find(path) is { Fault: Fault.None } place && Directory.Exists(place.Path);
    }

    private Place Find(string path)
    {
        lock (_folders)
        {
            if (_folders.TryGetValue(path, out var known))
            {
                return known;
            }

            var cut = path.LastIndexOf('/');
            var above = Find(cut < 0 ? "" : path[..cut]);
            var place = above.Fault == Fault.None ? Step(above.Path, path[(cut + 1)..], path) : above;
            if (Directory.Exists(place.Path) || place.Fault != Fault.None)
            {
                _folders.Add(path, place);
            }

            return place;
        }
    }

    private Place Step(string folder, string name, string path)
    {
        if (name is "" or "." or ".." or ".git" || name.Contains('\0', StringComparison.Ordinal))
        {
            return new Place("", Fault.Missing);
        }

        var full = Path.Join(folder, name);
        if (new FileInfo(full).LinkTarget is null)
        {
            return new Place(full, Fault.None);
        }

        var target = RealPath(full);
        var bounds = _named.Find(n => IsWithin(full, n.Folder)).Folder ?? _root;
        if (target != bounds && !IsWithin(target, bounds))
        {
            Report(FileDiagnostics.LinkOutOfTree(NameOf(path)));
            return new Place("", Fault.Outside);
        }

        if (folder == target || IsWithin(folder, target))
        {
            Report(FileDiagnostics.LinkLoop(NameOf(path)));
            return new Place("", Fault.Loop);
        }

        return new Place(target, Fault.None);
    }

    private void Report(Diagnostic diagnostic)
    {
        lock (_diagnostics)
        {
            _diagnostics.Add(diagnostic);
        }
    }

    private static bool IsWithin(string path, string folder) =>
        folder == "/" || (path.Length > folder.Length && path[folder.Length] == '/' && path.StartsWith(folder, StringComparison.Ordinal));

    /// <summary>With the links of every step followed; as far as that goes where something is missing.</summary>
    private static string RealPath(string full)
    {
        var links = 0;
        var pending = new Stack<string>(full.Split('/', StringSplitOptions.RemoveEmptyEntries).Reverse());
        var real = "/";
        while (pending.TryPop(out var step))
        {
            if (step == "..")
            {
                real = Path.GetDirectoryName(real) ?? "/";
                continue;
            }

            var next = Path.Join(real, step);
            if (step == "." || new FileInfo(next).LinkTarget is not { } target)
            {
                real = step == "." ? real : next;
                continue;
            }

            if (++links > MaxLinks)
            {
                return next;
            }

            real = target.StartsWith('/') ? "/" : real;
            foreach (var part in target.Split('/', StringSplitOptions.RemoveEmptyEntries).Reverse())
            {
                pending.Push(part);
            }
        }

        return real;
    }
}
