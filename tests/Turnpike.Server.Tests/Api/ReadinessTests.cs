using System.Net;
using System.Text;
using Turnpike.Governance.Access;
using Turnpike.Ledger.Proofs;
using Turnpike.Server.Api;
using Turnpike.Server.Governance;
using Turnpike.Server.Storage;
using Turnpike.Tests;

namespace Turnpike.Server.Tests.Api;

public sealed class ReadinessTests(PostgresServer postgres) : IClassFixture<PostgresServer>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_node_whose_database_goes_away_says_so_and_goes_on_by_itself_when_it_is_back()
    {
        postgres.Require();
        await using var node = await TestNode.StartAsync(s => s with { Postgres = postgres.ConnectionString(), PostgresSchema = "readiness" });
        using var admin = await node.ClientAsync(Role.Admin, "admin@example.com");
        Assert.True((await admin.GetAsync<ReadinessResource>("/readyz")).IsReady);
        await OpenAsync(admin, node, "before");

        await postgres.StopAsync("immediate");
        await UntilAsync(node, HttpStatusCode.ServiceUnavailable);
        var away = await admin.PostAsync("/api/v1/actions", Request(node, "during"));
        await away.ProblemAsync(HttpStatusCode.ServiceUnavailable, "store-unavailable");
        Assert.NotNull(away.Headers.RetryAfter);
        Assert.Equal(HttpStatusCode.OK, (await node.Anonymous.GetAsync("/healthz", Cancel)).StatusCode);

        await postgres.StartAsync();
        await UntilAsync(node, HttpStatusCode.OK);
        await OpenAsync(admin, node, "after");
        Assert.Equal(["after", "before"], (await admin.GetAsync<Page<ActionResource>>("/api/v1/actions")).Items.Select(a => a.Title).Order(StringComparer.Ordinal));
        Assert.Empty((await new LedgerAudit(node.Get<Turnpike.Ledger.Storage.ILedgerStore>()).RunAsync(new Dictionary<long, Turnpike.Ledger.Merkle.Hash256>(), Cancel)).Faults);
    }

    [Fact]
    public async Task A_database_that_is_not_there_is_told_at_the_start_without_the_password()
    {
        var settings = new ServerSettings { DataFolder = Path.Combine(Path.GetTempPath(), "turnpike-none"), Postgres = "Host=127.0.0.1;Port=1;Password=hunter2;Timeout=2" };
        var fault = await Assert.ThrowsAsync<NodeStartException>(() => NodeStores.OpenAsync(settings, TimeProvider.System, Cancel));
        Assert.StartsWith("PostgreSQL at 127.0.0.1 cannot be used: ", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Details_are_for_whoever_operates_the_node()
    {
        await using var node = await TestNode.StartAsync(s => s with { MinFreeDisk = long.MaxValue });
        using var viewer = await node.ClientAsync(Role.Viewer, "viewer@example.com");
        using var keeper = await node.ClientAsync(Role.Operator, "operator@example.com");
        foreach (var client in new[] { node.Anonymous, viewer })
        {
            var answer = await client.GetAsync("/readyz", Cancel);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            Assert.Equal("not ready\n", await answer.Content.ReadAsStringAsync(Cancel));
        }

        var detail = await (await keeper.GetAsync("/readyz", Cancel)).Content.ReadAsStringAsync(Cancel);
        var parts = System.Text.Json.JsonSerializer.Deserialize<ReadinessResource>(detail, ApiJson.Options)!.Parts;
        Assert.Equal([("ledger", true), ("database", true), ("disk", false)], parts.Select(p => (p.Name, p.IsWell)));
    }

    [Fact]
    public async Task A_damaged_ledger_stops_a_node_from_recording_and_it_says_so()
    {
        await using var node = await TestNode.StartAsync();
        using var admin = await node.ClientAsync(Role.Admin, "admin@example.com");
        await OpenAsync(admin, node, "before");
        var size = (await node.Get<Turnpike.Ledger.EventLedger>().HeadAsync(Cancel)).Size;
        await using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(node.Settings.DataFolder, "ledger.db")}"))
        {
            await connection.OpenAsync(Cancel);
            await using var command = connection.CreateCommand();
            command.CommandText = "UPDATE head SET size = size + 1; INSERT INTO stream (name) VALUES ('broken'); INSERT INTO entry (position, stream, version, hash, entry) VALUES ($position, last_insert_rowid(), 1, zeroblob(32), $entry)";
            command.Parameters.AddWithValue("$position", size);
            command.Parameters.AddWithValue("$entry", Encoding.UTF8.GetBytes("no entry"));
            await command.ExecuteNonQueryAsync(Cancel);
        }

        await UntilAsync(node, HttpStatusCode.ServiceUnavailable);
        var refused = await (await admin.PostAsync("/api/v1/actions", Request(node, "after"))).ProblemAsync(HttpStatusCode.ServiceUnavailable, "ledger-damaged");
        Assert.Contains($"Entry {size} of the ledger is damaged", refused.Detail, StringComparison.Ordinal);
        Assert.Single((await admin.GetAsync<Page<ActionResource>>("/api/v1/actions")).Items);
        Assert.Contains(node.Log.Lines, l => l.StartsWith("Critical", StringComparison.Ordinal));
    }

    private static ActionOpenRequest Request(TestNode node, string title) => new(title, "ada", node.Clock.Now.AddDays(1), "review/1");

    private static async Task OpenAsync(HttpClient client, TestNode node, string title) => await (await client.PostAsync("/api/v1/actions", Request(node, title))).ReadAsync<ActionResource>();

    private static async Task UntilAsync(TestNode node, HttpStatusCode status)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        patience.CancelAfter(TimeSpan.FromMinutes(1));
        while ((await node.Anonymous.GetAsync("/readyz", patience.Token)).StatusCode != status)
        {
            await Task.Delay(50, patience.Token);
        }
    }
}
