using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Turnpike.Governance.Access;
using Turnpike.Ledger.Merkle;
using Turnpike.Ledger.Proofs;
using Turnpike.Server.Api;
using Turnpike.Server.Changes;
using Turnpike.Server.Governance;
using Turnpike.Server.Identity.Accounts;
using Turnpike.Server.Operations.Jobs;
using Turnpike.Server.Storage;
using Turnpike.Tests;

namespace Turnpike.Server.Tests.Nodes;

/// <summary>Several nodes on one PostgreSQL: any serves any request, and one that dies takes nothing with it.</summary>
public sealed class NodesTests(PostgresServer server) : IClassFixture<PostgresServer>, IDisposable
{
    private const string PlanText =
        """
        {"format_version":"1.2","terraform_version":"1.9.0",
         "planned_values":{"root_module":{"resources":[{"address":"null_resource.NAME","mode":"managed","type":"null_resource","name":"NAME","provider_name":"registry.terraform.io/hashicorp/null","schema_version":0,"values":{"triggers":null}}]}},
         "resource_changes":[{"address":"null_resource.NAME","mode":"managed","type":"null_resource","name":"NAME","provider_name":"registry.terraform.io/hashicorp/null","change":{"actions":["create"],"before":null,"after":{"triggers":null},"after_unknown":{"id":true}}}],
         "configuration":{"root_module":{}}}
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("turnpike-nodes-");
    private readonly ConcurrentDictionary<string, string> _acknowledged = new();
    private long _turn;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_three_nodes_one_is_killed_under_load_and_nothing_acknowledged_is_lost()
    {
        server.Require();
        await using var observer = await TestNode.StartAsync(s => s with { Postgres = server.ConnectionString() }, clock: new SetClock { Now = DateTimeOffset.UtcNow });
        var (token, owner) = await observer.TokenAsync(Role.Admin);
        using var a = new NodeProcess(server.ConnectionString(), Folder("a"));
        using var b = new NodeProcess(server.ConnectionString(), Folder("b"));
        using var c = new NodeProcess(server.ConnectionString(), Folder("c"));
        var clients = new List<HttpClient>();
        foreach (var node in new[] { a, b, c })
        {
            var client = new HttpClient { BaseAddress = await node.AddressAsync(Cancel), Timeout = TimeSpan.FromSeconds(20) };
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token.Text);
            clients.Add(client);
        }

        using var stop = new CancellationTokenSource();
        var writers = Enumerable.Range(0, 6).Select(w => WriteAsync(clients, w, stop.Token)).ToList();
        await UntilAsync(() => _acknowledged.Count >= 60);
        await a.KillAsync(Cancel);
        var before = _acknowledged.Count;
        var killedAt = DateTimeOffset.UtcNow;
        await UntilAsync(() => _acknowledged.Count >= before + 100);
        await Task.Delay(TimeSpan.FromSeconds(4), Cancel);
        await UntilAsync(async () => (await observer.Get<JobRuns>().ListAsync(NodeProcess.TickJob, Cancel)).Any(r => r.Started > killedAt));
        await stop.CancelAsync();
        await Task.WhenAll(writers);

        // What any node acknowledged, each survivor knows.
        foreach (var client in clients[1..])
        {
            foreach (var path in _acknowledged.Keys)
            {
                using var found = await client.GetAsync(path, Cancel);
                Assert.True(found.StatusCode == HttpStatusCode.OK, $"{path}: {found.StatusCode}");
            }
        }

        var audit = await new LedgerAudit(observer.Get<NodeStores>().LedgerStore).RunAsync(new Dictionary<long, Hash256>(), Cancel);
        Assert.Empty(audit.Faults);
        await AssertSessionsWorkEverywhereAsync(observer, owner.Principal.Id, clients[1], clients[2]);
        await AssertJobsRanOnceAsync(observer, killedAt);
    }

    [Fact]
    public async Task PostgreSQL_restarted_under_load_is_an_outage_and_no_loss()
    {
        server.Require();
        await using var node = await TestNode.StartAsync(s => s with { Postgres = server.ConnectionString(), PostgresSchema = "restart" }, clock: new SetClock { Now = DateTimeOffset.UtcNow });
        using var client = await node.ClientAsync(Role.Admin);
        using var stop = new CancellationTokenSource();
        var writers = Enumerable.Range(0, 4).Select(w => WriteAsync([client], w, stop.Token)).ToList();
        await UntilAsync(() => _acknowledged.Count >= 20);
        await server.StopAsync("immediate");
        using (var down = await client.PostAsync("/api/v1/actions", Body("down"), Cancel))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, down.StatusCode);
            Assert.Equal("store-unavailable", (await down.Content.ReadFromJsonAsync<Problem>(ApiJson.Options, Cancel))!.Code);
        }

        await server.StartAsync();
        var before = _acknowledged.Count;
        await UntilAsync(() => _acknowledged.Count >= before + 20);
        await stop.CancelAsync();
        await Task.WhenAll(writers);

        foreach (var path in _acknowledged.Keys)
        {
            using var found = await client.GetAsync(path, Cancel);
            Assert.True(found.StatusCode == HttpStatusCode.OK, $"{path}: {found.StatusCode}");
        }

        Assert.Empty((await new LedgerAudit(node.Get<NodeStores>().LedgerStore).RunAsync(new Dictionary<long, Hash256>(), Cancel)).Faults);
        await UntilAsync(async () => (await client.GetAsync("/readyz", Cancel)).IsSuccessStatusCode);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static async Task AssertSessionsWorkEverywhereAsync(TestNode observer, string admin, HttpClient one, HttpClient other)
    {
        Assert.NotNull(await observer.Get<AccountStore>().FindAsync(admin, Cancel));
        using var plain = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = one.BaseAddress };
        using var signedIn = await plain.PostAsJsonAsync("/api/v1/session", new { email = admin, password = TestCallers.Password }, Cancel);
        Assert.Equal(HttpStatusCode.Created, signedIn.StatusCode);
        var cookies = string.Join("; ", signedIn.Headers.GetValues("Set-Cookie").Select(c => c.Split(';')[0]));
        using var elsewhere = new HttpRequestMessage(HttpMethod.Get, new Uri(other.BaseAddress!, "/api/v1/session"));
        elsewhere.Headers.Add("Cookie", cookies);
        using var known = await plain.SendAsync(elsewhere, Cancel);
        Assert.Equal(HttpStatusCode.OK, known.StatusCode);
    }

    private static async Task AssertJobsRanOnceAsync(TestNode observer, DateTimeOffset killedAt)
    {
        var runs = await observer.Get<JobRuns>().ListAsync(NodeProcess.TickJob, Cancel);

        // One after another, whichever node: never two at a time, and no more than there were seconds.
        var done = runs.Where(r => r is { Outcome: JobOutcome.Done, Ended: not null } && r.Started < killedAt).OrderBy(r => r.Started).ToList();
        Assert.All(done.Zip(done.Skip(1)), pair => Assert.True(pair.Second.Started >= pair.First.Started && pair.Second.Ended >= pair.First.Ended, $"{pair.First} beside {pair.Second}"));
        Assert.InRange(done.Count, 1, (done[^1].Started - done[0].Started).TotalSeconds + 3);
    }

    private async Task WriteAsync(List<HttpClient> clients, int writer, CancellationToken stop)
    {
        for (var i = 0; !stop.IsCancellationRequested; i++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"w{writer}-{i}");

            // As a client behind a balancer does: what was not acknowledged is sent again, elsewhere.
            while (!stop.IsCancellationRequested && !await TryAsync(clients[(int)(Interlocked.Increment(ref _turn) % clients.Count)], name, isPlan: i % 3 == 0))
            {
                await Task.Delay(20, CancellationToken.None);
            }
        }
    }

    private async Task<bool> TryAsync(HttpClient client, string name, bool isPlan)
    {
        try
        {
            using var response = isPlan
                ? await client.PostAsync($"/api/v1/changes?scope={name}&name=plan.json", Plan(name), CancellationToken.None)
                : await client.PostAsync("/api/v1/actions", Body(name), CancellationToken.None);
            if (!response.IsSuccessStatusCode)
            {
                Assert.True(response.StatusCode is HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests, $"{response.StatusCode}: {await response.Content.ReadAsStringAsync(CancellationToken.None)}");
                return false;
            }

            var path = isPlan
                ? "/api/v1/changes/" + (await response.Content.ReadFromJsonAsync<ChangeResource>(ApiJson.Options))!.Id
                : "/api/v1/actions/" + (await response.Content.ReadFromJsonAsync<ActionResource>(ApiJson.Options))!.Id;
            _acknowledged[path] = name;
            return true;
        }
        catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException or IOException)
        {
            return false;
        }
    }

    private static JsonContent Body(string name) =>
        JsonContent.Create(new ActionOpenRequest(name, "ada", DateTimeOffset.UtcNow.AddDays(3), "test"), options: ApiJson.Options);

    private static StringContent Plan(string name) => new(PlanText.Replace("NAME", name, StringComparison.Ordinal), Encoding.UTF8, "application/json");

    private string Folder(string name) => Path.Combine(_folder.FullName, name);

    private static Task UntilAsync(Func<bool> isSo) => UntilAsync(() => Task.FromResult(isSo()));

    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        for (var tries = 0; !await isSo(); tries++)
        {
            Assert.True(tries < 600, "It did not happen in a minute.");
            await Task.Delay(100, Cancel);
        }
    }
}
