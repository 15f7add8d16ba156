using Turnpike.Ledger.Events;

namespace Turnpike.Server.Connections;

/// <param name="Kind">Such as <c>aws</c>.</param>
/// <param name="Settings">As text; none is a secret.</param>
/// <param name="Schedule">How long between two syncs, such as <c>6h</c>; <c>never</c> where only people start them.</param>
public sealed record ConnectionDefined(string Name, string Kind, IReadOnlyDictionary<string, string> Settings, string Schedule, bool IsEnabled);

public sealed record ConnectionRemoved(string Name, string Reason);

/// <param name="Outcome">As <see cref="SyncOutcome"/> says it.</param>
/// <param name="Parts">How many there were.</param>
/// <param name="Changed">Parts whose content is different since.</param>
/// <param name="Unread">Parts that could not be read, or not wholly.</param>
/// <param name="Added">Resources.</param>
/// <param name="Message">Why it failed; null where it did not.</param>
public sealed record SyncCompleted(string Connection, string Outcome, int Parts, int Changed, int Unread, int Added, int Modified, int Removed, string? Message);

/// <summary>What the ledger records of connections. A sync that found nothing new is not recorded.</summary>
public static class ConnectionEvents
{
    public static EventForm<ConnectionDefined> Defined { get; } = new("connection.defined", 1, "A connection to a cloud, a cluster, a repository or a state backend was made or changed. It holds no secret.");

    public static EventForm<ConnectionRemoved> Removed { get; } = new("connection.removed", 1, "A connection was removed; what it had read stays in the estate.");

    public static EventForm<SyncCompleted> Completed { get; } = new("sync.completed", 1, "A sync found something that is different, or could read more or less than before, or began or ceased to fail.");

    public static IReadOnlyList<EventForm> All { get; } = [Defined, Removed, Completed];
}
