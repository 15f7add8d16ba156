using Turnpike.Catalog.Model;
using Turnpike.Formats.Backstage;
using Turnpike.Inventory.Joining;
using Turnpike.Inventory.Entities;

namespace Turnpike.Catalog.Parts;

/// <summary>A resource that an entity is made of.</summary>
/// <param name="How">By what it is known to belong to it.</param>
public sealed record ServicePart(JoinedResource Resource, double Certainty, string How);

/// <summary>How a dependency is known.</summary>
public enum DependencyKnown
{
    /// <summary>The catalog says it, and relations show it.</summary>
    Both,

    /// <summary>The catalog says it; nothing shows it.</summary>
    Declared,

    /// <summary>Relations of resources show it; the catalog does not say it.</summary>
    Seen,
}

/// <param name="Relations">How many relations show it.</param>
/// <param name="Shown">Some of them.</param>
public sealed record ServiceDependency(EntityReference Target, DependencyKnown Known, int Relations, IReadOnlyList<SeenRelation> Shown);

/// <summary>What an entity is made of, and what it depends on.</summary>
public sealed record ServiceParts(IReadOnlyList<ServicePart> Parts, IReadOnlyList<ServiceDependency> Dependencies)
{
    public static ServiceParts Of(CatalogModel catalog, CatalogItem item) => new([.. PartsOf(catalog, item)], [.. DependenciesOf(catalog, item)]);

    private static IEnumerable<ServicePart> PartsOf(CatalogModel catalog, CatalogItem item) =>
        catalog.Ownership.Facts!.Members.PartsOf(item.Entity).Select(static p => new ServicePart(p.Resource, p.Membership.Certainty, p.Membership.How));

    private static IEnumerable<ServiceDependency> DependenciesOf(CatalogModel catalog, CatalogItem item)
    {
        var seen = catalog.Seen.Of(item.Entity).ToDictionary(static d => d.To.Reference.Id, StringComparer.Ordinal);
        foreach (var declared in item.Relations.Where(static r => r.Type is "dependsOn" or "consumesApi"))
        {
            // Who consumes an API depends on who provides it.
            var providers = declared.Type == "consumesApi" ? catalog.Find(declared.Target)?.Relations.Where(static r => r.Type == "apiProvidedBy").Select(static r => r.Target).ToList() ?? [] : [];
            foreach (var target in providers.Count > 0 ? providers : [declared.Target])
            {
                yield return seen.Remove(target.Id, out var shown)
                    ? new ServiceDependency(target, DependencyKnown.Both, shown.Count, shown.Shown)
                    : new ServiceDependency(target, DependencyKnown.Declared, 0, []);
            }
        }

        foreach (var (to, count, shown) in seen.Values.OrderBy(static d => d.To.Reference.Id, StringComparer.Ordinal))
        {
            yield return new ServiceDependency(to.Reference, DependencyKnown.Seen, count, shown);
        }
    }
}
