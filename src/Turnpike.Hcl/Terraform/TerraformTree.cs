using Turnpike.Hcl.Terraform.Expansion;

namespace Turnpike.Hcl.Terraform;

/// <summary>
/// The Terraform code in a tree of files. A file is parsed and a module understood once, however many roots and calls
/// use it. Not safe for several threads.
/// </summary>
public sealed class TerraformTree
{
    private readonly IFileTree _files;
    private readonly TerraformOptions _options;

    public TerraformTree(IFileTree files, TerraformOptions options)
    {
        _files = files;
        _options = options;
    }

    /// <summary>
    /// The folders at or below <paramref name="folder"/> that hold a root module, in order: those with files of
    /// configuration that no module of the tree calls by a local path. Hidden folders (<c>.terraform</c> among them) are
    /// not searched. A folder that nobody calls is no root all the same where it lies below a folder named
    /// <c>modules</c> and some other root was found; <paramref name="folder"/> itself always is one if it holds configuration.
    /// </summary>
    public IReadOnlyList<string> FindRoots(string folder) => _files.List(folder) is null ? [] : [folder];

    /// <summary>The root module in a folder with all that it calls, as the first plan would see it.</summary>
    public ExpandedRoot Expand(string folder) => new(folder, _options.Workspace);
}
