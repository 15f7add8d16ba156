using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
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
        routes.MapGet("/readyz", static (NodeState state) => state is { CaughtUp.IsCompleted: true, Fault: null }
                ? Results.Text("ready\n")
                : Results.Text("not ready\n", statusCode: StatusCodes.Status503ServiceUnavailable))
            .IsOpen("says only whether the node takes requests").WithMetadata(new AnswersWhileStarting());
    }
}
