using Turnpike.Estate.Identity;
using Turnpike.Formats.TerraformCode;
using Turnpike.Text;

namespace Turnpike.Cli.Terraform;

/// <summary>Folders of Terraform code as documents that others read without the code: docs/formats/code-result.md.</summary>
internal sealed class CodeResults(CodeChoice choice, DiagnosticBag diagnostics)
{
    /// <summary>One for each root module in the folders and below them; files are named by their path in the repository.</summary>
    /// <param name="scope">Of what a folder itself holds; a root below it has its path behind that.</param>
    public IReadOnlyList<CodeResultFile> Of(IReadOnlyList<string> folders, string scope, CancellationToken cancellation)
    {
        var trees = new CodeTrees(choice, diagnostics, areNamedByPath: true);
        var said = new HashSet<(string, SourceText?, TextSpan, string)>();
        var results = new List<CodeResultFile>();
        foreach (var (folder, root) in folders.SelectMany(folder => trees.FindRoots(folder, scope).Select(root => (folder, root))))
        {
            cancellation.ThrowIfCancellationRequested();
            var expanded = root.Tree.Expand(root.Folder);
            diagnostics.AddRange(expanded.Diagnostics.Where(d => said.Add((d.Code, d.Source, d.Span, d.Message))));
            var name = root.Folder.Length > 0 ? root.Folder : Path.GetFileName(Path.GetFullPath(folder).TrimEnd('/'));
            var document = new TerraformCodeDocument(name, expanded, new EstateScope(root.Scope), ProviderLock.Read(root.Files, root.Folder));
            results.Add(new CodeResultFile(name, root.Scope, CodeResultWriter.Write(document)));
        }

        return results;
    }
}

/// <param name="Name">What people call the root's folder.</param>
internal sealed record CodeResultFile(string Name, string Scope, byte[] Bytes);
