using Turnpike.Hcl.Terraform.Configuration;
using Turnpike.Text;

namespace Turnpike.Hcl.Terraform.Loading;

/// <summary>Follows the module calls of a root through the tree.</summary>
internal sealed class ModuleTreeBuilder(ModuleLibrary library, TerraformOptions options, ModuleManifest manifest, DiagnosticBag diagnostics)
{
    private int _nodes;

    /// <summary>Some module's code is not there or was not followed.</summary>
    public bool HasMissing { get; private set; }

    public ModuleNode Build(ModuleModel root)
    {
        var node = new ModuleNode(null, null, root);
        AddChildren(node);
        return node;
    }

    private void AddChildren(ModuleNode node)
    {
        foreach (var call in node.Model!.Calls.Values)
        {
            var model = Locate(node, call);
            var child = new ModuleNode(node, call, model);
            node.Children.Add(call.Name, child);
            if (model is null)
            {
                HasMissing = true;
            }
            else
            {
                AddChildren(child);
            }
        }
    }

    private ModuleModel? Locate(ModuleNode node, ModuleCallDeclaration call)
    {
        if (call.Source.Length == 0)
        {
            return null;
        }

        if (node.Depth + 1 > options.Limits.MaxModuleDepth || ++_nodes > options.Limits.MaxModuleInstances)
        {
            diagnostics.Add(TerraformDiagnostics.ModuleTooDeep(call.SourcePlace, options.Limits.MaxModuleDepth));
            return null;
        }

        if (ModuleSource.IsLocal(call.Source))
        {
            return Local(node, call);
        }

        var key = node.ManifestKey.Length == 0 ? call.Name : node.ManifestKey + "." + call.Name;
        if (manifest.Find(key) is { } installed && library.Find(installed) is { } found)
        {
            return found;
        }

        if (options.ModuleMirror is { } mirror)
        {
            foreach (var folder in ModuleSource.MirrorFolders(call.Source, call.Version))
            {
                if (TreePath.Resolve(mirror, folder) is { } place && library.Find(place) is { } mirrored)
                {
                    return mirrored;
                }
            }
        }

        diagnostics.Add(TerraformDiagnostics.MissingModule(call.SourcePlace, call.Name, call.Source));
        return null;
    }

    private ModuleModel? Local(ModuleNode node, ModuleCallDeclaration call)
    {
        var folder = TreePath.Resolve(node.Model!.Folder, call.Source);
        if (folder is null)
        {
            diagnostics.Add(TerraformDiagnostics.ModuleOutsideTree(call.SourcePlace, call.Name));
            return null;
        }

        for (var above = node; above is not null; above = above.Parent)
        {
            if (above.Model!.Folder == folder)
            {
                diagnostics.Add(TerraformDiagnostics.ModuleCallsItself(call.SourcePlace, call.Name));
                return null;
            }
        }

        if (library.Find(folder) is { } model)
        {
            return model;
        }

        diagnostics.Add(library.Files.List(folder) is null
            ? TerraformDiagnostics.MissingModuleFolder(call.SourcePlace, call.Name, call.Source)
            : TerraformDiagnostics.EmptyModule(call.SourcePlace, call.Name));
        return null;
    }
}
