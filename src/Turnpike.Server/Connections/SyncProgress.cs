using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Turnpike.Server.Api;

namespace Turnpike.Server.Connections;

/// <summary>Tells whoever waits how far a sync is, on whichever node it runs.</summary>
internal sealed class SyncProgress(ConnectionProjection connections, SyncQueue queue, SyncRecords records, IHostApplicationLifetime lifetime, TimeProvider time)
{
    private static readonly TimeSpan s_every = TimeSpan.FromMilliseconds(500);

    // Whoever waits longer asks again.
    private const int MaxBeats = 7_200;

    public async Task<IResult> AnswerAsync(HttpContext http, string name)
    {
        if (connections.Find(name) is null)
        {
            return Problems.From(DefineConnection.NotFound(name));
        }

        http.Response.ContentType = "text/event-stream; charset=utf-8";
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers["X-Accel-Buffering"] = "no";
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, lifetime.ApplicationStopping);
        try
        {
            await StreamAsync(http.Response, name, stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The client went away, or the node stops.
        }

        return Results.Empty;
    }

    private async Task StreamAsync(HttpResponse response, string name, CancellationToken cancellationToken)
    {
        SyncProgressResource? shown = null;
        for (var beat = 0; beat < MaxBeats; beat++)
        {
            var state = await queue.FindAsync(name, cancellationToken);
            if (state is not { Run: not null } and not { RequestedBy: not null })
            {
                break;
            }

            if (ConnectionViews.ProgressOf(state) is { } step && step != shown)
            {
                await SendAsync(response, "progress", step, cancellationToken);
                shown = step;
            }

            await Task.Delay(s_every, time, cancellationToken);
        }

        if ((await records.RunsAsync(name, cancellationToken)).FirstOrDefault(static r => r.Ended is not null) is { } last)
        {
            await SendAsync(response, "ended", ConnectionViews.Of(last), cancellationToken);
        }
    }

    private static async Task SendAsync<T>(HttpResponse response, string kind, T data, CancellationToken cancellationToken)
    {
        await response.WriteAsync($"event: {kind}\ndata: {JsonSerializer.Serialize(data, ApiJson.Options)}\n\n", cancellationToken);
        await response.Body.FlushAsync(cancellationToken);
    }
}
