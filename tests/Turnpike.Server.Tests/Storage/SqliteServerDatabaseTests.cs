using Dapper;
using Turnpike.Server.Storage;

namespace Turnpike.Server.Tests.Storage;

public sealed class SqliteServerDatabaseTests : ServerDatabaseKit, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("turnpike-server-");

    [Fact]
    public async Task Each_commit_is_on_the_disk_and_readers_do_not_wait()
    {
        await using var database = Open("durable");
        await database.PrepareAsync(NodeSecrets.Steps, Cancel);
        await using var connection = await database.OpenAsync(Cancel);

        Assert.Equal(("wal", 2), (await connection.ExecuteScalarAsync<string>("PRAGMA journal_mode"), await connection.ExecuteScalarAsync<int>("PRAGMA synchronous")));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    protected override ServerDatabase Open(string name) => new SqliteServerDatabase(Path.Combine(_folder.FullName, name + ".db"));
}
