using Turnpike.Estate.Identity;
using Turnpike.Estate.Joins;
using Turnpike.Estate.References;
using Turnpike.Values;

namespace Turnpike.Estate;

/// <summary>
/// The estate at one moment: resources and the edges between them. Immutable; indexes and edges are made when first
/// asked for, once, in time linear in its size. Safe to share between threads.
/// </summary>
public sealed class EstateModel
{
    private const string DataPrefix = "data.";

    private readonly IReadOnlyList<EstateRoot> _roots;
    private readonly JoinTable _joins;
    private readonly bool _isBefore;
    private readonly Lazy<Dictionary<string, List<Resource>>> _byType;
    private readonly Lazy<Dictionary<ResourceId, Resource>> _byId;
    private readonly Lazy<Dictionary<Resource, EstateRoot>> _rootOf;
    private readonly Lazy<IdentifierIndex> _identifiers;
    private readonly Lazy<KubernetesIndex> _kubernetes;
    private readonly Dictionary<string, ReferrerIndex> _referrers = [];

    /// <param name="resources">Such as those of a state, or of a cluster.</param>
    /// <param name="joins">Knows by which attributes types name each other; without it edges by name are not seen.</param>
    public EstateModel(IReadOnlyList<Resource> resources, JoinTable? joins = null)
        : this([new EstateRoot(resources, null, null)], joins ?? JoinTable.Empty, isBefore: true)
    {
    }

    internal EstateModel(IReadOnlyList<EstateRoot> roots, JoinTable joins, bool isBefore)
    {
        _roots = roots;
        _joins = joins;
        _isBefore = isBefore;
        All = roots.Count == 1 ? roots[0].Resources : [.. roots.SelectMany(static r => r.Resources)];
        _byType = new(IndexByType);
        _byId = new(IndexById);
        _rootOf = new(IndexRoots);
        _identifiers = new(() => new IdentifierIndex(_byType.Value, joins.ReferencesByAttribute));
        _kubernetes = new(() => new KubernetesIndex(All));
    }

    public static EstateModel Empty { get; } = new([]);

    /// <summary>Managed resources, data sources and deposed objects, in the order of their sources.</summary>
    public IReadOnlyList<Resource> All { get; }

    internal IdentifierIndex Identifiers => _identifiers.Value;

    /// <summary>
    /// The current managed resources of a type; data sources where the type is written <c>data.aws_x</c>. Open where
    /// instances or modules are not known.
    /// </summary>
    public Lookup Resources(string type)
    {
        List<Resource>? unknown = null;
        string? open = null;
        var resources = ListOf(type);
        foreach (var resource in resources)
        {
            if (resource.Address.Index is UnknownValue)
            {
                open ??= $"the instances of {resource.Address.ConfigurationText} are not known yet";
                (unknown ??= []).Add(resource);
            }
        }

        open ??= MissingModule();
        return unknown is null
            ? new Lookup(resources, [], open)
            : new Lookup([.. resources.Where(r => !unknown.Contains(r))], unknown, open);
    }

    /// <summary>The current object at an address; null where there is none.</summary>
    public Resource? Find(ResourceId id) => _byId.Value.GetValueOrDefault(id);

    /// <summary>What the attribute at <paramref name="path"/> of a resource refers to, at that path or anywhere below it.</summary>
    public Lookup Refs(Resource resource, ValuePath path)
    {
        var walk = NewWalk();
        var certain = new List<Resource>();
        var possible = new List<Resource>();
        foreach (var edge in walk.From(resource, path))
        {
            var list = edge.IsCertain ? certain : possible;
            if (!list.Contains(edge.To))
            {
                list.Add(edge.To);
            }
        }

        possible.RemoveAll(certain.Contains);
        return new Lookup(certain, possible, walk.OpenReason);
    }

    /// <summary>The resources of a type that refer to <paramref name="resource"/>.</summary>
    public Lookup Referrers(Resource resource, string type)
    {
        ReferrerIndex? index;
        lock (_referrers)
        {
            if (!_referrers.TryGetValue(type, out index))
            {
                index = new ReferrerIndex(ListOf(type), NewWalk(), RootOf);
                _referrers.Add(type, index);
            }
        }

        var root = RootOf(resource);
        var block = resource.Address.IsKubernetes || !(root.HasConfiguration || resource.References is not null) ? null : root.Blocks.BlockOf(resource);
        var found = index.Find(resource, block, _joins.LinksBetween(type, resource.Type));
        return found.IsOpen ? found : found with { OpenReason = MissingModule() };
    }

    /// <summary>All edges that start at a resource.</summary>
    public IReadOnlyList<Edge> EdgesFrom(Resource resource) => NewWalk().From(resource, ValuePath.Root);

    /// <summary>Whether it lies around what is judged.</summary>
    public bool IsSurrounding(Resource resource) => _roots.Count > 1 && _rootOf.Value.TryGetValue(resource, out var root) && root.IsSurrounding;

    /// <summary>What lies around what is judged.</summary>
    public IEnumerable<Resource> Surrounding => _roots.Where(static r => r.IsSurrounding).SelectMany(static r => r.Resources);

    internal EstateRoot RootOf(Resource resource) => _roots.Count == 1 ? _roots[0] : _rootOf.Value[resource];

    internal IReadOnlyList<Resource> ListOf(string type) => _byType.Value.TryGetValue(type, out var list) ? list : [];

    private EdgeWalk NewWalk() => new(RootOf, _identifiers.Value, _kubernetes.Value, _isBefore);

    private string? MissingModule()
    {
        foreach (var root in _roots)
        {
            if (root.MissesModule)
            {
                return "a module that is called is not at hand";
            }
        }

        return null;
    }

    private Dictionary<string, List<Resource>> IndexByType()
    {
        var index = new Dictionary<string, List<Resource>>(StringComparer.Ordinal);
        foreach (var resource in All)
        {
            if (resource.Deposed is not null)
            {
                continue;
            }

            var type = resource.Address.Mode == ResourceMode.Data ? DataPrefix + resource.Type : resource.Type;
            if (!index.TryGetValue(type, out var list))
            {
                index.Add(type, list = []);
            }

            list.Add(resource);
        }

        return index;
    }

    private Dictionary<ResourceId, Resource> IndexById()
    {
        var index = new Dictionary<ResourceId, Resource>(All.Count);
        foreach (var resource in All)
        {
            if (resource.Deposed is null)
            {
                index.TryAdd(resource.Id, resource);
            }
        }

        // Where it was before a move: an alias, which never hides what is there now.
        foreach (var resource in All)
        {
            if (resource.Change?.PreviousAddress is { } previous && resource.Deposed is null)
            {
                index.TryAdd(resource.Id with { Address = previous }, resource);
            }
        }

        return index;
    }

    private Dictionary<Resource, EstateRoot> IndexRoots()
    {
        var index = new Dictionary<Resource, EstateRoot>(All.Count);
        foreach (var root in _roots)
        {
            foreach (var resource in root.Resources)
            {
                index[resource] = root;
            }
        }

        return index;
    }
}
