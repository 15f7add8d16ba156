using Turnpike.Governance;
using Turnpike.Ledger;
using Turnpike.Ledger.Entries;
using Turnpike.Ledger.Events;
using Turnpike.Text;

namespace Turnpike.Server.Connections;

/// <summary>What somebody wants of a connection.</summary>
internal sealed record ConnectionWish(string Kind, IReadOnlyDictionary<string, string> Settings, string Schedule, bool IsEnabled);

/// <summary>Makes, changes and removes connections.</summary>
internal sealed class DefineConnection(ProjectionFollower follower, ConnectionProjection connections, ConnectorFactory connectors, SyncQueue queue, TimeProvider time)
{
    private const int MaxConnections = 500;
    private const int MaxName = 100;

    /// <param name="faults">Every fault of the settings.</param>
    public async Task<Outcome<Connection>> RunAsync(Principal by, string name, ConnectionWish wish, DiagnosticBag faults, CancellationToken cancellationToken)
    {
        var known = connections.Find(name);
        if (Fault(name, wish, known) is { } fault)
        {
            return new Refusal("connection-invalid", fault);
        }

        // Made to see that it can be; what it reads is read at a sync.
        if (connectors.Create(wish.Kind, wish.Settings, faults) is null)
        {
            return new Refusal("invalid", $"The connection {name} cannot be made so.");
        }

        await RecordAsync(name, ConnectionEvents.Defined.Draft(new ConnectionDefined(name, wish.Kind, Sorted(wish.Settings), wish.Schedule, wish.IsEnabled), by.Id), cancellationToken);
        var connection = connections.Find(name)!;
        await queue.ScheduleAsync(name, connection is { IsEnabled: true, Schedule.Every: not null } ? time.GetUtcNow() : null, cancellationToken);
        return connection;
    }

    public async Task<Outcome<Connection>> RemoveAsync(Principal by, string name, string reason, CancellationToken cancellationToken)
    {
        if (connections.Find(name) is not { } known)
        {
            return NotFound(name);
        }

        if (string.IsNullOrWhiteSpace(reason))
        {
            return new Refusal("reason-missing", "Say why it is removed: the ledger keeps it.");
        }

        await RecordAsync(name, ConnectionEvents.Removed.Draft(new ConnectionRemoved(name, reason), by.Id), cancellationToken);
        await queue.ForgetAsync(name, cancellationToken);
        return known;
    }

    internal static Refusal NotFound(string name) => new("not-found", $"There is no connection {name}.");

    private string? Fault(string name, ConnectionWish wish, Connection? known)
    {
        if (name.Length is 0 or > MaxName || !name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.') || !char.IsAsciiLetterOrDigit(name[0]))
        {
            return $"A connection is called by 1 to {MaxName} letters, digits, hyphens, underscores and dots.";
        }

        if (SyncSchedule.TryParse(wish.Schedule) is null)
        {
            return $"The schedule is {SyncSchedule.Expected}.";
        }

        return known is not null && known.Kind != wish.Kind ? $"{name} is of kind {known.Kind}, and stays so. Remove it first."
            : known is null && connections.All.Count >= MaxConnections ? $"There are {MaxConnections} connections, which is the most." : null;
    }

    // Equal settings make equal entries.
    private static SortedDictionary<string, string> Sorted(IReadOnlyDictionary<string, string> settings) => new(settings.ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal);

    private Task<AppendResult> RecordAsync(string name, EventDraft draft, CancellationToken cancellationToken) =>
        follower.AppendAsync(new StreamName($"connection/{name}"), ExpectedVersion.Any, [draft], cancellationToken);
}
