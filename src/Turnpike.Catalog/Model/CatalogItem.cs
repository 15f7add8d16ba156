using Turnpike.Formats;
using Turnpike.Formats.Backstage;
using Turnpike.Inventory.Entities;
using Turnpike.Values;

namespace Turnpike.Catalog.Model;

/// <param name="Type">As Backstage calls it, seen from the entity that has it.</param>
/// <param name="Target">As the catalog writes it, where it has it.</param>
/// <param name="IsKnown">The catalog has it.</param>
/// <param name="IsDeclared">The entity says it itself; else the other one does.</param>
public sealed record CatalogRelation(string Type, EntityReference Target, bool IsKnown, bool IsDeclared);

/// <summary>An entity as the catalog has it: of several sources the one that counts.</summary>
public sealed class CatalogItem
{
    private const string TurnpikePrefix = "turnpike/";

    internal CatalogItem(EstateEntity entity) => Entity = entity;

    public EstateEntity Entity { get; }

    public EntityReference Reference => Entity.Reference;

    public string Kind => Entity.Reference.Kind;

    /// <summary>What people call it.</summary>
    public string Title => Metadata("title") ?? Entity.Reference.Name;

    public string? Description => Metadata("description");

    public string? Type => Entity.Text("type");

    public string? Lifecycle => Entity.Text("lifecycle");

    /// <summary>Who owns it; null where it does not say.</summary>
    public EntityReference? Owner => Target("ownedBy");

    /// <summary>The system or domain that it is part of.</summary>
    public EntityReference? System => Target("partOf");

    /// <summary>It was made in Turnpike, and can be changed there.</summary>
    public bool IsOwn => Entity.Scope == DefineEntity.Scope;

    /// <summary>Where it is written: a file and line of a repository, or a source of the estate.</summary>
    public string Place => PlaceOf(Entity);

    public IReadOnlyList<CatalogRelation> Relations { get; internal set; } = [];

    public IReadOnlyList<CatalogFault> Faults { get; internal set; } = [];

    public IEnumerable<string> Tags => Entity.Metadata.TextsAt("tags");

    /// <summary>Its pages elsewhere.</summary>
    public IEnumerable<(string Title, string Url)> Links =>
        from link in Entity.Metadata.ItemsAt("links")
        let url = link.TextAt("url")
        where url is not null
        select (link.TextAt("title") ?? url, url);

    /// <summary>As it was written: without what connectors add.</summary>
    public ObjectValue Written()
    {
        var annotations = new ObjectBuilder();
        foreach (var (key, value) in Entity.Pairs("annotations"))
        {
            if (key is not (TurnpikePrefix + "place" or TurnpikePrefix + "also-at"))
            {
                annotations.Set(key, Value.Of(value));
            }
        }

        var kept = annotations.ToValue();
        var metadata = kept.Count > 0 ? Entity.Metadata.With("annotations", kept) : Without(Entity.Metadata, "annotations");
        return Without(Entity.Content, "relations").With("metadata", metadata);
    }

    internal static string PlaceOf(EstateEntity entity) => entity.Place is { } place ? $"{place} of {entity.Scope[(entity.Scope.IndexOf('/', StringComparison.Ordinal) + 1)..]}" : entity.Scope == DefineEntity.Scope ? "Turnpike" : $"{entity.Row.Source} of {entity.Scope}";

    private static ObjectValue Without(ObjectValue value, string name)
    {
        var rest = new ObjectBuilder();
        foreach (var (key, member) in value.EntriesAt())
        {
            if (key != name)
            {
                rest.Set(key, member);
            }
        }

        return rest.ToValue();
    }

    private string? Metadata(string name) => Entity.Metadata.TextAt(name) is { Length: > 0 } text ? text : null;

    private EntityReference? Target(string relation)
    {
        foreach (var found in Relations)
        {
            if (found.Type == relation && found.IsDeclared)
            {
                return found.Target;
            }
        }

        return null;
    }
}
