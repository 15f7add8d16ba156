using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Turnpike.Governance.Access;
using Turnpike.Server.Access;
using Turnpike.Server.Api;

namespace Turnpike.Server;

/// <summary>For whoever watches or balances nodes.</summary>
internal static class HealthEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/healthz", static () => Results.Text("ok\n"))
            .IsOpen("says only that the process runs").WithMetadata(new AnswersWhileStarting());
        routes.MapGet("/readyz", ReadyAsync)
            .IsOpen("says only whether the node takes requests; details are for whoever operates it").WithMetadata(new AnswersWhileStarting());
    }

    private static async Task<IResult> ReadyAsync(HttpContext http, NodeReadiness readiness, CancellationToken cancellationToken)
    {
        var found = await readiness.LookAsync(cancellationToken);
        var status = found.IsReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        http.Response.Headers.CacheControl = "no-store";
        return http.CallerOrNull()?.May(Permission.Operate) == true
            ? Results.Json(found, statusCode: status)
            : Results.Text(found.IsReady ? "ready\n" : "not ready\n", statusCode: status);
    }
}
