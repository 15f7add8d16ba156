using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Turnpike.Server.Access;

namespace Turnpike.Server.Api;

/// <summary>One line a request. The route's pattern stands for the address, which may hold a token.</summary>
internal sealed partial class RequestLog(RequestDelegate next, TimeProvider time, ILogger<RequestLog> log)
{
    public const string TraceHeader = "Trace-Id";

    public async Task InvokeAsync(HttpContext http)
    {
        var start = time.GetTimestamp();
        http.Response.OnStarting(
            static state =>
            {
                var context = (HttpContext)state;
                context.Response.Headers[TraceHeader] = Problems.TraceId(context);
                return Task.CompletedTask;
            },
            http);
        try
        {
            await next(http);
        }
        finally
        {
            var milliseconds = (long)time.GetElapsedTime(start).TotalMilliseconds;
            var principal = http.CallerOrNull()?.Principal.Id;
            var trace = Problems.TraceId(http);
            var pattern = (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "none";

            // A group's own route ends with a slash that no address has.
            var route = pattern.Length > 1 ? pattern.TrimEnd('/') : pattern;
            LogRequest(log, http.Request.Method, route, http.Response.StatusCode, milliseconds, principal, trace);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Method} {Route} {Status} in {Milliseconds} ms for {Principal}, trace {TraceId}")]
    private static partial void LogRequest(ILogger log, string method, string route, int status, long milliseconds, string? principal, string traceId);
}
