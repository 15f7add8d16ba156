namespace Turnpike.Server.Connections;

/// <summary>Connections and their syncs as the API shows them.</summary>
internal sealed class ConnectionViews(SyncQueue queue, SyncRecords records)
{
    public async Task<ConnectionResource> OfAsync(Connection connection, CancellationToken cancellationToken) =>
        Of(connection, await queue.FindAsync(connection.Name, cancellationToken), await records.RunsAsync(connection.Name, cancellationToken));

    public static SyncRunResource Of(SyncRunRecord run) => new(run.Id, run.Started, run.Ended, run.Node, run.By, run.Outcome, run.Says, run.Parts, run.Changed, run.Unread);

    public static SyncPartResource Of(SyncPartRecord part) => new(part.Scope, part.Source, part.Outcome, part.Tried, part.ReadAt, part.Says);

    public static SyncProgressResource? ProgressOf(SyncState? state) =>
        state is { Run: not null } ? new(state.Node ?? "", state.By ?? "", state.Started ?? default, state.Says, state.Done, state.Total) : null;

    private static ConnectionResource Of(Connection connection, SyncState? state, IReadOnlyList<SyncRunRecord> runs) => new(
        connection.Name,
        connection.Kind,
        connection.Settings,
        connection.Schedule.ToString(),
        connection.IsEnabled,
        connection.ChangedBy,
        connection.ChangedAt,
        state?.Next,
        state?.Failures ?? 0,
        ProgressOf(state),
        state?.RequestedBy is not null,
        runs.FirstOrDefault(static r => r.Ended is not null) is { } last ? Of(last) : null);
}
