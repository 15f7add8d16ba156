using Turnpike.Formats.Backstage;

namespace Turnpike.Catalog.Model;

/// <summary>What is wrong with an entity.</summary>
/// <param name="Place">Where it is written.</param>
/// <param name="Path">In the entity; empty for the whole of it.</param>
public sealed record CatalogFault(EntityReference Reference, string Place, string Path, string Says, string Help);

/// <summary>One name, written in several places.</summary>
/// <param name="Places">The one that counts first.</param>
public sealed record CatalogConflict(EntityReference Reference, IReadOnlyList<string> Places);
