using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Turnpike.Catalog;
using Turnpike.Catalog.Export;
using Turnpike.Catalog.Model;
using Turnpike.Catalog.Parts;
using Turnpike.Catalog.Teams;
using Turnpike.Formats.Backstage;
using Turnpike.Governance.Access;
using Turnpike.Governance.People;
using Turnpike.Server.Access;
using Turnpike.Server.Api;
using Turnpike.Text;

namespace Turnpike.Server.Catalog;

/// <summary>Services and teams.</summary>
internal static class CatalogEndpoints
{
    private const string One = "/entities/{kind}/{namespace}/{name}";

    public static void Map(RouteGroupBuilder catalog)
    {
        catalog.MapGet("/entities", ListAsync).Requires(Permission.ReadEstate)
            .WithName("list-entities").WithSummary("The entities of the catalog, by kind and name").Produces<Page<EntityResource>>();
        catalog.MapGet(One, ShowAsync).Requires(Permission.ReadEstate)
            .WithName("get-entity").WithSummary("An entity: as it is written, its relations from both ends, what it depends on by word and by sight").Produces<EntityDetailResource>();
        catalog.MapGet(One + "/resources", PartsAsync).Requires(Permission.ReadEstate)
            .WithName("list-entity-resources").WithSummary("The resources that an entity is made of, each with why").Produces<Page<EntityPartResource>>();
        catalog.MapPut(One, DefineAsync).Requires(Permission.ManageActions)
            .WithName("define-entity").WithSummary("Make an entity in Turnpike, or change one that was made there; the body is the entity, as JSON or YAML").Accepts<object>("application/json", "application/yaml").Produces<EntityDetailResource>();
        catalog.MapDelete(One, RemoveAsync).Requires(Permission.ManageActions)
            .WithName("remove-entity").WithSummary("Take out an entity that was made in Turnpike").Produces(StatusCodes.Status204NoContent);
        catalog.MapGet("/problems", ProblemsAsync).Requires(Permission.ReadEstate)
            .WithName("get-catalog-problems").WithSummary("What is wrong with entities, and names that are written in several places").Produces<CatalogProblemsResource>();
        catalog.MapGet("/teams", TeamsAsync).Requires(Permission.ReadEstate)
            .WithName("list-catalog-teams").WithSummary("Whoever owns something: groups of the catalog, teams, names that tags say").Produces<Page<CatalogTeamResource>>();
        catalog.MapGet("/export", ExportAsync).Requires(Permission.ReadEstate)
            .WithName("export-catalog").WithSummary("The catalog as a file of Backstage, on demand with owned databases, buckets and queues").Produces<string>(contentType: "application/yaml");
    }

    private static async Task<IResult> ListAsync([AsParameters] PageRequest page, [AsParameters] EntityQuery query, ReadCatalog read, CancellationToken cancellationToken)
    {
        var catalog = await read.AtAsync(null, cancellationToken);
        return Results.Ok(Paging.Cut(catalog.Items.Where(query.Matches).OrderBy(static i => i.Reference.Id, StringComparer.Ordinal), page, static i => i.Reference.Id).Select(i => CatalogViews.Of(catalog, i)));
    }

    private static async Task<IResult> ShowAsync(HttpContext http, [AsParameters] EntityRoute route, ReadCatalog read, CancellationToken cancellationToken)
    {
        var catalog = await read.AtAsync(null, cancellationToken);
        return catalog.Find(route.Reference) is { } item ? ETags.Answer(http, CatalogViews.Detail(catalog, item)) : Missing(route);
    }

    private static async Task<IResult> PartsAsync([AsParameters] EntityRoute route, [AsParameters] PageRequest page, ReadCatalog read, CancellationToken cancellationToken)
    {
        var catalog = await read.AtAsync(null, cancellationToken);
        return catalog.Find(route.Reference) is { } item
            ? Results.Ok(Paging.Cut(ServiceParts.Of(catalog, item).Parts.Select(CatalogViews.Of).OrderBy(static p => p.Key, StringComparer.Ordinal), page, static p => p.Key))
            : Missing(route);
    }

    private static async Task<IResult> DefineAsync(HttpContext http, [AsParameters] EntityRoute route, DefineEntity define, ReadCatalog read, CancellationToken cancellationToken)
    {
        var faults = new DiagnosticBag();
        var file = CatalogFile.Read(new SourceText("entity", await RequestBody.ReadAsync(http, cancellationToken)), faults);
        if (faults.HasErrors || file.Entities is not [var entity])
        {
            return Problems.Of("entity-invalid", "The body is not one entity of Backstage.", [.. faults]);
        }

        if (entity.Reference.Id != route.Reference.Id)
        {
            return Problems.Of(StatusCodes.Status422UnprocessableEntity, "entity-invalid", $"The body is {entity.Reference}, the address says {route.Reference}.");
        }

        var made = await define.RunAsync(http.Caller().Principal.Id, entity.Content, cancellationToken);
        var catalog = await read.AtAsync(null, cancellationToken);
        return made.Ok(item => CatalogViews.Detail(catalog, item));
    }

    private static async Task<IResult> RemoveAsync(HttpContext http, [AsParameters] EntityRoute route, [FromQuery(Name = "reason")] string? reason, DefineEntity define, CancellationToken cancellationToken) =>
        await define.RemoveAsync(http.Caller().Principal.Id, route.Reference, reason ?? "", cancellationToken) is { } refusal ? Problems.From(refusal) : Results.NoContent();

    private static async Task<IResult> ProblemsAsync(HttpContext http, ReadCatalog read, CancellationToken cancellationToken)
    {
        var catalog = await read.AtAsync(null, cancellationToken);
        return ETags.Answer(http, new CatalogProblemsResource([.. catalog.Conflicts.Select(static c => new EntityConflictResource(c.Reference.ToString(), c.Places))], [.. catalog.Faults.Select(CatalogViews.Of)]));
    }

    private static async Task<IResult> TeamsAsync([AsParameters] PageRequest page, ReadCatalog read, PeopleProjection people, CancellationToken cancellationToken)
    {
        var teams = CatalogTeam.All(await read.AtAsync(null, cancellationToken), people, cancellationToken);
        return Results.Ok(Paging.Cut(teams.OrderBy(static t => t.Name, StringComparer.Ordinal), page, static t => t.Name).Select(CatalogViews.Of));
    }

    private static async Task<IResult> ExportAsync([FromQuery(Name = "kind")] string? kind, [FromQuery(Name = "resources")] bool? resources, ReadCatalog read, CancellationToken cancellationToken)
    {
        var catalog = await read.AtAsync(null, cancellationToken);
        var entities = ExportCatalog.Entities(catalog, kind).Concat(resources == true ? ExportCatalog.Resources(catalog) : []);
        return Results.File(Encoding.UTF8.GetBytes(CatalogWriter.Write(entities)), "application/yaml; charset=utf-8", "catalog-info.yaml");
    }

    private static IResult Missing(EntityRoute route) => Problems.NotFound($"The catalog has no {route.Reference}.");
}

/// <summary>Where one entity is.</summary>
internal readonly record struct EntityRoute([FromRoute(Name = "kind")] string Kind, [FromRoute(Name = "namespace")] string Namespace, [FromRoute(Name = "name")] string Name)
{
    public EntityReference Reference => new(Kind, Namespace, Name);
}

/// <summary>Which entities. Absent members let every one through.</summary>
/// <param name="Owner">As entities write it or without what is around the name.</param>
/// <param name="Text">In the reference or the title, whatever the case.</param>
internal readonly record struct EntityQuery([FromQuery(Name = "kind")] string? Kind, [FromQuery(Name = "owner")] string? Owner, [FromQuery(Name = "q")] string? Text)
{
    public bool Matches(CatalogItem item) =>
        (Kind is null || string.Equals(item.Kind, Kind, StringComparison.OrdinalIgnoreCase))
        && (Owner is null || (item.Owner is { } owner && (string.Equals(owner.Name, Owner, StringComparison.OrdinalIgnoreCase) || owner.Id.Equals(Owner, StringComparison.OrdinalIgnoreCase))))
        && (Text is null || item.Reference.ToString().Contains(Text, StringComparison.OrdinalIgnoreCase) || item.Title.Contains(Text, StringComparison.OrdinalIgnoreCase));
}
