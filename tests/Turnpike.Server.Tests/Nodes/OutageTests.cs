using System.Globalization;
using System.Net;
using System.Text.Json;
using Turnpike.Governance;
using Turnpike.Governance.Access;
using Turnpike.Governance.Actions;
using Turnpike.Ledger;
using Turnpike.Ledger.Entries;
using Turnpike.Ledger.Events;
using Turnpike.Server.Access;
using Turnpike.Server.Operations.Jobs;
using Turnpike.Server.Tests.Webhooks;
using Turnpike.Server.Webhooks;
using Turnpike.Tests;

namespace Turnpike.Server.Tests.Nodes;

/// <summary>What a node does in the background goes on by itself when its database was away.</summary>
public sealed class OutageTests(PostgresServer postgres) : IClassFixture<PostgresServer>
{
    private const string Job = "sign-checkpoint";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("fast")]
    [InlineData("immediate")]
    public async Task Deliveries_jobs_and_the_live_feed_go_on_after_an_outage(string mode)
    {
        postgres.Require();
        await using var receiver = await Receiver.StartAsync();
        await using var node = await TestNode.StartAsync(s => s with { Postgres = postgres.ConnectionString(), Operations = new() { WebhooksReachPrivateAddresses = true } });
        using var client = await node.ClientAsync(Role.Admin);
        var caller = new Caller(Principal.With("ada", Roles.NameOf(Role.Admin)), Roles.PermissionsOf(Role.Admin), null, null);
        Assert.Null((await node.Get<DefineWebhook>().CreateAsync(caller, new WebhookWish(receiver.Address, ["action.*"], "a test", true), Cancel)).Refusal);
        using var feed = await client.GetAsync("/api/v1/events", HttpCompletionOption.ResponseHeadersRead, Cancel);
        using var lines = new StreamReader(await feed.Content.ReadAsStreamAsync(Cancel));
        await NoteAsync(node, mode, "before");
        await receiver.UntilAsync(1);

        await postgres.StopAsync(mode);
        await Assert.ThrowsAnyAsync<Exception>(() => NoteAsync(node, mode, "lost"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await UntilAsync(async () => await StatusAsync(client, "/readyz"), static s => s == HttpStatusCode.ServiceUnavailable));
        await postgres.StartAsync();

        Assert.Equal(HttpStatusCode.OK, await UntilAsync(async () => await StatusAsync(client, "/readyz"), static s => s == HttpStatusCode.OK));
        await NoteAsync(node, mode, "after");
        await receiver.UntilAsync(2);
        Assert.Equal(["before", "after"], receiver.All.Select(static r => JsonDocument.Parse(r.Body).RootElement.GetProperty("data").GetProperty("title").GetString()).Distinct());
        await UntilAsync(async () => await lines.ReadLineAsync(Cancel) ?? "the feed ended", static l => l.Contains("\"after\"", StringComparison.Ordinal));

        using var run = await client.PostAsync($"/api/v1/operations/jobs/{Job}/runs", null, Cancel);
        Assert.True(run.IsSuccessStatusCode, await run.Content.ReadAsStringAsync(Cancel));
        await UntilAsync(async () => (await node.Get<Turnpike.Server.Operations.Jobs.Jobs>().ListAsync(Cancel)).Single(static j => j.Job.Name == Job).Runs, static r => r.Any(static o => o.Outcome == JobOutcome.Done));
    }

    private static async Task NoteAsync(TestNode node, string about, string title)
    {
        var draft = ActionEvents.Opened.Draft(new ActionOpened($"{about}-{title}", title, "ada", DateTimeOffset.UnixEpoch, "test"), "ada");
        await node.Get<ProjectionFollower>().AppendAsync(new StreamName($"action/{about}-{title}"), ExpectedVersion.Any, [draft], Cancel);
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(path, Cancel);
        return answer.StatusCode;
    }

    private static async Task<T> UntilAsync<T>(Func<Task<T>> ask, Func<T, bool> isSo)
    {
        for (var tries = 0; ; tries++)
        {
            var answer = await ask();
            if (isSo(answer))
            {
                return answer;
            }

            Assert.True(tries < 600, string.Create(CultureInfo.InvariantCulture, $"It did not come to this in a minute: {answer}"));
            await Task.Delay(100, Cancel);
        }
    }
}
