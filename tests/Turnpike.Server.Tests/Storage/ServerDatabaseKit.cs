using Dapper;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Turnpike.Server.Storage;

namespace Turnpike.Server.Tests.Storage;

/// <summary>What the server's database does, whichever it is. A class for each inherits it.</summary>
public abstract class ServerDatabaseKit
{
    private static readonly SchemaStep s_first = new("area-1", "CREATE TABLE thing (id BIGINT PRIMARY KEY, bytes {bytes} NOT NULL)");
    private static readonly SchemaStep s_second = new("area-2", "ALTER TABLE thing ADD COLUMN name TEXT; CREATE INDEX thing_name ON thing (name)");

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>A fresh, empty database; the same one again where <paramref name="name"/> is the same.</summary>
    protected abstract ServerDatabase Open(string name);

    [Fact]
    public async Task A_later_version_adds_its_steps_and_keeps_what_is_there()
    {
        await using var database = Open("steps");
        await database.PrepareAsync([s_first], Cancel);
        await using var connection = await database.OpenAsync(Cancel);
        await connection.ExecuteAsync("INSERT INTO thing (id, bytes) VALUES (@id, @bytes)", new { id = 1L, bytes = new byte[] { 1, 0, 255 } });

        await database.PrepareAsync([s_first, s_second], Cancel);
        await database.PrepareAsync([s_first, s_second], Cancel);

        Assert.Equal([1, 0, 255], await connection.QuerySingleAsync<byte[]>("SELECT bytes FROM thing WHERE name IS NULL"));
        Assert.Equal(["area-1", "area-2"], await connection.QueryAsync<string>("SELECT name FROM schema_step ORDER BY name"));
    }

    [Fact]
    public async Task A_step_that_fails_leaves_nothing_of_its_run()
    {
        await using var database = Open("fails");

        await Assert.ThrowsAnyAsync<Exception>(() => database.PrepareAsync([s_first, new SchemaStep("area-2", "CREATE TABLE other (id BIGINT); CREATE NONSENSE")], Cancel));
        await database.PrepareAsync([s_first, s_second], Cancel);

        await using var connection = await database.OpenAsync(Cancel);
        await Assert.ThrowsAnyAsync<Exception>(() => connection.QueryAsync("SELECT * FROM other"));
        Assert.Empty(await connection.QueryAsync("SELECT * FROM thing"));
    }

    [Fact]
    public async Task An_older_version_refuses_the_database_of_a_newer_one()
    {
        await using var database = Open("newer");
        await database.PrepareAsync([s_first, s_second], Cancel);

        var refused = await Assert.ThrowsAsync<ServerVersionException>(() => database.PrepareAsync([s_first], Cancel));

        Assert.Contains("area-2", refused.Message, StringComparison.Ordinal);
        await database.PrepareAsync(NodeSecrets.Steps, Cancel);
    }

    [Fact]
    public async Task Nodes_that_start_together_make_the_tables_and_keys_once()
    {
        var nodes = Enumerable.Range(0, 8).Select(_ => Open("together")).ToList();

        var secrets = await Task.WhenAll(nodes.Select(async node =>
        {
            await Task.Yield();
            await node.PrepareAsync([s_first, s_second, .. NodeSecrets.Steps], Cancel);
            return await NodeSecrets.LoadAsync(node, TimeProvider.System, Cancel);
        }));

        Assert.Single(secrets.Select(s => Convert.ToHexString(s.InstallationKey.Span)).Distinct());
        Assert.Single(secrets.Select(s => s.CheckpointKey.PrivateText).Distinct());
        Assert.Matches("^turnpike-[0-9a-f]{8}$", secrets[0].CheckpointKey.Name);
        var cookies = nodes.ConvertAll(node => Protection(node).Protect("session"));
        Assert.All(nodes, node => Assert.All(cookies, cookie => Assert.Equal("session", Protection(node).Unprotect(cookie))));
        foreach (var node in nodes)
        {
            await node.DisposeAsync();
        }
    }

    private static IDataProtector Protection(ServerDatabase node)
    {
        var services = new ServiceCollection();
        services.AddSingleton(node);
        NodeKeyRepository.Add(services);
        return services.BuildServiceProvider().GetRequiredService<IDataProtectionProvider>().CreateProtector("test");
    }
}
