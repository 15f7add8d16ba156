using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Turnpike.Server.Operations.Telemetry;

/// <summary>Measures requests. The route's pattern stands for the address, which anybody can make up.</summary>
internal sealed class RequestMetrics(RequestDelegate next)
{
    private const string EventStream = "text/event-stream";

    public async Task InvokeAsync(HttpContext http)
    {
        var start = Stopwatch.GetTimestamp();
        try
        {
            await next(http);
        }
        finally
        {
            var route = (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText?.TrimEnd('/') ?? "none";
            if (http.Response.ContentType?.StartsWith(EventStream, StringComparison.Ordinal) != true)
            {
                Sources.RequestSeconds.Record(
                    Stopwatch.GetElapsedTime(start).TotalSeconds,
                    new KeyValuePair<string, object?>("method", Method(http.Request.Method)),
                    new KeyValuePair<string, object?>("route", route),
                    new KeyValuePair<string, object?>("status", http.Response.StatusCode));
            }

            // The host's own, which carries on the trace of whoever calls.
            if (Activity.Current is { IsAllDataRequested: true } activity)
            {
                activity.DisplayName = $"{Method(http.Request.Method)} {route}";
                activity.SetTag("http.request.method", Method(http.Request.Method)).SetTag("http.route", route).SetTag("http.response.status_code", http.Response.StatusCode);
                activity.SetStatus(http.Response.StatusCode >= StatusCodes.Status500InternalServerError ? ActivityStatusCode.Error : ActivityStatusCode.Unset);
            }
        }
    }

    // A method is a word that the client chooses.
    private static string Method(string method) => method is "GET" or "HEAD" or "POST" or "PUT" or "PATCH" or "DELETE" or "OPTIONS" ? method : "OTHER";
}
