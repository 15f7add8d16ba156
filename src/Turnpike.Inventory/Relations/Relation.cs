using Turnpike.Estate.References;
using Turnpike.Inventory.Snapshots;

namespace Turnpike.Inventory.Relations;

/// <summary>One resource depends on another.</summary>
/// <param name="Attribute">The attribute of <paramref name="From"/> that refers, without places in lists.</param>
/// <param name="IsCertain">False where several resources go by what is named.</param>
public sealed record Relation(ResourceRow From, ResourceRow To, string Attribute, EdgeKind Kind, bool IsCertain);

/// <summary>What stands around a resource.</summary>
/// <param name="CutBecause">Which limit ended the search; null where everything is listed.</param>
public sealed record Neighbourhood(IReadOnlyList<ResourceRow> Resources, IReadOnlyList<Relation> Relations, string? CutBecause);
