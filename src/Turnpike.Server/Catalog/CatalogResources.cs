using System.Text.Json;
using Turnpike.Catalog.Parts;
using Turnpike.Inventory.Joining;

namespace Turnpike.Server.Catalog;

/// <param name="Ref">Such as <c>component:default/web</c>.</param>
/// <param name="Place">Where it is written.</param>
/// <param name="IsOwn">It was made in Turnpike, and can be changed there.</param>
/// <param name="Resources">How many resources of the estate it is made of.</param>
/// <param name="Faults">How much is wrong with it.</param>
public sealed record EntityResource(
    string Ref, string Kind, string Namespace, string Name, string Title, string? Description, string? Type, string? Lifecycle, string? Owner, string? PartOf, string Place, bool IsOwn, int Resources, int Faults);

/// <param name="Type">As Backstage calls it, seen from the entity.</param>
/// <param name="IsKnown">The catalog has what it leads to.</param>
/// <param name="IsDeclared">The entity says it itself; else the other does.</param>
public sealed record EntityRelationResource(string Type, string Target, bool IsKnown, bool IsDeclared);

/// <param name="Path">In the entity.</param>
public sealed record EntityFaultResource(string Ref, string Place, string Path, string Says, string Help);

/// <param name="Places">The one that counts first.</param>
public sealed record EntityConflictResource(string Ref, IReadOnlyList<string> Places);

/// <param name="Known">Declared, seen through relations of resources, or both.</param>
/// <param name="Shown">Some of the relations that show it.</param>
public sealed record EntityDependencyResource(string Target, DependencyKnown Known, int Relations, IReadOnlyList<EntityDependencyShown> Shown);

public sealed record EntityDependencyShown(string From, string To);

/// <param name="Certainty">From 0 to 1.</param>
/// <param name="How">By what it is known to belong to the entity.</param>
public sealed record EntityPartResource(string Key, string Type, string? Name, JoinedStatus Status, double Certainty, string How);

/// <param name="Entity">In brief.</param>
/// <param name="Content">As it is written.</param>
public sealed record EntityDetailResource(
    EntityResource Entity,
    JsonElement Content,
    IReadOnlyList<EntityRelationResource> Relations,
    IReadOnlyList<EntityDependencyResource> Dependencies,
    IReadOnlyList<EntityFaultResource> Faults,
    IReadOnlyList<string> AlsoIn);

/// <param name="Group">The group of the catalog; null where it has none of that name.</param>
/// <param name="Team">The team of Turnpike; null where it has none of that name.</param>
/// <param name="Owns">Entities.</param>
/// <param name="Resources">How many resources of the estate.</param>
public sealed record CatalogTeamResource(string Name, string Title, string? Group, string? Team, string? Contact, IReadOnlyList<string> Members, IReadOnlyList<string> Owns, int Resources);

/// <summary>What is wrong with the catalog.</summary>
public sealed record CatalogProblemsResource(IReadOnlyList<EntityConflictResource> Conflicts, IReadOnlyList<EntityFaultResource> Faults);
