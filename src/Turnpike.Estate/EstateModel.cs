#pragma warning disable CA1822
using Turnpike.Estate.Identity;
using Turnpike.Estate.References;

namespace Turnpike.Estate;

/// <summary>
/// The estate at one moment: resources and the edges between them. Immutable; indexes and edges are made when first
/// asked for, once, in time linear in its size.
/// </summary>
public sealed class EstateModel
{
    public EstateModel(IReadOnlyList<Resource> resources) => All = resources;

    public static EstateModel Empty { get; } = new([]);

    /// <summary>Managed resources, data sources and deposed objects, in the order of their sources.</summary>
    public IReadOnlyList<Resource> All { get; }

    /// <summary>The current managed resources of a type. Open where instances are unknown or changes deferred.</summary>
    public Lookup Resources(string type) => Lookup.Nothing;

    /// <summary>The current object at an address or alias; null where there is none.</summary>
    public Resource? Find(ResourceId id) => null;

    /// <summary>What the attribute at <paramref name="path"/> of a resource refers to, at that path or anywhere below it.</summary>
    public Lookup Refs(Resource resource, Turnpike.Values.ValuePath path) => Lookup.Nothing;

    /// <summary>The resources of a type that refer to <paramref name="resource"/>.</summary>
    public Lookup Referrers(Resource resource, string type) => Lookup.Nothing;

    /// <summary>All edges that start at a resource.</summary>
    public IReadOnlyList<Edge> EdgesFrom(Resource resource) => [];

    /// <summary>All edges that end at a resource.</summary>
    public IReadOnlyList<Edge> EdgesTo(Resource resource) => [];
}
