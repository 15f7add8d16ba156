using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Turnpike.Catalog;
using Turnpike.Catalog.Model;
using Turnpike.Catalog.Parts;
using Turnpike.Catalog.Teams;
using Turnpike.Governance.Access;
using Turnpike.Governance.People;
using Turnpike.Server.Access;
using Turnpike.Web.Access;
using Turnpike.Web.Catalog;

namespace Turnpike.Server.Pages;

/// <summary>Services, teams, and what is wrong with what describes them.</summary>
internal sealed class CatalogPages(Visits visits, ReadCatalog read, PeopleProjection people)
{
    private const int Shown = 50;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/catalog", ([FromServices] CatalogPages pages, HttpContext http) => pages.ListAsync(http)).Requires(Permission.ReadEstate);
        routes.MapGet("/catalog/entity", ([FromServices] CatalogPages pages, HttpContext http) => pages.EntityAsync(http)).Requires(Permission.ReadEstate);
        routes.MapGet("/catalog/teams", ([FromServices] CatalogPages pages, HttpContext http) => pages.TeamsAsync(http)).Requires(Permission.ReadEstate);
        routes.MapGet("/catalog/teams/{name}", ([FromServices] CatalogPages pages, HttpContext http, string name) => pages.TeamAsync(http, name)).Requires(Permission.ReadEstate);
        routes.MapGet("/catalog/problems", ([FromServices] CatalogPages pages, HttpContext http) => pages.ProblemsAsync(http)).Requires(Permission.ReadEstate);
    }

    private async Task<IResult> ListAsync(HttpContext http)
    {
        var catalog = await read.AtAsync(null, http.RequestAborted);
        var (kind, search) = (http.Request.Query["kind"].ToString(), http.Request.Query["q"].ToString().Trim());
        kind = kind.Length == 0 ? "Component" : kind;
        var found = catalog.Items.Where(i => (kind == "all" || i.Kind == kind) && Holds(i, search)).OrderBy(static i => i.Title, StringComparer.OrdinalIgnoreCase).ThenBy(static i => i.Reference.Id, StringComparer.Ordinal).ToList();
        var skip = int.TryParse(http.Request.Query["skip"], NumberStyles.None, CultureInfo.InvariantCulture, out var from) ? Math.Min(from, found.Count) : 0;
        return Rendered.Page<CatalogPage>(
            200,
            ("Visit", visits.Of(http)),
            ("Catalog", catalog),
            ("Items", (IReadOnlyList<CatalogItem>)[.. found.Skip(skip).Take(Shown)]),
            ("Total", found.Count),
            ("Skip", skip),
            ("Search", search.Length == 0 ? null : search),
            ("Kind", kind));
    }

    private async Task<IResult> EntityAsync(HttpContext http)
    {
        var catalog = await read.AtAsync(null, http.RequestAborted);
        return catalog.FindAny(http.Request.Query["ref"].ToString()) is { } item
            ? Rendered.Page<EntityPage>(
                200,
                ("Visit", visits.Of(http)),
                ("Item", item),
                ("Parts", ServiceParts.Of(catalog, item)),
                ("AlsoIn", (IReadOnlyList<string>)[.. catalog.Conflicts.Where(c => c.Reference.Id == item.Reference.Id).SelectMany(static c => c.Places.Skip(1))]))
            : Missing(http, "The catalog has no such entity.");
    }

    private async Task<IResult> TeamsAsync(HttpContext http) =>
        Rendered.Page<TeamsPage>(200, ("Visit", visits.Of(http)), ("Teams", CatalogTeam.All(await read.AtAsync(null, http.RequestAborted), people, http.RequestAborted)));

    private async Task<IResult> TeamAsync(HttpContext http, string name) =>
        CatalogTeam.All(await read.AtAsync(null, http.RequestAborted), people, http.RequestAborted).FirstOrDefault(t => string.Equals(t.Name, name, StringComparison.OrdinalIgnoreCase) || string.Equals(t.Group?.Reference.Name, name, StringComparison.OrdinalIgnoreCase)) is { } team
            ? Rendered.Page<TeamPage>(200, ("Visit", visits.Of(http)), ("Team", team))
            : Missing(http, "Nobody of that name owns anything, and neither the catalog nor Turnpike has such a team.");

    private async Task<IResult> ProblemsAsync(HttpContext http) =>
        Rendered.Page<CatalogProblemsPage>(200, ("Visit", visits.Of(http)), ("Catalog", await read.AtAsync(null, http.RequestAborted)));

    private IResult Missing(HttpContext http, string detail) => Rendered.Page<RefusedPage>(404, ("Visit", visits.Of(http)), ("Status", 404), ("Detail", detail));

    private static bool Holds(CatalogItem item, string text) =>
        text.Length == 0 || item.Reference.ToString().Contains(text, StringComparison.OrdinalIgnoreCase) || item.Title.Contains(text, StringComparison.OrdinalIgnoreCase) || item.Owner?.Name.Contains(text, StringComparison.OrdinalIgnoreCase) == true;
}
