using System.Globalization;
using Turnpike.Ledger;
using Turnpike.Ledger.Events;
using Turnpike.Ledger.Sqlite;

namespace Turnpike.Governance.Tests;

/// <summary>A real ledger in a folder of its own, a clock that tests set, ids that count.</summary>
internal sealed class Books : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("turnpike-governance-");
    private readonly SqliteLedgerStore _store;
    private int _ids;

    public Books(params IReadOnlyList<IProjection> projections)
    {
        _store = SqliteLedgerStore.Open(Path.Combine(_folder.FullName, "ledger.db"), Clock);
        Ledger = new EventLedger(_store, Clock);
        Follower = new ProjectionFollower(Ledger, projections);
    }

    public SetClock Clock { get; } = new();

    public EventLedger Ledger { get; }

    public ProjectionFollower Follower { get; }

    public string NextId() => $"id-{(++_ids).ToString(CultureInfo.InvariantCulture)}";

    public async ValueTask DisposeAsync()
    {
        await Ledger.DisposeAsync();
        Follower.Dispose();
        await _store.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}

/// <summary>Stands still until it is set. Timers run by the real clock.</summary>
internal sealed class SetClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;
}
