using Turnpike.Text;
using Turnpike.Values;
using Turnpike.Values.Json;

namespace Turnpike.Hcl.Terraform.Loading;

/// <summary><c>.terraform/modules/modules.json</c>: where <c>terraform init</c> has put the modules of a root.</summary>
internal sealed class ModuleManifest
{
    private readonly Dictionary<string, (string Source, string Folder)> _entries = new(StringComparer.Ordinal);

    public static ModuleManifest Empty { get; } = new();

    public static ModuleManifest Read(IFileTree files, string root, DiagnosticBag diagnostics)
    {
        var path = TreePath.Join(root, ".terraform/modules/modules.json");
        if (files.Read(path) is not { Refusal: null } content)
        {
            return Empty;
        }

        var source = new SourceText(files.NameOf(path), content.Bytes);
        var faults = new DiagnosticBag();
        var manifest = new ModuleManifest();
        if ((JsonReader.Read(source, faults) as ObjectValue)?.Get("Modules") is not ArrayValue modules)
        {
            diagnostics.Add(TerraformDiagnostics.InvalidManifest(source, faults.FirstOrDefault()?.Message ?? "it has no list of modules"));
            return manifest;
        }

        foreach (var item in modules.Items)
        {
            if (item is ObjectValue entry && entry.Get("Key") is StringValue key && entry.Get("Dir") is StringValue folder
                && TreePath.Resolve(root, folder.Value) is { } place)
            {
                manifest._entries[key.Value] = (entry.Get("Source") is StringValue s ? s.Value : "", place);
            }
        }

        return manifest;
    }

    /// <summary>The folder of a module, or null.</summary>
    /// <param name="key">The names of the calls from the root, joined by points.</param>
    public string? Find(string key) => _entries.TryGetValue(key, out var entry) ? entry.Folder : null;
}
