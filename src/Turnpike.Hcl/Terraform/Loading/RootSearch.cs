using Turnpike.Text;

namespace Turnpike.Hcl.Terraform.Loading;

/// <summary>Finds the root modules of a tree.</summary>
internal sealed class RootSearch(ModuleLibrary library, TerraformLimits limits, DiagnosticBag diagnostics)
{
    private readonly List<string> _folders = [];
    private int _visited;

    public IReadOnlyList<string> Find(string folder)
    {
        Visit(folder);
        var called = new HashSet<string>(StringComparer.Ordinal);
        foreach (var candidate in _folders)
        {
            foreach (var call in library.Find(candidate)!.Calls.Values)
            {
                if (ModuleSource.IsLocal(call.Source) && TreePath.Resolve(candidate, call.Source) is { } target && target != candidate)
                {
                    called.Add(target);
                }
            }
        }

        var roots = _folders.Where(f => f == folder || !called.Contains(f)).ToList();
        var others = roots.Where(f => f == folder || !IsLibraryPart(f, folder)).ToList();
        return others.Count > 0 ? others : roots;
    }

    // A module that nobody in the tree calls is a library's, not a root, if it says so by its place: below modules/, or
    // a module's own examples and tests.
    private static bool IsLibraryPart(string candidate, string searched)
    {
        var below = searched.Length == 0 ? candidate : candidate[(searched.Length + 1)..];
        return below.Split('/') is { Length: > 1 } steps && steps.SkipLast(1).Any(static s => s is "modules" or "module");
    }

    private void Visit(string folder)
    {
        if (++_visited > limits.MaxFolders)
        {
            if (_visited == limits.MaxFolders + 1)
            {
                diagnostics.Add(TerraformDiagnostics.TooManyFolders(limits.MaxFolders));
            }

            return;
        }

        if (library.Files.List(folder) is not { } entries)
        {
            return;
        }

        if (ModuleLibrary.HoldsConfiguration(entries) && library.Find(folder) is not null)
        {
            _folders.Add(folder);
        }

        foreach (var entry in entries)
        {
            if (entry.IsFolder && !entry.Name.StartsWith('.') && entry.Name != "node_modules")
            {
                Visit(TreePath.Join(folder, entry.Name));
            }
        }
    }
}
