using System.Text;
using Turnpike.Estate.Joins;
using Turnpike.Inventory.Coverage;
using Turnpike.Inventory.Search;
using Turnpike.Inventory.Sources;
using Turnpike.Ledger;
using Turnpike.Ledger.Attachments;
using Turnpike.Ledger.Entries;
using Turnpike.Ledger.Events;
using Turnpike.Ledger.Sqlite;
using Turnpike.Tests;
using Turnpike.Text;

namespace Turnpike.Inventory.Tests;

/// <summary>An inventory on a real ledger and real attachments in a folder of its own, with a clock that tests set.</summary>
internal sealed class Yard : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("turnpike-inventory-");
    private readonly SqliteLedgerStore _store;

    public Yard()
    {
        _store = SqliteLedgerStore.Open(Path.Combine(_folder.FullName, "ledger.db"), Clock);
        Attachments = SqliteAttachmentStore.Open(Path.Combine(_folder.FullName, "attachments.db"), Clock);
        Ledger = new EventLedger(_store, Clock);
        Inventory = new EstateInventory(Attachments, Clock);
        Follower = new ProjectionFollower(Ledger, [Inventory]);
        ReceiveMany = new ReceiveSources(Follower, Inventory, Attachments, Key, Joins, new NoteCoverage(Follower, Inventory), Clock);
        Receive = new ReceiveSource(ReceiveMany);
        Remove = new RemoveSource(Follower, Inventory, Attachments, Joins);
    }

    public static InstallationKey Key { get; } = new(Enumerable.Range(1, EventData.KeyBytes).Select(static i => (byte)i).ToArray());

    public static JoinTable Joins { get; } = LoadJoins();

    public SetClock Clock { get; } = new();

    public SqliteAttachmentStore Attachments { get; }

    public EventLedger Ledger { get; }

    public ProjectionFollower Follower { get; }

    public EstateInventory Inventory { get; }

    public ReceiveSources ReceiveMany { get; }

    public ReceiveSource Receive { get; }

    public RemoveSource Remove { get; }

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

    public static EstateQuery Query(string text)
    {
        var diagnostics = new DiagnosticBag();
        var query = EstateQuery.Parse(text, diagnostics);
        Assert.Empty(diagnostics);
        return query!;
    }

    public async ValueTask DisposeAsync()
    {
        await Ledger.DisposeAsync();
        Follower.Dispose();
        Inventory.Dispose();
        await _store.DisposeAsync();
        await Attachments.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static JoinTable LoadJoins()
    {
        var diagnostics = new DiagnosticBag();
        var folder = Path.Combine(Vectors.RepositoryRoot, "packs", "data");
        var joins = JoinTable.Load(Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(static f => new SourceText(f, File.ReadAllBytes(f))), diagnostics);
        Assert.DoesNotContain(diagnostics, static d => d.IsError);
        return joins;
    }
}

/// <summary>Stands still until it is set.</summary>
internal sealed class SetClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;
}
