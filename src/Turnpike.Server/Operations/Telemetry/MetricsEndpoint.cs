using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Turnpike.Governance.Access;
using Turnpike.Server.Access;
using Turnpike.Server.Api;

namespace Turnpike.Server.Operations.Telemetry;

/// <summary>The page that Prometheus reads.</summary>
internal static class MetricsEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/metrics", Answer)
            .IsOpen("asks for the permission operate itself, or lets whoever calls from this machine in where the setting metrics-open says so")
            .WithMetadata(new AnswersWhileStarting()).ExcludeFromDescription();

    private static IResult Answer(HttpContext http, MetricTable table, ServerSettings settings)
    {
        if (http.CallerOrNull()?.May(Permission.Operate) == true || (settings.Operations.MetricsOpen && IsHere(http)))
        {
            return Results.Text(PrometheusText.Write(table), PrometheusText.MediaType);
        }

        return http.CallerOrNull() is null
            ? Problems.Of(StatusCodes.Status401Unauthorized, "not-signed-in", "Send a token with the permission operate: Authorization: Bearer tpk_… . The setting metrics-open shows metrics to whoever calls from this machine.")
            : Problems.Of(StatusCodes.Status403Forbidden, "permission-missing", "This needs the permission operate.");
    }

    // A proxy on this machine calls for others, and says so.
    private static bool IsHere(HttpContext http) =>
        http.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
        && !http.Request.Headers.ContainsKey("X-Forwarded-For") && !http.Request.Headers.ContainsKey("Forwarded");
}
