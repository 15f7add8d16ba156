using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Turnpike.Ledger;
using Turnpike.Ledger.Events;
using Turnpike.Server.Pages;
using Turnpike.Server.Storage;

namespace Turnpike.Server.Api;

/// <summary>The edge of the process: whatever goes wrong becomes an answer that says so, and never shows the inside.</summary>
internal sealed partial class FaultEdge(RequestDelegate next, ILogger<FaultEdge> log)
{
    private const string RetryAfterSeconds = "5";

    public async Task InvokeAsync(HttpContext http)
    {
        try
        {
            await next(http);
            if (IsBare(http))
            {
                await Problems.WriteAsync(http, Bare(http));
            }
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there to be told.
        }
#pragma warning disable CA1031 // The edge: what comes here is logged and answered, and must not end the connection of others.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            await AnswerAsync(http, fault);
        }
    }

    internal static Problem Of(Exception fault) => fault switch
    {
        RequestFault request => request.Problem,
        BadHttpRequestException bad => RequestFaults.Of(bad),
        LedgerDamagedException or LedgerStoppedException => Problems.Make(StatusCodes.Status503ServiceUnavailable, "ledger-damaged", $"{fault.Message} Nothing is recorded until then."),
        _ => StoreFaults.Of(fault) switch
        {
            StoreFault.Full => Problems.Make(StatusCodes.Status507InsufficientStorage, "storage-full", "The node's storage is full: nothing was recorded. Whoever runs it has to make room."),
            StoreFault.Away => Problems.Make(StatusCodes.Status503ServiceUnavailable, "store-unavailable", "The node cannot reach its database now. Try again: it goes on by itself when the database is back."),
            _ => Problems.Make(StatusCodes.Status500InternalServerError, "internal-fault", "This is a fault of Turnpike. Report it with the trace id, which finds it in the node's log."),
        },
    };

    private async Task AnswerAsync(HttpContext http, Exception fault)
    {
        var problem = Of(fault);
        if (problem.Status >= StatusCodes.Status500InternalServerError)
        {
            LogFault(log, fault, problem.Code);
        }

        if (http.Response.HasStarted)
        {
            http.Abort();
            return;
        }

        http.Response.Clear();
        if (problem.Status == StatusCodes.Status503ServiceUnavailable)
        {
            http.Response.Headers.RetryAfter = RetryAfterSeconds;
        }

        await Problems.WriteAsync(http, problem);
    }

    // What routing and the framework answer has a status and no body.
    private static bool IsBare(HttpContext http) =>
        http.Response is { HasStarted: false, StatusCode: >= 400, ContentType: null, ContentLength: null }
        && (http.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal) || PageFaults.Concern(http));

    private static Problem Bare(HttpContext http) => http.Response.StatusCode switch
    {
        StatusCodes.Status404NotFound => Problems.Make(404, "not-found", $"There is nothing at {http.Request.Path}. /api/v1/openapi.json lists what is."),
        StatusCodes.Status405MethodNotAllowed => Problems.Make(405, "method-not-allowed", $"{http.Request.Path} does not take {http.Request.Method}; it takes {http.Response.Headers.Allow}."),
        StatusCodes.Status415UnsupportedMediaType => Problems.Make(415, "unsupported-media-type", "Send the body as Content-Type application/json."),
        var status => Problems.Make(status, string.Create(CultureInfo.InvariantCulture, $"status-{status}"), "The request was refused."),
    };

    [LoggerMessage(Level = LogLevel.Error, Message = "The request ended with {Code}.")]
    private static partial void LogFault(ILogger log, Exception fault, string code);
}
