using System.Collections.Immutable;
using Turnpike.Ledger.Entries;
using Turnpike.Ledger.Events;

namespace Turnpike.Server.Connections;

/// <summary>Where something is observed, how, and how often.</summary>
public sealed record Connection(string Name, string Kind, IReadOnlyDictionary<string, string> Settings, SyncSchedule Schedule, bool IsEnabled, string ChangedBy, DateTimeOffset ChangedAt)
{
    /// <summary>As the ledger calls it where it writes.</summary>
    public string Actor => "connection:" + Name;
}

/// <summary>The connections there are.</summary>
public sealed class ConnectionProjection : IProjection
{
    private ImmutableSortedDictionary<string, Connection> _connections = ImmutableSortedDictionary.Create<string, Connection>(StringComparer.Ordinal);

    /// <summary>By name.</summary>
    public IReadOnlyList<Connection> All => [.. _connections.Values];

    public Connection? Find(string name) => _connections.GetValueOrDefault(name);

    public void Apply(LedgerEntry entry)
    {
        if (ConnectionEvents.Defined.Is(entry))
        {
            var e = ConnectionEvents.Defined.Read(entry);
            var schedule = SyncSchedule.TryParse(e.Schedule) ?? SyncSchedule.Never;
            _connections = _connections.SetItem(e.Name, new Connection(e.Name, e.Kind, e.Settings, schedule, e.IsEnabled, entry.Actor, entry.RecordedAt));
        }
        else if (ConnectionEvents.Removed.Is(entry))
        {
            _connections = _connections.Remove(ConnectionEvents.Removed.Read(entry).Name);
        }
    }
}
