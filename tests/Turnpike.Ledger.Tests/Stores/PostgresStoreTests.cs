using Turnpike.Ledger.Postgres;
using Turnpike.Ledger.Storage;
using Turnpike.Tests;

namespace Turnpike.Ledger.Tests.Stores;

public sealed class PostgresStoreTests(PostgresServer server) : StoreKit, IClassFixture<PostgresServer>
{
    protected override async Task<ILedgerStore> OpenAsync(string name)
    {
        server.Require();
        return await PostgresLedgerStore.OpenAsync(server.ConnectionString(), "ledger \"" + name, Cancel);
    }
}
