using Turnpike.Formats.TerraformCode;
using Turnpike.Hcl.Terraform;
using Turnpike.Hcl.Terraform.Outlines;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Connectors.Repositories;

/// <summary>The Terraform roots of a repository: what they call, ask for and have locked, and whose they are.</summary>
internal sealed class TerraformObjects(RepositoryFiles files, OwnerObjects owners)
{
    private const int MaxModules = 2000;
    private const int MaxResources = 20_000;

    private readonly TerraformTree _tree = new(files.Tree, new TerraformOptions());

    private readonly SortedSet<string> _partial = new(StringComparer.Ordinal);

    /// <summary>Folders with code that could not be read or parsed in full.</summary>
    public IReadOnlyCollection<string> Partial => _partial;

    public IReadOnlyCollection<Diagnostic> Diagnostics => _tree.Diagnostics;

    public IEnumerable<ObjectValue> Objects()
    {
        foreach (var folder in _tree.FindRoots(""))
        {
            yield return Root(_tree.Outline(folder)!);
        }

        foreach (var path in files.Terragrunt)
        {
            var folder = FolderOf(path);
            yield return ListObject.Make("TerragruntUnit", folder.Length == 0 ? "." : folder, path + ":1", ("path", Value.Of(folder)), ("owners", owners.Of(path)));
        }
    }

    private ObjectValue Root(ModuleOutline root)
    {
        var modules = Modules(root);
        _partial.UnionWith(modules.Where(static m => m.IsPartial).Select(static m => m.Folder.Length == 0 ? "." : m.Folder));
        var first = root.Files.Count > 0 ? root.Files[0] : root.Folder;
        return ListObject.Make("TerraformRoot", root.Folder.Length == 0 ? "." : root.Folder, first + ":1",
            ("path", Value.Of(root.Folder)),
            ("backend", Value.Of(root.Backend ?? "local")),
            ("backend_key", ListObject.Text(root.BackendKey)),
            ("required_version", ListObject.Text(root.RequiredVersion)),
            ("providers", ArrayValue.Create([.. modules.SelectMany(static m => m.Providers).Select(Provider)])),
            ("locked", Locked(root.Folder)),
            ("modules", ArrayValue.Create([.. modules.SelectMany(m => m.Calls.Select(c => Call(m, c)))])),
            ("resource_types", Counts(modules)),
            ("resources", ArrayValue.Create([.. modules.SelectMany(static m => m.Resources.Select(r => Declared(m, r))).Take(MaxResources)])),
            ("owners", owners.Of(first)));
    }

    // The root and every module of the repository that it calls, each once.
    private List<ModuleOutline> Modules(ModuleOutline root)
    {
        var found = new List<ModuleOutline>();
        var seen = new HashSet<string>(StringComparer.Ordinal) { root.Folder };
        var pending = new Queue<ModuleOutline>([root]);
        while (pending.TryDequeue(out var module) && found.Count < MaxModules)
        {
            found.Add(module);
            foreach (var call in module.Calls)
            {
                if (call.Folder is { } folder && seen.Add(folder) && _tree.Outline(folder) is { } called)
                {
                    pending.Enqueue(called);
                }
            }
        }

        return found;
    }

    private ObjectValue Locked(string folder)
    {
        var locked = new ObjectBuilder();
        foreach (var (address, version) in ProviderLock.Read(files.Tree, folder))
        {
            locked.Set(address, Value.Of(version));
        }

        return locked.ToValue();
    }

    private static ObjectValue Counts(List<ModuleOutline> modules)
    {
        var counts = new ObjectBuilder();
        foreach (var type in modules.SelectMany(static m => m.ResourceCounts).GroupBy(static c => c.Key, StringComparer.Ordinal))
        {
            counts.Set(type.Key, Value.Of(type.Sum(static c => c.Value)));
        }

        return counts.ToValue();
    }

    private static Value Provider(AskedProvider provider)
    {
        var value = (ObjectValue)Value.Object(("name", Value.Of(provider.Name)), ("source", Value.Of(provider.Source)), ("place", Value.Of(Place(provider.Place))));
        return provider.Version is { } version ? value.With("version", Value.Of(version)) : value;
    }

    private static ObjectValue Declared(ModuleOutline module, DeclaredResource resource) =>
        (ObjectValue)Value.Object(("address", Value.Of(resource.Address)), ("in", Value.Of(module.Folder)), ("place", Value.Of(Place(resource.Place))));

    private static ObjectValue Call(ModuleOutline module, CalledModule call)
    {
        var value = (ObjectValue)Value.Object(("name", Value.Of(call.Name)), ("in", Value.Of(module.Folder)), ("source", Value.Of(call.Source)), ("place", Value.Of(Place(call.Place))));
        foreach (var (name, text) in (ReadOnlySpan<(string, string?)>)[("version", call.Version), ("revision", call.Revision), ("path", call.Folder)])
        {
            value = text is null ? value : value.With(name, Value.Of(text));
        }

        return value;
    }

    private static string Place(SourcePlace place) => $"{place.Source.Name}:{place.Source.PositionAt(place.Span.Start).Line}";

    private static string FolderOf(string path) => path.Contains('/', StringComparison.Ordinal) ? path[..path.LastIndexOf('/')] : "";
}
