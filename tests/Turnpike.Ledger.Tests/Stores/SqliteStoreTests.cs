using Turnpike.Ledger.Sqlite;
using Turnpike.Ledger.Storage;

namespace Turnpike.Ledger.Tests.Stores;

public sealed class SqliteStoreTests : StoreKit, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("turnpike-ledger-");

    protected override Task<ILedgerStore> OpenAsync(string name) =>
        Task.FromResult<ILedgerStore>(SqliteLedgerStore.Open(Path.Combine(_folder.FullName, name + ".db"), TimeProvider.System));

    public void Dispose() => _folder.Delete(recursive: true);
}
