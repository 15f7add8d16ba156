using Turnpike.Catalog.Model;
using Turnpike.Catalog.Parts;
using Turnpike.Catalog.Teams;
using Turnpike.Server.Estate;

namespace Turnpike.Server.Catalog;

/// <summary>The catalog as the API shows it.</summary>
internal static class CatalogViews
{
    public static EntityResource Of(CatalogModel catalog, CatalogItem item) => new(
        item.Reference.ToString(),
        item.Kind,
        item.Reference.Namespace,
        item.Reference.Name,
        item.Title,
        item.Description,
        item.Type,
        item.Lifecycle,
        item.Owner?.ToString(),
        item.System?.ToString(),
        item.Place,
        item.IsOwn,
        catalog.CountOf(item),
        item.Faults.Count);

    public static EntityDetailResource Detail(CatalogModel catalog, CatalogItem item) => new(
        Of(catalog, item),
        EstateViews.Json(item.Written()),
        [.. item.Relations.Select(static r => new EntityRelationResource(r.Type, r.Target.ToString(), r.IsKnown, r.IsDeclared))],
        [.. ServiceParts.Of(catalog, item).Dependencies.Select(static d => new EntityDependencyResource(d.Target.ToString(), d.Known, d.Relations, [.. d.Shown.Select(static s => new EntityDependencyShown(s.From.Key.ToString(), s.To.Key.ToString()))]))],
        [.. item.Faults.Select(Of)],
        [.. catalog.Conflicts.Where(c => c.Reference.Id == item.Reference.Id).SelectMany(static c => c.Places.Skip(1))]);

    public static EntityPartResource Of(ServicePart part) => new(
        part.Resource.Row.Key.ToString(), part.Resource.Row.Type, part.Resource.Row.Name ?? part.Resource.Observed?.Name, part.Resource.Status, part.Certainty, part.How);

    public static EntityFaultResource Of(CatalogFault fault) => new(fault.Reference.ToString(), fault.Place, fault.Path, fault.Says, fault.Help);

    public static CatalogTeamResource Of(CatalogTeam team) => new(
        team.Name, team.Title, team.Group?.Reference.ToString(), team.Team?.Id, team.Contact, team.Members, [.. team.Owns.Select(static o => o.Reference.ToString())], team.Resources);
}
