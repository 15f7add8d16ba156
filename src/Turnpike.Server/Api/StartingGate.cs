using Microsoft.AspNetCore.Http;

namespace Turnpike.Server.Api;

/// <summary>Answers 503 until the node has read the ledger once: before that it would say that there is nothing.</summary>
internal sealed class StartingGate(RequestDelegate next, NodeState state)
{
    public Task InvokeAsync(HttpContext http)
    {
        if (state.CaughtUp.IsCompleted || http.GetEndpoint()?.Metadata.GetMetadata<AnswersWhileStarting>() is not null)
        {
            return next(http);
        }

        http.Response.Headers.RetryAfter = "1";
        return Problems.WriteAsync(http, Problems.Make(StatusCodes.Status503ServiceUnavailable, "starting", state.Fault ?? "The node is starting: it reads the ledger. Try again in a moment."));
    }
}

/// <summary>Of an endpoint that needs nothing of the ledger.</summary>
internal sealed class AnswersWhileStarting;
