using System.Net;
using System.Net.Http.Json;
using Turnpike.Formats.Observation;
using Turnpike.Governance.Access;
using Turnpike.Ledger;
using Turnpike.Server.Api;
using Turnpike.Server.Connections;
using Turnpike.Server.Estate;
using Turnpike.Tests;

namespace Turnpike.Server.Tests.Connections;

/// <summary>Connections and their syncs over HTTP, on real nodes.</summary>
public class ConnectionTests
{
    private static readonly Dictionary<string, string> s_settings = new() { ["account"] = "1" };

    [Fact]
    public async Task A_sync_brings_what_is_there_says_what_was_not_read_and_again_nothing()
    {
        var shown = new ShownConnector();
        await using var node = await TestNode.StartAsync(services: shown.AddTo);
        using var admin = await node.ClientAsync(Role.Admin);
        shown.Parts.AddRange([ShownConnector.Part("eu/a", ["x", "y"]), ShownConnector.Part("eu/b", [], CoverageStatus.Denied, "Grant b:List."), ShownConnector.Part("us/a", ["z"])]);
        await DefineAsync(admin, "main", new ConnectionRequest("shown", s_settings, "never", null));
        var first = await SyncAsync(admin, "main");

        Assert.Equal((SyncOutcome.Partial, 3, 2, 1), (first.Outcome, first.Parts, first.Changed, first.Unread));
        var parts = await GetAsync<Page<SyncPartResource>>(admin, "connections/main/parts");
        Assert.Equal([("eu/a", PartOutcome.Changed, true), ("eu/b", PartOutcome.Denied, false), ("us/a", PartOutcome.Changed, true)], parts.Items.Select(static p => (p.Source, p.Outcome, p.ReadAt is not null)));
        Assert.Equal("eu/b:List: Grant b:List.", parts.Items[1].Says);
        var size = (await node.Get<EventLedger>().HeadAsync(TestContext.Current.CancellationToken)).Size;

        node.Clock.Now += TimeSpan.FromMinutes(30);
        var second = await SyncAsync(admin, "main");
        Assert.Equal((SyncOutcome.Partial, 0), (second.Outcome, second.Changed));
        Assert.Equal(size, (await node.Get<EventLedger>().HeadAsync(TestContext.Current.CancellationToken)).Size);
        var scope = Assert.Single((await GetAsync<ScopesResource>(admin, "estate/scopes")).Items);
        Assert.Equal((3, node.Clock.Now, "main"), (scope.Resources, scope.Sources[0].ReadAt, scope.Sources[0].Connection));

        shown.Parts[1] = ShownConnector.Part("eu/b", ["q"]);
        shown.Parts[0] = ShownConnector.Part("eu/a", ["x"], CoverageStatus.Partial, "Page 2 failed.");
        var third = await SyncAsync(admin, "main");
        Assert.Equal((SyncOutcome.Partial, 1, 1), (third.Outcome, third.Changed, third.Unread));
        var sources = (await GetAsync<ScopesResource>(admin, "estate/scopes")).Items[0].Sources;
        Assert.Equal(["Page 2 failed."], sources.SelectMany(static s => s.Unread ?? []).Select(static u => u.Message));
        Assert.Equal(3, shown.Runs);
    }

    [Fact]
    public async Task What_a_connection_no_longer_shows_is_out_of_the_estate_once_it_was_listed_whole()
    {
        var shown = new ShownConnector();
        await using var node = await TestNode.StartAsync(services: shown.AddTo);
        using var admin = await node.ClientAsync(Role.Admin);
        shown.Parts.AddRange([ShownConnector.Part("eu/a", ["x", "y"]), ShownConnector.Part("us/a", ["z"]), ShownConnector.Part("us/b", [], CoverageStatus.Denied, "Grant b:List.")]);
        await DefineAsync(admin, "main", new ConnectionRequest("shown", s_settings, "never", null));
        await SyncAsync(admin, "main");
        shown.Parts.RemoveRange(1, 2);

        shown.IsRefusedList = true;
        var refused = await SyncAsync(admin, "main");
        Assert.Equal((SyncOutcome.Done, 3), (refused.Outcome, Assert.Single((await GetAsync<ScopesResource>(admin, "estate/scopes")).Items).Resources));

        shown.IsRefusedList = false;
        var whole = await SyncAsync(admin, "main");
        Assert.Equal("1 parts, 0 of them changed: 0 added, 0 changed, 1 removed; 2 parts are gone", whole.Says);
        Assert.Equal(["eu/a"], Assert.Single((await GetAsync<ScopesResource>(admin, "estate/scopes")).Items).Sources.Select(static s => s.Name));
        Assert.Equal(["eu/a"], (await GetAsync<Page<SyncPartResource>>(admin, "connections/main/parts")).Items.Select(static p => p.Source));
        Assert.Empty((await GetAsync<Page<SourceCoverageResource>>(admin, "estate/coverage?unread=true")).Items);

        var size = (await node.Get<EventLedger>().HeadAsync(TestContext.Current.CancellationToken)).Size;
        await SyncAsync(admin, "main");
        Assert.Equal(size, (await node.Get<EventLedger>().HeadAsync(TestContext.Current.CancellationToken)).Size);
    }

    [Fact]
    public async Task What_fails_is_told_tried_again_later_each_time_and_keeps_what_was_read()
    {
        var shown = new ShownConnector { Failure = "The host main.example.com is not known." };
        await using var node = await TestNode.StartAsync(static s => s with { Operations = s.Operations with { RunsJobs = true } }, services: shown.AddTo);
        using var admin = await node.ClientAsync(Role.Admin);
        shown.Parts.Add(ShownConnector.Part("eu/a", ["x"]));
        await DefineAsync(admin, "main", new ConnectionRequest("shown", s_settings, "6h", null));

        var waits = new List<double>();
        for (var failures = 1; failures <= 3; failures++)
        {
            var now = await UntilAsync(admin, "main", c => c.Failures == failures && c.Running is null);
            Assert.Equal((SyncOutcome.Failed, shown.Failure), (now.Last!.Outcome, now.Last.Says));
            waits.Add(Math.Floor((now.Next!.Value - node.Clock.Now).TotalMinutes));
            node.Clock.Now = now.Next.Value;
        }

        Assert.Equal([1, 2, 4], waits);
        Assert.Equal(1, Assert.Single((await GetAsync<ScopesResource>(admin, "estate/scopes")).Items).Resources);
        shown.Failure = null;
        var well = await UntilAsync(admin, "main", static c => c is { Failures: 0, Running: null, Last.Outcome: SyncOutcome.Done });
        Assert.InRange((well.Next!.Value - node.Clock.Now).TotalHours, 6, 6.7);
        Assert.Equal(1, shown.MostAtOnce);
    }

    [Fact]
    public async Task One_runs_at_a_time_shows_how_far_it_is_and_can_be_cancelled()
    {
        var shown = new ShownConnector { Gate = new TaskCompletionSource() };
        shown.Parts.Add(ShownConnector.Part("eu/a", ["x"]));
        await using var node = await TestNode.StartAsync(services: shown.AddTo);
        using var admin = await node.ClientAsync(Role.Admin);
        using var operate = await node.ClientAsync(Role.Operator);
        await DefineAsync(admin, "main", new ConnectionRequest("shown", s_settings, "never", null));
        Assert.Equal(HttpStatusCode.Accepted, (await operate.PostAsync("api/v1/connections/main/syncs", null, TestContext.Current.CancellationToken)).StatusCode);
        var running = await UntilAsync(operate, "main", static c => c.Running?.Says is not null);
        Assert.Equal(("reading", 1, "operator"), (running.Running!.Says, running.Running.Total, running.Running.By[..8]));

        Assert.Equal(HttpStatusCode.NoContent, (await operate.DeleteAsync("api/v1/connections/main/syncs/current", TestContext.Current.CancellationToken)).StatusCode);
        var ended = await operate.GetStringAsync("api/v1/connections/main/progress", TestContext.Current.CancellationToken);
        Assert.Contains("event: ended", ended, StringComparison.Ordinal);
        Assert.Contains("\"outcome\":\"cancelled\"", ended, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await operate.DeleteAsync("api/v1/connections/main/syncs/current", TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal((1, 1), (shown.Runs, shown.MostAtOnce));
    }

    [Theory]
    [InlineData("shown", "account=1;more=2", "6h", "CONN001")]
    [InlineData("shown", "", "6h", "CONN002")]
    [InlineData("shown", "account=1;pages=many", "6h", "CONN003")]
    [InlineData("moon", "account=1", "6h", "SYNC001")]
    [InlineData("shown", "account=1", "5s", "connection-invalid")]
    public async Task What_cannot_be_connected_is_refused_with_every_fault(string kind, string settings, string schedule, string code)
    {
        await using var node = await TestNode.StartAsync(services: new ShownConnector().AddTo);
        using var admin = await node.ClientAsync(Role.Admin);
        var wish = new ConnectionRequest(kind, settings.Split(';', StringSplitOptions.RemoveEmptyEntries).ToDictionary(static s => s.Split('=')[0], static s => s.Split('=')[1]), schedule, null);
        using var answer = await admin.PutAsJsonAsync("api/v1/connections/main", wish, ApiJson.Options, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains(code, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Empty((await GetAsync<Page<ConnectionResource>>(admin, "connections")).Items);
    }

    [Fact]
    public async Task A_connection_is_changed_in_part_and_removed_with_a_reason()
    {
        await using var node = await TestNode.StartAsync(services: new ShownConnector().AddTo);
        using var admin = await node.ClientAsync(Role.Admin);
        await DefineAsync(admin, "main", new ConnectionRequest("shown", s_settings, "never", null));
        var changed = await DefineAsync(admin, "main", new ConnectionRequest("shown", null, "1d", false));
        Assert.Equal(("1", "1d", false), (changed.Settings["account"], changed.Schedule, changed.IsEnabled));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await admin.DeleteAsync("api/v1/connections/main", TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await admin.DeleteAsync("api/v1/connections/main?reason=closed", TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await admin.GetAsync("api/v1/connections/main", TestContext.Current.CancellationToken)).StatusCode);
    }

    private static async Task<ConnectionResource> DefineAsync(HttpClient client, string name, ConnectionRequest request)
    {
        using var answer = await client.PutAsJsonAsync($"api/v1/connections/{name}", request, ApiJson.Options, TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return (await answer.Content.ReadFromJsonAsync<ConnectionResource>(ApiJson.Options, TestContext.Current.CancellationToken))!;
    }

    private static async Task<SyncRunResource> SyncAsync(HttpClient client, string name)
    {
        var before = (await GetAsync<ConnectionResource>(client, $"connections/{name}")).Last?.Id;
        using var asked = await client.PostAsync($"api/v1/connections/{name}/syncs", null, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Accepted, asked.StatusCode);
        return (await UntilAsync(client, name, c => c is { Running: null, IsRequested: false } && c.Last is { } last && last.Id != before)).Last!;
    }

    private static async Task<ConnectionResource> UntilAsync(HttpClient client, string name, Func<ConnectionResource, bool> isSo)
    {
        for (var i = 0; i < 600; i++)
        {
            var now = await GetAsync<ConnectionResource>(client, $"connections/{name}");
            if (isSo(now))
            {
                return now;
            }

            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        throw new TimeoutException($"{name} never came to it: {await client.GetStringAsync($"api/v1/connections/{name}", TestContext.Current.CancellationToken)}");
    }

    private static async Task<T> GetAsync<T>(HttpClient client, string path) =>
        (await client.GetFromJsonAsync<T>("api/v1/" + path, ApiJson.Options, TestContext.Current.CancellationToken))!;
}
