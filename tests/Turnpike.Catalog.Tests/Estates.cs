using System.Text;
using Turnpike.Estate.Defaults;
using Turnpike.Estate.Joins;
using Turnpike.Governance.People;
using Turnpike.Hcl.Terraform.Schemas;
using Turnpike.Inventory;
using Turnpike.Inventory.Coverage;
using Turnpike.Inventory.Joining;
using Turnpike.Inventory.Ownership;
using Turnpike.Inventory.Sources;
using Turnpike.Ledger;
using Turnpike.Ledger.Entries;
using Turnpike.Ledger.Events;
using Turnpike.Ledger.Sqlite;
using Turnpike.Tests;
using Turnpike.Text;

namespace Turnpike.Catalog.Tests;

/// <summary>An estate on a real ledger in a folder of its own, and the catalog in it.</summary>
internal sealed class Estates : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("turnpike-catalog-");
    private readonly SqliteLedgerStore _store;
    private readonly SqliteAttachmentStore _attachments;
    private readonly EventLedger _ledger;
    private readonly EstateInventory _inventory;
    private readonly ProjectionFollower _follower;
    private readonly ReceiveSource _receive;
    private readonly JoinEstate _join;
    private readonly AnswerOwnership _answer;

    public Estates()
    {
        _store = SqliteLedgerStore.Open(Path.Combine(_folder.FullName, "ledger.db"), TimeProvider.System);
        _attachments = SqliteAttachmentStore.Open(Path.Combine(_folder.FullName, "attachments.db"), TimeProvider.System);
        _ledger = new EventLedger(_store, TimeProvider.System);
        _inventory = new EstateInventory(_attachments, TimeProvider.System);
        _follower = new ProjectionFollower(_ledger, [_inventory, Ownership]);
        var joins = LoadJoins();
        _receive = new ReceiveSource(new ReceiveSources(_follower, _inventory, _attachments, new InstallationKey(new byte[EventData.KeyBytes]), joins, new NoteCoverage(_follower, _inventory), TimeProvider.System));
        _join = new JoinEstate(_inventory, new DriftRules(ProviderSchemas.Builtin, DefaultTable.Empty), joins);
        _answer = new AnswerOwnership(_join, Ownership);
        Catalog = new ReadCatalog(_answer);
        Define = new DefineEntity(Catalog, _receive, new RemoveSource(_follower, _inventory, _attachments, joins));
    }

    public OwnershipProjection Ownership { get; } = new();

    public PeopleProjection People { get; } = new();

    public ReadCatalog Catalog { get; }

    public DefineEntity Define { get; }

    public async Task PushAsync(string scope, string name, string content) =>
        Assert.IsType<SourceOutcome.Received>(await _receive.RunAsync("ada", new SourcePush(scope, name, Encoding.UTF8.GetBytes(content)), TestContext.Current.CancellationToken));

    public Task<Model.CatalogModel> ReadAsync() => Catalog.AtAsync(null, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        _answer.Dispose();
        _join.Dispose();
        _follower.Dispose();
        await _ledger.DisposeAsync();
        _inventory.Dispose();
        await _store.DisposeAsync();
        await _attachments.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static JoinTable LoadJoins() => JoinTable.Load(
        Directory.EnumerateFiles(Path.Combine(Vectors.RepositoryRoot, "packs", "data"), "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(static f => new SourceText(f, File.ReadAllBytes(f))),
        []);
}
