using Turnpike.Cli.Files;
using Turnpike.Gate;
using Turnpike.Hcl;
using Turnpike.Hcl.Terraform;
using Turnpike.Text;

namespace Turnpike.Cli.Terraform;

/// <summary>
/// The trees of files that Terraform code lies in, one for each repository, so that roots share the modules that are read.
/// </summary>
/// <param name="areNamedByPath">Files are called by their path in the repository, not by the way from where the user stands.</param>
internal sealed class CodeTrees(CodeChoice choice, DiagnosticBag diagnostics, bool areNamedByPath = false)
{
    private const string MirrorFolder = "(mirror)";
    private const long MaxFileBytes = 64 << 20;

    private readonly Dictionary<string, (DiskFileTree Disk, IFileTree Files, TerraformTree Code)> _byRoot = new(StringComparer.Ordinal);
    private TerraformOptions? _options;
    private DiskFileTree? _mirror;

    public TerraformOptions Options => _options ??= choice.Read(choice.Mirror is null ? null : MirrorFolder, diagnostics);

    /// <summary>The roots in a folder and below it. Empty, with a diagnostic, where the folder lies outside of the tree that was asked for.</summary>
    /// <param name="scope">Of what the folder itself holds; a root below it has its path behind that.</param>
    public IReadOnlyList<CodeRoot> FindRoots(string folder, string scope)
    {
        if (Find(folder) is not { } found)
        {
            return [];
        }

        var roots = new List<CodeRoot>();
        foreach (var root in found.Code.FindRoots(found.Folder))
        {
            var below = root[Math.Min(root.Length, found.Folder.Length)..].Trim('/');
            roots.Add(new CodeRoot(found.Code, found.Files, root, found.Files.NameOf(root), scope.Length > 0 && below.Length > 0 ? scope + "/" + below : scope + below));
        }

        return roots;
    }

    /// <summary>Code to look up places in.</summary>
    public PlanCode? PlanCode(string folder) => Find(folder) is { } found ? new PlanCode(found.Files, Options, found.Folder) : null;

    private (TerraformTree Code, IFileTree Files, string Folder)? Find(string folder)
    {
        var root = choice.Tree is { } tree ? Path.GetFullPath(tree) : DiskFileTree.RootFor(folder);
        if (!_byRoot.TryGetValue(root, out var known))
        {
            var disk = new DiskFileTree(root, MaxFileBytes, diagnostics);
            if (areNamedByPath)
            {
                disk.NameByPath();
            }

            var files = Mirror() is { } mirror ? new MountedFileTree(disk, MirrorFolder, mirror) : (IFileTree)disk;
            known = (disk, files, new TerraformTree(files, Options));
            _byRoot.Add(root, known);
        }

        known.Disk.AddNamed(folder);
        if (known.Disk.PathOf(folder) is { } path)
        {
            return (known.Code, known.Files, path);
        }

        diagnostics.Add(CliDiagnostics.OutsideOfTree(folder, choice.Tree ?? root));
        return null;
    }

    private DiskFileTree? Mirror()
    {
        if (_mirror is null && choice.Mirror is { } folder)
        {
            if (!Directory.Exists(folder))
            {
                diagnostics.Add(CliDiagnostics.NoSuchFile(folder, InputFinder.Nearest(folder)));
            }

            _mirror = new DiskFileTree(folder, MaxFileBytes, diagnostics);
            _mirror.AddNamed(folder);
        }

        return _mirror;
    }
}
