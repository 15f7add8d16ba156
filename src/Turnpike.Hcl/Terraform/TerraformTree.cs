using Turnpike.Hcl.Terraform.Expansion;
using Turnpike.Hcl.Terraform.Loading;
using Turnpike.Hcl.Terraform.Outlines;
using Turnpike.Text;

namespace Turnpike.Hcl.Terraform;

/// <summary>
/// The Terraform code in a tree of files. A file is parsed and a module understood once, however many roots and calls
/// use it. Not safe for several threads.
/// </summary>
public sealed class TerraformTree
{
    private readonly TerraformOptions _options;
    private readonly ModuleLibrary _library;
    private readonly DiagnosticBag _diagnostics = [];

    public TerraformTree(IFileTree files, TerraformOptions options)
    {
        _options = options;
        _library = new ModuleLibrary(files, options.Limits);
    }

    /// <summary>What went wrong while roots were searched.</summary>
    public IReadOnlyCollection<Diagnostic> Diagnostics => _diagnostics;

    /// <summary>
    /// The folders at or below <paramref name="folder"/> that hold a root module, in order: those with files of
    /// configuration that no module of the tree calls by a local path, and <paramref name="folder"/> itself if it holds
    /// any. Hidden folders (<c>.terraform</c> among them) are not searched. What lies below a folder named <c>modules</c>
    /// is a library's: it is a root only if there is no other. Examples are roots.
    /// </summary>
    public IReadOnlyList<string> FindRoots(string folder) => new RootSearch(_library, _options.Limits, _diagnostics).Find(folder);

    /// <summary>What the code of a folder says of itself, whether it is a root or not; null where there is none.</summary>
    public ModuleOutline? Outline(string folder)
    {
        if (_library.Find(folder) is not { } module)
        {
            return null;
        }

        var files = _library.Files.List(folder)!.Where(static e => !e.IsFolder && ModuleLibrary.IsConfiguration(e.Name)).Select(e => TreePath.Join(folder, e.Name));
        return ModuleOutline.Of(module, [.. files]);
    }

    /// <summary>The root module in a folder with all that it calls, as the first plan would see it.</summary>
    public ExpandedRoot Expand(string folder) => new RootExpander(_library, _options).Expand(folder);
}
