using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Turnpike.Governance.Access;
using Turnpike.Server.Access;
using Turnpike.Server.Api;

namespace Turnpike.Server.Operations.Retention;

/// <summary>While it is in force nothing is deleted, whatever the retention says.</summary>
public sealed record HoldResource(string Id, string Reason, string By, DateTimeOffset Since)
{
    internal static HoldResource Of(RetentionHold hold) => new(hold.Id, hold.Reason, hold.By, hold.Since);
}

public sealed record HoldRequest(string Reason);

internal static class HoldEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var holds = routes.MapGroup(ApiModule.Prefix + "/operations/holds").Requires(Permission.Operate).WithTags("operations");
        holds.MapGet("", static (RetentionHolds holds) => new Page<HoldResource>([.. holds.InForce.Select(HoldResource.Of)], null))
            .WithName("list-holds").WithSummary("The holds in force: with one, no attachment is deleted");
        holds.MapPost("", static async (HttpContext http, HoldRequest request, HoldRetention hold, CancellationToken cancellationToken) =>
                (await hold.BeginAsync(http.Caller().Principal, request.Reason, cancellationToken)).Answer(static made => Results.Json(HoldResource.Of(made), statusCode: StatusCodes.Status201Created)))
            .WithName("begin-hold").WithSummary("Keeps every attachment from now on, until the hold is ended").Produces<HoldResource>(StatusCodes.Status201Created);
        holds.MapPost("/{id}/end", static async (HttpContext http, string id, HoldRequest request, HoldRetention hold, CancellationToken cancellationToken) =>
                (await hold.EndAsync(http.Caller().Principal, id, request.Reason, cancellationToken)).Ok(HoldResource.Of))
            .WithName("end-hold").WithSummary("Ends a hold; without another, retention goes on").Produces<HoldResource>();
    }
}
