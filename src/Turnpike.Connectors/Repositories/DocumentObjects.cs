using Turnpike.Formats;
using Turnpike.Formats.Backstage;
using Turnpike.Formats.Kubernetes;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Connectors.Repositories;

/// <summary>Manifests and catalog entities of a repository, each with the place it stands at.</summary>
internal sealed class DocumentObjects
{
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);

    public List<(string Folder, ObjectValue Item)> Manifests { get; } = [];

    public List<ObjectValue> Entities { get; } = [];

    /// <summary>Catalogs elsewhere, which are not followed.</summary>
    public List<string> Elsewhere { get; } = [];

    /// <summary>Files that look like manifests and cannot be read, each with why.</summary>
    public List<(string Folder, string Fault)> Broken { get; } = [];

    /// <param name="isRendered">Whether what lies in a folder comes rendered, so that its files are not taken as they stand.</param>
    public static DocumentObjects Read(RepositoryFiles files, Func<string, bool> isRendered, DiagnosticBag diagnostics)
    {
        var objects = new DocumentObjects();
        foreach (var path in files.Documents)
        {
            if (files.Read(path) is { } source)
            {
                objects.Add(source, isRendered, diagnostics);
            }
        }

        return objects;
    }

    private void Add(SourceText source, Func<string, bool> isRendered, DiagnosticBag diagnostics)
    {
        if (source.Utf8.Span.IndexOf("backstage.io/"u8) >= 0)
        {
            AddCatalog(source, diagnostics);
        }

        var read = InputReader.Read(source.Name, source.Utf8, new InputReaderOptions { IsNamed = false });
        if (read is { Status: InputStatus.Broken, Kind: InputKind.Kubernetes })
        {
            Broken.Add((FolderOf(source.Name), $"{source.Name}: {read.Diagnostics.First(static d => d.IsError).Message}"));
        }
        else if (read.Document is KubernetesDocument document && !isRendered(source.Name))
        {
            foreach (var change in document.Changes)
            {
                if (change.After is ObjectValue item && IsManifest(item))
                {
                    Manifests.Add((FolderOf(source.Name), ListObject.Placed(item, $"{source.Name}:{source.PositionAt(document.Locate(change.Origin.Path).Start).Line}")));
                }
            }
        }
    }

    private static string FolderOf(string path) => path.Contains('/', StringComparison.Ordinal) ? path[..path.LastIndexOf('/')] : "";

    // Of the cluster: not what only a tool on somebody's machine reads.
    private static bool IsManifest(ObjectValue item)
    {
        var api = item.TextAt("apiVersion") ?? "";
        return !api.StartsWith("kustomize.config.k8s.io/", StringComparison.Ordinal)
            && !api.StartsWith("backstage.io/", StringComparison.Ordinal)
            && !api.StartsWith("kind.x-k8s.io/", StringComparison.Ordinal)
            && !api.StartsWith("admission.k8s.io/", StringComparison.Ordinal)
            && !api.StartsWith("test.gatekeeper.sh/", StringComparison.Ordinal)
            && !(api == "v1" && item.TextAt("kind") == "Config");
    }

    private void AddCatalog(SourceText source, DiagnosticBag diagnostics)
    {
        var catalog = CatalogFile.Read(source, diagnostics);
        foreach (var entity in catalog.Entities)
        {
            var place = $"{source.Name}:{source.PositionAt(entity.Span.Start).Line}";
            if (!_places.TryAdd(entity.Reference.ToString().ToLowerInvariant(), Entities.Count))
            {
                // The estate has one thing of a name; that it stands here too is said with the first.
                var first = _places[entity.Reference.ToString().ToLowerInvariant()];
                Entities[first] = ListObject.AlsoAt(Entities[first], place);
                continue;
            }

            var relations = ArrayValue.Create([.. entity.Relations.Select(static r => Value.Object(("type", Value.Of(r.Type)), ("targetRef", Value.Of(r.Target.ToString()))))]);
            var placed = ListObject.Placed(entity.Content, place);
            Entities.Add(relations.Count > 0 ? placed.With("relations", relations) : placed);
        }

        // Files of this repository are found anyway.
        Elsewhere.AddRange(catalog.Locations.Where(static l => l.Target.Contains("://", StringComparison.Ordinal)).Select(static l => l.Target));
    }
}
