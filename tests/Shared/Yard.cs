using System.Text;
using Turnpike.Estate.Defaults;
using Turnpike.Estate.Joins;
using Turnpike.Inventory;
using Turnpike.Inventory.Coverage;
using Turnpike.Inventory.Joining;
using Turnpike.Inventory.Sources;
using Turnpike.Ledger;
using Turnpike.Ledger.Attachments;
using Turnpike.Ledger.Entries;
using Turnpike.Ledger.Events;
using Turnpike.Ledger.Sqlite;
using Turnpike.Text;

namespace Turnpike.Tests;

/// <summary>An estate on a real ledger and real attachments in a folder of its own, with a clock that tests set.</summary>
internal sealed class Yard : IAsyncDisposable
{
    private static readonly Lazy<JoinTable> s_joins = new(static () => Load(static faults => JoinTable.Load(Packs.Data("*.json"), faults)));
    private static readonly Lazy<DriftRules> s_drift = new(static () => Load(static faults => new DriftRules(Packs.Schemas, DefaultTable.Load(Packs.Data("*.json"), faults))));

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("turnpike-estate-");
    private readonly SqliteLedgerStore _store;
    private readonly Lazy<JoinEstate> _join;

    /// <param name="projections">What follows the ledger beside the inventory.</param>
    public Yard(params IReadOnlyList<IProjection> projections)
    {
        _store = SqliteLedgerStore.Open(Path.Combine(_folder.FullName, "ledger.db"), Clock);
        Attachments = SqliteAttachmentStore.Open(Path.Combine(_folder.FullName, "attachments.db"), Clock);
        Ledger = new EventLedger(_store, Clock);
        Inventory = new EstateInventory(Attachments, Clock);
        Follower = new ProjectionFollower(Ledger, [Inventory, .. projections]);
        ReceiveMany = new ReceiveSources(Follower, Inventory, Attachments, Key, Joins, new NoteCoverage(Follower, Inventory), Clock);
        Receive = new ReceiveSource(ReceiveMany);
        Remove = new RemoveSource(Follower, Inventory, Attachments, Joins);
        _join = new(() => new JoinEstate(Inventory, Drift, Joins));
    }

    public static InstallationKey Key { get; } = new(Enumerable.Range(1, EventData.KeyBytes).Select(static i => (byte)i).ToArray());

    /// <summary>Those that come with Turnpike.</summary>
    public static JoinTable Joins => s_joins.Value;

    /// <inheritdoc cref="Joins"/>
    public static DriftRules Drift => s_drift.Value;

    public SetClock Clock { get; } = new();

    public SqliteAttachmentStore Attachments { get; }

    public EventLedger Ledger { get; }

    public ProjectionFollower Follower { get; }

    public EstateInventory Inventory { get; }

    public ReceiveSources ReceiveMany { get; }

    public ReceiveSource Receive { get; }

    public RemoveSource Remove { get; }

    public JoinEstate Join => _join.Value;

    public async Task<SourceReceipt> PushAsync(string scope, string name, string content, string? change = null) =>
        Assert.IsType<SourceOutcome.Received>(await Receive.RunAsync("ada", new SourcePush(scope, name, Encoding.UTF8.GetBytes(content), change), TestContext.Current.CancellationToken)).Receipt;

    public async Task<SourceOutcome.Refused> RefusedAsync(string scope, string name, string content) =>
        Assert.IsType<SourceOutcome.Refused>(await Receive.RunAsync("ada", new SourcePush(scope, name, Encoding.UTF8.GetBytes(content)), TestContext.Current.CancellationToken));

    /// <summary>Another inventory that knows nothing but what the stores hold.</summary>
    /// <param name="attachments">Instead of the yard's own.</param>
    public async Task<EstateInventory> RebuiltAsync(IAttachmentStore? attachments = null)
    {
        var inventory = new EstateInventory(attachments ?? Attachments, Clock);
        using var follower = new ProjectionFollower(Ledger, [inventory]);
        await follower.CatchUpAsync();
        return inventory;
    }

    public async ValueTask DisposeAsync()
    {
        if (_join.IsValueCreated)
        {
            _join.Value.Dispose();
        }

        await Ledger.DisposeAsync();
        Follower.Dispose();
        Inventory.Dispose();
        await _store.DisposeAsync();
        await Attachments.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static T Load<T>(Func<DiagnosticBag, T> load)
    {
        var faults = new DiagnosticBag();
        var loaded = load(faults);
        Assert.DoesNotContain(faults, static f => f.IsError);
        return loaded;
    }
}

/// <summary>Stands still until it is set.</summary>
internal sealed class SetClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;
}
