using System.Globalization;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using Turnpike.Ledger;
using Turnpike.Ledger.Entries;
using Turnpike.Ledger.Events;
using Turnpike.Server.Access;
using Turnpike.Server.Api;
using Turnpike.Server.Identity;

namespace Turnpike.Server.Live;

/// <summary>
/// What happens, as it happens: each entry of the ledger that the caller may read, once and in order. Who lost the
/// connection reads on after the last id it got.
/// </summary>
internal sealed class LiveEndpoint(LiveFeed feed, EventLedger ledger, ProjectionFollower follower, StillSignedIn signedIn, IHostApplicationLifetime lifetime, TimeProvider time)
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet(ApiModule.Prefix + "/events", static (HttpContext http, LiveEndpoint live) => live.AnswerAsync(http))
            .RequiresSignIn().Produces<string>(contentType: "text/event-stream").WithTags("live").WithSummary("Server-sent events: what is recorded, as it is recorded. Last-Event-ID goes on after a position of the ledger.");

    private async Task<IResult> AnswerAsync(HttpContext http)
    {
        var (isGiven, last) = LastId(http);
        if (isGiven && last is null)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, "last-event-id", "Last-Event-ID is a position of the ledger: a number that an event had as its id.");
        }

        using var listener = feed.Listen();
        if (listener is null)
        {
            return Problems.Of(StatusCodes.Status503ServiceUnavailable, "too-many-listeners", $"{LiveFeed.MaxListeners} already listen to this node. Try again later, or another node.");
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, lifetime.ApplicationStopping);
        try
        {
            await StreamAsync(http, listener, last + 1 ?? follower.Position, stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The client went away, or the node stops: it comes back, here or elsewhere.
        }

        return Results.Empty;
    }

    private async Task StreamAsync(HttpContext http, LiveListener listener, long next, CancellationToken cancellationToken)
    {
        var (stream, caller) = (new EventStream(http.Response), http.Caller());
        await stream.BeginAsync(next, cancellationToken);

        // First what was recorded before it listened; what comes twice then, from both, is passed over.
        await foreach (var entry in ledger.ReadAsync(next, cancellationToken))
        {
            await SendAsync(stream, caller, entry, cancellationToken);
            next = entry.Position + 1;
        }

        var entries = listener.Entries;
        while (true)
        {
            var (isThere, entry) = await NextAsync(entries, cancellationToken);
            if (isThere && entry is null)
            {
                return;
            }

            // Looked at when somebody's access changes, and now and then in any case.
            if ((entry is null || ChangesAccess(entry)) && !await signedIn.IsAsync(http, caller, cancellationToken))
            {
                return;
            }

            if (entry is null)
            {
                await stream.BeatAsync(next, cancellationToken);
            }
            else if (entry.Position >= next)
            {
                await SendAsync(stream, caller, entry, cancellationToken);
                next = entry.Position + 1;
            }
        }
    }

    /// <returns>Nothing where it was silent for a heartbeat; no entry where the feed has let go.</returns>
    private async Task<(bool IsThere, LedgerEntry? Entry)> NextAsync(ChannelReader<LedgerEntry> entries, CancellationToken cancellationToken)
    {
        if (entries.TryRead(out var waiting))
        {
            return (true, waiting);
        }

        using var silence = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var wait = entries.WaitToReadAsync(silence.Token).AsTask();
        var isFirst = await Task.WhenAny(wait, Task.Delay(feed.Heartbeat, time, silence.Token)) == wait;
        await silence.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
        if (!isFirst)
        {
            return (false, null);
        }

        return await wait && entries.TryRead(out var entry) ? (true, entry) : (true, null);
    }

    private static Task SendAsync(EventStream stream, Caller caller, LedgerEntry entry, CancellationToken cancellationToken) =>
        caller.May(EventAccess.Of(entry.Type.Name)) ? stream.WriteAsync(entry, cancellationToken) : Task.CompletedTask;

    private static bool ChangesAccess(LedgerEntry entry) =>
        entry.Type == IdentityEvents.TokenRevoked.Type
        || entry.Type == IdentityEvents.SignedOut.Type
        || entry.Type == IdentityEvents.Password.Type
        || entry.Type == IdentityEvents.Removed.Type
        || entry.Type == IdentityEvents.Changed.Type;

    private static (bool IsGiven, long? Last) LastId(HttpContext http)
    {
        // A page that opens a new stream cannot set the header: the query stands for it.
        var text = http.Request.Headers["Last-Event-ID"].FirstOrDefault() ?? http.Request.Query["after"].FirstOrDefault();
        return (text is not null, long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var last) && last >= -1 ? last : null);
    }
}
