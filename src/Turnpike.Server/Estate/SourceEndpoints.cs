using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Turnpike.Formats;
using Turnpike.Governance;
using Turnpike.Governance.Access;
using Turnpike.Inventory.Scans;
using Turnpike.Inventory.Sources;
using Turnpike.Server.Access;
using Turnpike.Server.Api;
using Turnpike.Server.Scans;

namespace Turnpike.Server.Estate;

/// <summary>States and manifests in.</summary>
internal static class SourceEndpoints
{
    public static void Map(RouteGroupBuilder sources)
    {
        sources.MapPost("", ReceiveAsync).Requires(Permission.Push).TakesUpload()
            .WithName("push-source").WithSummary("Push a Terraform state, Kubernetes manifests, expanded code, or what a scanner reported: the body is the file").Produces<SourceReceiptResource>();
        sources.MapDelete("", RemoveAsync).Requires(Permission.Push)
            .WithName("remove-source").WithSummary("Take a source and its resources out of the estate of now").Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> ReceiveAsync(
        HttpContext http,
        [FromQuery(Name = "scope")] string scope,
        [FromQuery(Name = "name")] string name,
        [FromQuery(Name = "change")] string? change,
        ReceiveSource receive,
        ReceiveScan receiveScan,
        ScanEstate scans,
        CancellationToken cancellationToken)
    {
        var caller = http.Caller();
        if (caller.RefusalToPush(scope) is { } refusal)
        {
            return Problems.From(refusal);
        }

        var body = await RequestBody.ReadAsync(http, cancellationToken);
        if (InputReader.IsReport(body))
        {
            return await receiveScan.RunAsync(caller.Principal.Id, new SourcePush(scope, name, body, change), cancellationToken) switch
            {
                ScanOutcome.Received received => Results.Ok(ScanViews.Of(scope, name, received, await scans.AtAsync(cancellationToken))),
                ScanOutcome.Refused { Code: "invalid" } refused => Problems.Of(refused.Code, refused.Message, refused.Diagnostics),
                ScanOutcome.Refused refused => Problems.From(new Refusal(refused.Code, refused.Message)),
                var other => throw new InvalidOperationException(other.ToString()),
            };
        }

        return await receive.RunAsync(caller.Principal.Id, new SourcePush(scope, name, body, change), cancellationToken) switch
        {
            SourceOutcome.Received received => Results.Ok(EstateViews.Of(received.Receipt)),
            SourceOutcome.Refused { Code: "invalid" } refused => Problems.Of(refused.Code, refused.Message, refused.Diagnostics),
            SourceOutcome.Refused refused => Problems.From(new Refusal(refused.Code, refused.Message)),
            var other => throw new InvalidOperationException(other.ToString()),
        };
    }

    private static async Task<IResult> RemoveAsync(
        HttpContext http,
        [FromQuery(Name = "scope")] string scope,
        [FromQuery(Name = "name")] string name,
        [FromQuery(Name = "reason")] string? reason,
        RemoveSource remove,
        RemoveScan removeScan,
        ScanProjection scans,
        CancellationToken cancellationToken)
    {
        var caller = http.Caller();
        if (caller.RefusalToPush(scope) is { } refusal)
        {
            return Problems.From(refusal);
        }

        var removal = scans.Of(scope, name).Count > 0
            ? await removeScan.RunAsync(caller.Principal.Id, scope, name, reason ?? "", cancellationToken)
            : await remove.RunAsync(caller.Principal.Id, scope, name, reason ?? "", cancellationToken);
        return removal.Code is { } code ? Problems.From(new Refusal(code, removal.Message!)) : Results.NoContent();
    }
}
