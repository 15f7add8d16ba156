using System.Data.Common;
using Npgsql;

namespace Turnpike.Server.Storage;

/// <summary>In the database and schema of the ledger.</summary>
public sealed class PostgresServerDatabase(NpgsqlDataSource source) : ServerDatabase
{
    protected override string BytesType => "BYTEA";

    public override async ValueTask<DbConnection> OpenAsync(CancellationToken cancellationToken = default) =>
        await source.OpenConnectionAsync(cancellationToken);

    public override ValueTask DisposeAsync() => source.DisposeAsync();
}
