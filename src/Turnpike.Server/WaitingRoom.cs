using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Turnpike.Server.Api;

namespace Turnpike.Server;

/// <summary>
/// Answers at the node's address until its database is there: whoever watches it sees that it lives and what it waits for,
/// and does not start it over and over.
/// </summary>
internal sealed partial class WaitingRoom : IAsyncDisposable
{
    private const string Waits = "PostgreSQL cannot be reached yet";

    private readonly WebApplication _app;
    private readonly ILogger<WaitingRoom> _log;

    private WaitingRoom(WebApplication app)
    {
        _app = app;
        _log = app.Services.GetRequiredService<ILogger<WaitingRoom>>();
    }

    /// <summary>Cancelled when the node is told to stop.</summary>
    public CancellationToken Stopping => _app.Lifetime.ApplicationStopping;

    public static async Task<WaitingRoom> OpenAsync(ServerSettings settings, ServerParts parts, CancellationToken cancellationToken)
    {
        var app = TurnpikeServer.NewBuilder(settings, parts).Build();
        app.Run(AnswerAsync);
        var room = new WaitingRoom(app);
        try
        {
            await app.StartAsync(cancellationToken);
            return room;
        }
        catch
        {
            await room.DisposeAsync();
            throw;
        }
    }

    public void Note(Exception fault, TimeSpan wait) => LogAway(_log, fault.Message, Math.Round(wait.TotalSeconds, 1));

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }

    private static Task AnswerAsync(HttpContext http)
    {
        if (http.Request.Path == "/healthz")
        {
            return http.Response.WriteAsync("ok\n", http.RequestAborted);
        }

        http.Response.Headers.RetryAfter = "1";
        if (http.Request.Path == "/readyz")
        {
            http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return http.Response.WriteAsync($"not ready: {Waits}\n", http.RequestAborted);
        }

        return Problems.WriteAsync(http, Problems.Make(StatusCodes.Status503ServiceUnavailable, "starting", $"The node is starting: {Waits}. Try again in a moment."), http.RequestAborted);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Fault}; the next try is in {Seconds} s.")]
    private static partial void LogAway(ILogger log, string fault, double seconds);
}
