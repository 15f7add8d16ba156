using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Turnpike.Governance.Access;
using Turnpike.Governance.People;
using Turnpike.Server.Access;
using Turnpike.Server.Api;

namespace Turnpike.Server.Governance;

internal static class PeopleEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var people = routes.MapGroup(ApiModule.Prefix + "/people").WithTags("Governance");
        people.MapGet("", List).Requires(Permission.ReadGovernance).Produces<Page<PersonResource>>()
            .WithSummary("Everybody who has signed in, by name.");
        people.MapGet("/{id}", static (string id, HttpContext http, PeopleProjection all) =>
                all.Find(id) is { } found ? ETags.Answer(http, PersonResource.Of(found, all)) : Problems.NotFound($"Nobody called {id} has signed in."))
            .Requires(Permission.ReadGovernance).Produces<PersonResource>()
            .WithSummary("One person.");

        var teams = routes.MapGroup(ApiModule.Prefix + "/teams").WithTags("Governance");
        teams.MapGet("", static ([AsParameters] PageRequest page, PeopleProjection all) => Results.Ok(Paging.Cut(Sorted(all.Teams(), t => t.Name, t => t.Id), page, static t => SortKey.Of(t.Name, t.Id)).Select(TeamResource.Of)))
            .Requires(Permission.ReadGovernance).Produces<Page<TeamResource>>()
            .WithSummary("The teams, by name.");
        teams.MapGet("/{id}", static (string id, HttpContext http, PeopleProjection all) =>
                all.FindTeam(id) is { } found ? ETags.Answer(http, TeamResource.Of(found)) : NoTeam(id))
            .Requires(Permission.ReadGovernance).Produces<TeamResource>()
            .WithSummary("One team.");
        teams.MapPut("/{id}", PutAsync).Requires(Permission.ManageRights).RequiresIfMatch().Produces<TeamResource>().Produces<TeamResource>(StatusCodes.Status201Created)
            .WithSummary("Changes a team; without If-Match, makes a new one with this id.");
        teams.MapDelete("/{id}", DeleteAsync).Requires(Permission.ManageRights).RequiresIfMatch().Produces(StatusCodes.Status204NoContent)
            .WithSummary("Removes a team.");
    }

    private static IResult List(string? q, [AsParameters] PageRequest page, PeopleProjection people)
    {
        var found = people.People().Where(p => q is null || p.Id.Contains(q, StringComparison.OrdinalIgnoreCase) || p.Name.Contains(q, StringComparison.OrdinalIgnoreCase));
        return Results.Ok(Paging.Cut(Sorted(found, p => p.Name, p => p.Id), page, static p => SortKey.Of(p.Name, p.Id)).Select(p => PersonResource.Of(p, people)));
    }

    // Cursors go by ordinal order.
    private static IOrderedEnumerable<T> Sorted<T>(IEnumerable<T> items, Func<T, string> name, Func<T, string> id) => items.OrderBy(i => SortKey.Of(name(i), id(i)), StringComparer.Ordinal);

    private static async Task<IResult> PutAsync(string id, TeamRequest request, HttpContext http, DefineTeam define, PeopleProjection people, CancellationToken cancellationToken)
    {
        var known = people.FindTeam(id);
        if (known is not null && ETags.RequireMatch(http, TeamResource.Of(known)) is { } problem)
        {
            return problem;
        }

        if (known is null && http.Request.Headers.IfMatch.Count > 0)
        {
            return Problems.Of(StatusCodes.Status412PreconditionFailed, "changed-meanwhile", $"There is no team {id}.");
        }

        var defined = await define.RunAsync(http.Caller().Principal, new TeamDefined(id, request.Name, request.Groups, request.Members, request.Contact), cancellationToken);
        return known is null ? defined.Answer(static t => Results.Created($"{ApiModule.Prefix}/teams/{t.Id}", TeamResource.Of(t))) : defined.Ok(TeamResource.Of);
    }

    private static async Task<IResult> DeleteAsync(string id, HttpContext http, RemoveTeam remove, PeopleProjection people, CancellationToken cancellationToken) =>
        people.FindTeam(id) is not { } known ? NoTeam(id)
        : ETags.RequireMatch(http, TeamResource.Of(known)) ?? (await remove.RunAsync(http.Caller().Principal, id, cancellationToken)).Answer(static _ => Results.NoContent());

    private static IResult NoTeam(string id) => Problems.NotFound($"There is no team {id}.");
}
