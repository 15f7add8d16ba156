using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Turnpike.Governance;
using Turnpike.Governance.Access;
using Turnpike.Governance.Actions;
using Turnpike.Ledger;
using Turnpike.Ledger.Entries;
using Turnpike.Ledger.Events;
using Turnpike.Server.Access;
using Turnpike.Server.Webhooks;
using Turnpike.Tests;

namespace Turnpike.Server.Tests.Webhooks;

public sealed class WebhookTests(PostgresServer server) : IClassFixture<PostgresServer>
{
    private const string SecretPath = "/services/T0001/path-that-is-a-secret";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_event_arrives_as_a_signed_cloud_event()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var node = await StartAsync();
        var made = await DefineAsync(node, receiver.Address + SecretPath, "action.*");
        await NoteAsync(node, 3);

        await receiver.UntilAsync(3);

        var first = receiver.All.First();
        Assert.Equal(SecretPath, first.Path);
        Assert.Equal("application/cloudevents+json; charset=utf-8", first.Headers["content-type"]);
        var signed = $"{first.Headers["webhook-id"]}.{first.Headers["webhook-timestamp"]}.{Encoding.UTF8.GetString(first.Body)}";
        var key = Convert.FromBase64String(made.Secret!["whsec_".Length..]);
        Assert.Equal($"v1,{Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(signed)))}", first.Headers["webhook-signature"]);
        Assert.Equal(node.Clock.Now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), first.Headers["webhook-timestamp"]);
        var events = receiver.All.Select(r => JsonDocument.Parse(r.Body).RootElement).ToList();
        Assert.Equal(["a0", "a1", "a2"], events.Select(e => e.GetProperty("data").GetProperty("id").GetString()));
        Assert.Equal(("1.0", "turnpike.action.opened", "action/0", "ada"), (Text("specversion"), Text("type"), Text("subject"), Text("actor")));
        Assert.Equal(3, events.Select(e => e.GetProperty("id").GetString()).Distinct().Count());
        Assert.Equal(events.Select(e => e.GetProperty("sequence").GetString()), events.Select(e => e.GetProperty("sequence").GetString()).Order(StringComparer.Ordinal));

        string? Text(string name) => events[0].GetProperty(name).GetString();
    }

    [Fact]
    public async Task The_guides_receiver_takes_what_is_from_the_node_and_nothing_else()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var node = await StartAsync();
        var made = await DefineAsync(node, receiver.Address, "action.*");
        await NoteAsync(node, 1);
        await receiver.UntilAsync(1);
        var sent = receiver.All.First();
        var now = node.Clock.Now.ToUnixTimeSeconds();

        Assert.True(await AcceptsAsync(sent.Headers, sent.Body, made.Secret!, now));
        Assert.False(await AcceptsAsync(sent.Headers, [.. sent.Body, (byte)' '], made.Secret!, now));
        Assert.False(await AcceptsAsync(sent.Headers, sent.Body, "whsec_" + Convert.ToBase64String(new byte[32]), now));
        Assert.False(await AcceptsAsync(sent.Headers, sent.Body, made.Secret!, now + 301));
        Assert.False(await AcceptsAsync(new Dictionary<string, string>(), sent.Body, made.Secret!, now));
    }

    // Runs the function of docs/guides/webhooks.md as its readers would.
    private static async Task<bool> AcceptsAsync(IReadOnlyDictionary<string, string> headers, byte[] body, string secret, long now)
    {
        var guide = await File.ReadAllTextAsync(Path.Combine(Vectors.RepositoryRoot, "docs", "guides", "webhooks.md"), Cancel);
        var code = guide.Split("```python\n")[1].Split("```")[0];
        var input = JsonSerializer.Serialize(new { headers, body = Convert.ToBase64String(body), secret, now });
        var start = new System.Diagnostics.ProcessStartInfo("python3", ["-c", code + "\nimport json, sys\ni = json.load(sys.stdin)\nprint(is_from_turnpike(i['headers'], base64.b64decode(i['body']), i['secret'], i['now']))"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        using var python = System.Diagnostics.Process.Start(start)!;
        await python.StandardInput.WriteAsync(input);
        python.StandardInput.Close();
        var said = await python.StandardOutput.ReadToEndAsync(Cancel);
        await python.WaitForExitAsync(Cancel);
        Assert.Equal(0, python.ExitCode);
        return said.Trim() == "True";
    }

    [Fact]
    public async Task What_fails_is_tried_again_under_the_same_id_until_it_arrives()
    {
        await using var receiver = await Receiver.StartAsync();
        receiver.Answer = (http, number) =>
        {
            http.Response.StatusCode = number < 2 ? 503 : 204;
            return http.Response.CompleteAsync();
        };
        await using var node = await StartAsync();
        var webhook = (await DefineAsync(node, receiver.Address, "action.opened")).Webhook.Id;
        await NoteAsync(node, 1);

        await receiver.UntilAsync(1);
        var failed = await StateAsync(node, webhook, d => d is { State: DeliveryState.Pending, Status: 503 });
        Assert.InRange(failed.Next!.Value - node.Clock.Now, TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(6));
        node.Clock.Now += TimeSpan.FromSeconds(10);
        await receiver.UntilAsync(2);
        node.Clock.Now += TimeSpan.FromSeconds(30);

        var delivered = await StateAsync(node, webhook, d => d.State == DeliveryState.Delivered);
        Assert.Equal((3, 204), (delivered.Attempts, delivered.Status));
        Assert.Single(receiver.All.Select(r => r.Headers["webhook-id"]).Distinct());
    }

    [Fact]
    public async Task After_a_day_it_is_given_up_and_may_be_sent_by_hand()
    {
        await using var receiver = await Receiver.StartAsync();
        var status = 500;
        receiver.Answer = (http, _) =>
        {
            http.Response.StatusCode = status;
            return http.Response.WriteAsync(new string('x', 5000));
        };
        await using var node = await StartAsync();
        var webhook = (await DefineAsync(node, receiver.Address, "action.opened")).Webhook.Id;
        await NoteAsync(node, 1);
        await receiver.UntilAsync(1);
        await StateAsync(node, webhook, d => d.Status == 500);
        node.Clock.Now += TimeSpan.FromHours(25);

        var dead = await StateAsync(node, webhook, d => d.State == DeliveryState.Dead);
        Assert.Equal(WebhookSender.MaxAnswer, dead.Answer!.Length);
        status = 200;
        Assert.NotNull(await node.Get<WebhookQueue>().RenewAsync(webhook, dead.Id, Cancel));

        await StateAsync(node, webhook, d => d.State == DeliveryState.Delivered);
        Assert.Null(await node.Get<WebhookQueue>().RenewAsync("other", dead.Id, Cancel));
    }

    [Theory]
    [InlineData(410, DeliveryState.Dead)]
    [InlineData(302, DeliveryState.Pending)]
    [InlineData(404, DeliveryState.Pending)]
    public async Task Only_success_is_delivered_and_nothing_is_followed(int status, DeliveryState state)
    {
        await using var elsewhere = await Receiver.StartAsync();
        await using var receiver = await Receiver.StartAsync();
        receiver.Answer = (http, _) =>
        {
            http.Response.StatusCode = status;
            http.Response.Headers.Location = elsewhere.Address;
            return Task.CompletedTask;
        };
        await using var node = await StartAsync();
        var webhook = (await DefineAsync(node, receiver.Address, "action.opened")).Webhook.Id;
        await NoteAsync(node, 1);

        var tried = await StateAsync(node, webhook, d => d.Status == status);

        Assert.Equal(state, tried.State);
        Assert.Empty(elsewhere.All);
    }

    [Fact]
    public async Task One_that_hangs_keeps_no_other_waiting()
    {
        await using var hangs = await Receiver.StartAsync();
        hangs.Answer = static async (http, _) => await Task.Delay(Timeout.Infinite, http.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await using var receiver = await Receiver.StartAsync();
        await using var node = await StartAsync();
        await DefineAsync(node, hangs.Address, "action.opened");
        await DefineAsync(node, receiver.Address, "action.opened");
        await NoteAsync(node, 3);

        await receiver.UntilAsync(3);

        Assert.NotEmpty(hangs.All);
    }

    [Fact]
    public async Task A_test_and_a_removed_webhook()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var node = await StartAsync();
        var webhook = (await DefineAsync(node, receiver.Address, "change.*")).Webhook.Id;
        await node.Get<WebhookQueue>().AddTestAsync(webhook, Cancel);
        await receiver.UntilAsync(1);
        Assert.Equal("turnpike.webhook.tested", JsonDocument.Parse(receiver.All.Single().Body).RootElement.GetProperty("type").GetString());

        Assert.Null((await node.Get<DefineWebhook>().RemoveAsync(Somebody(Role.Admin), webhook, Cancel)).Refusal);
        await NoteAsync(node, 1);

        Assert.Empty(await node.Get<WebhookQueue>().ListAsync(webhook, null, Cancel));
        Assert.Null(await node.Get<WebhookSecrets>().FindAsync(webhook, Cancel));
        Assert.Single(receiver.All);
    }

    [Fact]
    public async Task Secrets_are_in_no_file_in_the_clear()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var node = await StartAsync();
        var made = await DefineAsync(node, receiver.Address + SecretPath, "action.*");
        await NoteAsync(node, 1);
        await receiver.UntilAsync(1);

        foreach (var file in Directory.EnumerateFiles(node.Settings.DataFolder))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var content = new MemoryStream();
            await stream.CopyToAsync(content, Cancel);
            var text = Encoding.Latin1.GetString(content.ToArray());
            Assert.DoesNotContain(made.Secret!["whsec_".Length..], text, StringComparison.Ordinal);
            Assert.DoesNotContain("path-that-is-a-secret", text, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("path-that-is-a-secret", string.Join('\n', node.Log.Lines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("chagne.judged", "\"chagne.judged\" (is it change.judged?)")]
    [InlineData("decison.*", "\"decison.*\" (is it decision.*?)")]
    [InlineData("change.jud*", "\"change.jud*\"")]
    [InlineData("action.open", "\"action.open\" (is it action.opened?)")]
    [InlineData("weather.changed", "\"weather.changed\", no ")]
    public async Task Events_that_no_node_records_are_refused_with_those_near_them(string pattern, string says)
    {
        await using var node = await TestNode.StartAsync();

        var made = await node.Get<DefineWebhook>().CreateAsync(Somebody(Role.Admin), new WebhookWish("https://example.com/", ["change.*", pattern, "nonsense"], "", true), Cancel);

        Assert.Equal("webhook-invalid", made.Refusal?.Code);
        Assert.Contains(says, made.Refusal!.Message, StringComparison.Ordinal);
        Assert.Contains("no \"nonsense\"", made.Refusal.Message, StringComparison.Ordinal);
        Assert.Empty(node.Get<WebhookProjection>().All);
    }

    [Theory]
    [InlineData("ftp://example.com/", "https")]
    [InlineData("/only/a/path", "https")]
    [InlineData("https://ada:pw@example.com/", "password")]
    [InlineData("http://127.0.0.1:9/", "not a public address")]
    [InlineData("http://[::1]/", "not a public address")]
    [InlineData("http://[::ffff:10.0.0.1]/", "not a public address")]
    [InlineData("http://169.254.169.254/latest/meta-data", "not a public address")]
    [InlineData("http://2130706433/", "not a public address")]
    [InlineData("http://localhost/", "not a public address")]
    public async Task An_address_that_only_the_node_could_reach_is_refused(string url, string why)
    {
        await using var node = await TestNode.StartAsync();

        var made = await node.Get<DefineWebhook>().CreateAsync(Somebody(Role.Admin), new WebhookWish(url, ["*"], "", true), Cancel);

        Assert.Equal("webhook-invalid", made.Refusal?.Code);
        Assert.Contains(why, made.Refusal!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_leads_to_a_private_address_is_refused_when_it_is_connected_to()
    {
        await using var receiver = await Receiver.StartAsync("http://0.0.0.0:0");
        await using var node = await TestNode.StartAsync();
        var port = new Uri(receiver.Address).Port;
        var webhook = (await DefineAsync(node, $"http://{Dns.GetHostName()}:{port}/", "action.*")).Webhook.Id;
        await NoteAsync(node, 1);

        var tried = await StateAsync(node, webhook, d => d.Answer is not null);

        Assert.Contains("has no public address", tried.Answer, StringComparison.Ordinal);
        Assert.Empty(receiver.All);
    }

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("172.15.255.255", true)]
    [InlineData("172.16.0.1", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("2a00:1450:4001::1", true)]
    [InlineData("::", false)]
    [InlineData("::1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fc00::1", false)]
    [InlineData("ff02::1", false)]
    [InlineData("64:ff9b::7f00:1", false)]
    [InlineData("2002:7f00:1::", false)]
    [InlineData("::ffff:127.0.0.1", false)]
    [InlineData("::ffff:8.8.8.8", true)]
    public void Public_addresses(string address, bool isPublic) => Assert.Equal(isPublic, WebhookTarget.IsPublic(IPAddress.Parse(address)));

    [Theory]
    [InlineData(Role.Operator, "*", false)]
    [InlineData(Role.Operator, "change.*", true)]
    [InlineData(Role.Operator, "user.added", false)]
    [InlineData(Role.Operator, "signin.failed", false)]
    [InlineData(Role.Admin, "*", true)]
    public async Task Nobody_hears_by_webhook_what_they_may_not_read(Role role, string events, bool isAllowed)
    {
        await using var node = await StartAsync();

        var made = await node.Get<DefineWebhook>().CreateAsync(Somebody(role), new WebhookWish("https://example.com/", [events], "", true), Cancel);

        Assert.Equal(isAllowed, made.Refusal is null);
    }

    [Fact]
    public async Task Two_nodes_deliver_each_event_once_and_one_takes_over_what_another_left()
    {
        server.Require();
        await using var receiver = await Receiver.StartAsync();
        await using var one = await StartAsync(server.ConnectionString());
        await using var other = await StartAsync(server.ConnectionString());
        var webhook = (await DefineAsync(one, receiver.Address, "action.*")).Webhook.Id;
        await Task.WhenAll(NoteAsync(one, 40), NoteAsync(other, 40, "b"));

        await receiver.UntilAsync(80);
        await Task.Delay(500, Cancel);
        Assert.Equal(80, receiver.All.Count);
        Assert.Equal(80, receiver.All.Select(r => r.Headers["webhook-id"]).Distinct().Count());

        // A node that took it and died: nobody else gets it until that minute is over.
        var queue = one.Get<WebhookQueue>();
        await queue.FillAsync([], 0, Cancel);
        var lost = await queue.AddTestAsync(webhook, Cancel);
        await receiver.UntilAsync(81);
        Assert.Contains(receiver.All, r => r.Headers["webhook-id"] == lost.Id);
    }

    [Fact]
    public async Task What_was_taken_by_a_node_that_died_comes_due_again()
    {
        await using var node = await TestNode.StartAsync();
        var queue = node.Get<WebhookQueue>();
        var test = await queue.AddTestAsync("w", Cancel);

        Assert.Equal(test.Id, Assert.Single(await queue.TakeAsync(10, Cancel)).Id);
        Assert.Empty(await queue.TakeAsync(10, Cancel));
        node.Clock.Now += TimeSpan.FromSeconds(61);

        Assert.Equal(2, Assert.Single(await queue.TakeAsync(10, Cancel)).Attempts);
    }

    [Fact]
    public void Waits_grow_to_four_hours_and_fit_a_dozen_tries_into_a_day()
    {
        var waits = Enumerable.Range(1, 30).Select(WebhookSender.Wait).ToList();

        Assert.InRange(waits[0].TotalSeconds, 4, 6);
        Assert.All(waits, w => Assert.InRange(w.TotalHours, 0, 4.8));
        Assert.InRange(waits[29].TotalHours, 3.2, 4.8);
    }

    private static Caller Somebody(Role role) =>
        new(Principal.With("ada", Roles.NameOf(role)), Roles.PermissionsOf(role), null, null);

    private static Task<TestNode> StartAsync(string? postgres = null) => TestNode.StartAsync(s => s with
    {
        Postgres = postgres,
        Operations = s.Operations with { WebhooksReachPrivateAddresses = true },
    });

    private static async Task<WebhookMade> DefineAsync(TestNode node, string url, string events)
    {
        var made = await node.Get<DefineWebhook>().CreateAsync(Somebody(Role.Admin), new WebhookWish(url, [events], "a test", true), Cancel);
        Assert.Null(made.Refusal);
        return made.Value!;
    }

    private static async Task NoteAsync(TestNode node, int count, string prefix = "a")
    {
        for (var i = 0; i < count; i++)
        {
            var draft = ActionEvents.Opened.Draft(new ActionOpened($"{prefix}{i}", "Look", "ada", DateTimeOffset.UnixEpoch, "test"), "ada");
            await node.Get<ProjectionFollower>().AppendAsync(new StreamName($"action/{i}"), ExpectedVersion.Any, [draft], Cancel);
        }
    }

    private static async Task<WebhookDelivery> StateAsync(TestNode node, string webhook, Func<WebhookDelivery, bool> isSo)
    {
        for (var tries = 0; ; tries++)
        {
            var list = await node.Get<WebhookQueue>().ListAsync(webhook, null, Cancel);
            if (list.FirstOrDefault(isSo) is { } found)
            {
                return found;
            }

            Assert.True(tries < 200, $"It did not come to this in 20 seconds: {string.Join(" ", list)}");
            await Task.Delay(100, Cancel);
        }
    }
}
