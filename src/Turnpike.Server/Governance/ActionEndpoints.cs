using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Turnpike.Governance.Access;
using Turnpike.Governance.Actions;
using Turnpike.Server.Access;
using Turnpike.Server.Api;

namespace Turnpike.Server.Governance;

internal static class ActionEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var actions = routes.MapGroup(ApiModule.Prefix + "/actions").WithTags("Governance");
        actions.MapGet("", List).Requires(Permission.ReadGovernance).Produces<Page<ActionResource>>()
            .WithSummary("Actions by their day, the next first.");
        actions.MapGet("/{id}", static (string id, HttpContext http, ActionProjection all, TimeProvider time) =>
                all.Find(id) is { } found ? ETags.Answer(http, ActionResource.Of(found, time.GetUtcNow())) : NotFound(id))
            .Requires(Permission.ReadGovernance).Produces<ActionResource>()
            .WithSummary("One action.");
        actions.MapPost("", OpenAsync).Requires(Permission.ManageActions).Produces<ActionResource>(StatusCodes.Status201Created)
            .WithSummary("Opens an action.");
        actions.MapPatch("/{id}", ChangeAsync).Requires(Permission.ManageActions).RequiresIfMatch().Produces<ActionResource>()
            .WithSummary("Gives an action another owner or another day.");
        actions.MapPost("/{id}/completion", CompleteAsync).Requires(Permission.ManageActions).Produces<ActionResource>()
            .WithSummary("Says that an action is done, and what shows it: its owner does.");
        actions.MapPost("/{id}/verification", VerifyAsync).Requires(Permission.ManageActions).Produces<ActionResource>()
            .WithSummary("Closes an action that is done, or sends it back: somebody else than whoever did it.");
    }

    private static IResult List(string? state, string? owner, string? origin, bool? overdue, [AsParameters] PageRequest page, ActionProjection actions, TimeProvider time)
    {
        var now = time.GetUtcNow();
        var wanted = Query.Enum<ActionState>("state", state);
        var found = actions.All().Where(a =>
            (wanted is null || a.State == wanted) && (owner is null || a.Owner == owner) && (origin is null || a.Origin == origin) && (overdue is null || a.IsOverdue(now) == overdue));
        return Results.Ok(Paging.Cut(found, page, static a => SortKey.Of(a.Due, a.Id)).Select(a => ActionResource.Of(a, now)));
    }

    private static async Task<IResult> OpenAsync(ActionOpenRequest request, HttpContext http, OpenAction open, TimeProvider time, CancellationToken cancellationToken) =>
        (await open.RunAsync(http.Caller().Principal, request.Title, request.Owner, request.Due, request.Origin, cancellationToken))
            .Answer(a => Results.Created($"{ApiModule.Prefix}/actions/{a.Id}", ActionResource.Of(a, time.GetUtcNow())));

    private static async Task<IResult> ChangeAsync(string id, ActionChangeRequest request, HttpContext http, ChangeAction change, ActionProjection actions, TimeProvider time, CancellationToken cancellationToken)
    {
        if (actions.Find(id) is not { } known)
        {
            return NotFound(id);
        }

        return ETags.RequireMatch(http, ActionResource.Of(known, time.GetUtcNow()))
            ?? (await change.RunAsync(http.Caller().Principal, id, request.Owner, request.Due, request.Reason, cancellationToken)).Ok(a => ActionResource.Of(a, time.GetUtcNow()));
    }

    private static async Task<IResult> CompleteAsync(string id, ActionCompletionRequest request, HttpContext http, CompleteAction complete, TimeProvider time, CancellationToken cancellationToken) =>
        (await complete.RunAsync(http.Caller().Principal, id, request.Evidence, cancellationToken)).Ok(a => ActionResource.Of(a, time.GetUtcNow()));

    private static async Task<IResult> VerifyAsync(string id, ActionVerificationRequest request, HttpContext http, VerifyAction verify, TimeProvider time, CancellationToken cancellationToken) =>
        (await verify.RunAsync(http.Caller().Principal, id, request.IsConfirmed, request.Note, cancellationToken)).Ok(a => ActionResource.Of(a, time.GetUtcNow()));

    private static IResult NotFound(string id) => Problems.NotFound($"There is no action {id}.");
}
