using Turnpike.Hcl.Terraform.Expansion;
using Turnpike.Text;

namespace Turnpike.Cli.Terraform;

/// <summary>The one root module that a command looks into.</summary>
internal static class RootFolder
{
    /// <summary>Null, with a diagnostic, where the folder holds no root module itself.</summary>
    public static ExpandedRoot? Expand(string folder, CodeChoice choice, DiagnosticBag diagnostics)
    {
        if (!Directory.Exists(folder))
        {
            diagnostics.Add(CliDiagnostics.NoSuchFile(folder, Files.InputFinder.Nearest(folder)));
            return null;
        }

        var trees = new CodeTrees(choice, diagnostics);
        var roots = trees.FindRoots(folder, "");
        if (roots.FirstOrDefault(static r => r.Scope.Length == 0) is { } root)
        {
            var expanded = root.Tree.Expand(root.Folder);
            diagnostics.AddRange(expanded.Diagnostics);
            return expanded;
        }

        if (!diagnostics.HasErrors)
        {
            diagnostics.Add(CliDiagnostics.NoCode(folder, [.. roots.Select(static r => r.Name)]));
        }

        return null;
    }
}
