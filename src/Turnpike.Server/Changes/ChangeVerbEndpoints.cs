using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Turnpike.Delivery.Applying;
using Turnpike.Delivery.Changes;
using Turnpike.Delivery.Deciding;
using Turnpike.Delivery.Places;
using Turnpike.Governance.Access;
using Turnpike.Governance.Decisions;
using Turnpike.Server.Access;
using Turnpike.Server.Api;

namespace Turnpike.Server.Changes;

/// <summary>What people do with changes.</summary>
internal static class ChangeVerbEndpoints
{
    public static void Map(RouteGroupBuilder changes)
    {
        changes.MapPost("/{id}/decisions", DecideAsync).Requires(Permission.DecideChanges)
            .WithName("decide-on-change").WithSummary("Approve or reject, bound to what was seen").Produces<ChangeDecisionResource>(StatusCodes.Status201Created);
        changes.MapPost("/{id}/comments", CommentAsync).Requires(Permission.Comment)
            .WithName("comment-on-change").WithSummary("Say something about a change").Produces<ChangeDetailResource>(StatusCodes.Status201Created);
        changes.MapPost("/{id}/waivers", WaiveAsync).Requires(Permission.GrantExceptions)
            .WithName("waive-finding").WithSummary("Grant an exception for one finding, and judge the change again").Produces<ChangeResource>(StatusCodes.Status201Created);
        changes.MapPut("/{id}/places", PlaceAsync).Requires(Permission.Push).AddEndpointFilter(KeepToScopeAsync).TakesUpload()
            .WithName("place-change").WithSummary("Say where in the code the resources of a plan are written: the body is a map of places").Produces<ChangeResource>();
        changes.MapPost("/{id}/applied", AppliedAsync).Requires(Permission.Push).AddEndpointFilter(KeepToScopeAsync)
            .WithName("mark-change-applied").WithSummary("Record that a change was carried out").Produces<ChangeResource>();
        changes.MapPost("/{id}/withdrawn", WithdrawAsync).Requires(Permission.Push).AddEndpointFilter(KeepToScopeAsync)
            .WithName("withdraw-change").WithSummary("Take a change back").Produces<ChangeResource>();
    }

    private static async Task<IResult> DecideAsync(HttpContext http, string id, DecisionInput input, DecideOnChange decide, CancellationToken cancellationToken)
    {
        if (input.Verdict is not ("approve" or "reject"))
        {
            return Problems.Of(StatusCodes.Status422UnprocessableEntity, "malformed", "The verdict is approve or reject.", new ProblemPart("/verdict", "expected approve or reject"));
        }

        var verdict = input.Verdict == "approve" ? Verdict.Approve : Verdict.Reject;
        var outcome = await decide.RunAsync(http.Caller().Principal, id, verdict, input.Reason, input.Inputs, cancellationToken);
        return outcome.Answer(d => Results.Created($"/api/v1/decisions/{d.Id}", ChangeViews.Of(d, d.Inputs)));
    }

    private static async Task<IResult> CommentAsync(HttpContext http, string id, CommentInput input, CommentOnChange comment, ChangeViews views, CancellationToken cancellationToken)
    {
        var principal = http.Caller().Principal;
        var outcome = await comment.RunAsync(principal, id, input.Text, cancellationToken);
        return outcome.Answer(c => Results.Created($"/api/v1/changes/{id}", views.Detail(c, principal)));
    }

    private static async Task<IResult> WaiveAsync(HttpContext http, string id, FindingWaiverInput input, WaiveFinding waive, ChangeViews views, CancellationToken cancellationToken)
    {
        var outcome = await waive.RunAsync(http.Caller().Principal, id, input.Fingerprint, input.Reason, input.Owner, input.Expires, cancellationToken);
        return outcome.Answer(w => Results.Created($"/api/v1/exceptions/{w.Exception.Id}", views.Of(w.Change)));
    }

    private static async Task<IResult> PlaceAsync(HttpContext http, string id, PlaceChange place, ChangeViews views, CancellationToken cancellationToken)
    {
        var outcome = await place.RunAsync(http.Caller().Principal, id, await RequestBody.ReadAsync(http, cancellationToken), cancellationToken);
        return outcome.Ok(views.Of);
    }

    private static async Task<IResult> AppliedAsync(HttpContext http, string id, AppliedInput input, MarkApplied mark, ChangeViews views, CancellationToken cancellationToken)
    {
        var outcome = await mark.RunAsync(http.Caller().Principal, id, input.Evidence, cancellationToken);
        return outcome.Ok(views.Of);
    }

    private static async Task<IResult> WithdrawAsync(HttpContext http, string id, WithdrawalInput input, WithdrawChange withdraw, ChangeViews views, CancellationToken cancellationToken)
    {
        var outcome = await withdraw.RunAsync(http.Caller().Principal, id, input.Reason, cancellationToken);
        return outcome.Ok(views.Of);
    }

    // A token that pushes to some scopes speaks for the changes of no other.
    private static async ValueTask<object?> KeepToScopeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var change = http.RequestServices.GetRequiredService<ChangeProjection>().Find((string)http.Request.RouteValues["id"]!);
        return change is not null && http.Caller().RefusalToPush(change.Judged.Scope) is { } refusal ? Problems.From(refusal) : await next(context);
    }
}
