using Npgsql;
using Turnpike.Ledger.Attachments;
using Turnpike.Ledger.Postgres;
using Turnpike.Tests;

namespace Turnpike.Ledger.Tests.Attachments;

public sealed class PostgresAttachmentTests(PostgresServer server) : AttachmentKit, IClassFixture<PostgresServer>
{
    private readonly string _run = Guid.NewGuid().ToString("n");

    protected override string ContentTable => "attachment";

    protected override string NewerVersion => "UPDATE attachment_version SET version = 2";

    protected override async Task<IAttachmentStore> OpenAsync(string name)
    {
        server.Require();
        return await PostgresAttachmentStore.OpenAsync(server.ConnectionString(), TimeProvider.System, Schema(name), Cancel);
    }

    protected override async Task TamperAsync(string name, string sql)
    {
        await using var source = NpgsqlDataSource.Create(server.ConnectionString() + $";Search Path={Schema(name)}");
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Cancel);
    }

    private string Schema(string name) => $"{name}_{_run}";
}
