using Turnpike.Server.Storage;

namespace Turnpike.Server;

/// <summary>
/// Opens the stores of a node that starts. A PostgreSQL that cannot be reached is waited for, since whatever starts both
/// rarely starts them in order; one that refuses (a wrong password, no such database) is not.
/// </summary>
internal static class PatientStart
{
    private static readonly TimeSpan s_shortestWait = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan s_longestWait = TimeSpan.FromSeconds(5);

    /// <exception cref="NodeStartException">A store cannot be opened, or not within the time for it.</exception>
    /// <exception cref="OperationCanceledException">The node was told to stop while it waited.</exception>
    public static async Task<NodeStores> OpenAsync(ServerSettings settings, ServerParts parts, CancellationToken cancellationToken)
    {
        var begun = parts.Time.GetTimestamp();
        WaitingRoom? room = null;
        try
        {
            for (var wait = s_shortestWait; ; wait = Shorter(wait * 2, s_longestWait))
            {
                try
                {
                    return await NodeStores.OpenAsync(settings, parts.Time, cancellationToken);
                }
                catch (NodeStartException fault) when (settings.Postgres is not null && StoreFaults.Of(fault) == StoreFault.Away)
                {
                    var left = settings.StartWait - parts.Time.GetElapsedTime(begun);
                    if (left <= TimeSpan.Zero)
                    {
                        throw new NodeStartException($"{fault.Message.TrimEnd('.')}. It was waited for as long as start-wait says", fault);
                    }

                    room ??= await WaitingRoom.OpenAsync(settings, parts, cancellationToken);
                    room.Note(fault, Shorter(wait, left));
                    await Task.Delay(Shorter(wait, left), parts.Time, room.Stopping);
                }
            }
        }
        finally
        {
            if (room is not null)
            {
                await room.DisposeAsync();
            }
        }
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
