using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.ServerSentEvents;
using System.Text.Json;
using Turnpike.Governance.Access;
using Turnpike.Governance.Actions;
using Turnpike.Ledger;
using Turnpike.Ledger.Entries;
using Turnpike.Ledger.Events;
using Turnpike.Server.Identity.Tokens;
using Turnpike.Server.Live;
using Turnpike.Tests;

namespace Turnpike.Server.Tests.Live;

public sealed class LiveTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_recorded_arrives_and_goes_on_after_the_last_id_without_loss_or_repetition()
    {
        await using var node = await TestNode.StartAsync();
        using var client = await node.ClientAsync(Role.Viewer);
        var seen = new List<string>();
        using (var first = await OpenAsync(client, null))
        {
            var writing = NoteAsync(node, 0, 200);
            await TakeAsync(first, seen, 80);
            await writing;
        }

        var last = seen[^1];
        using var second = await OpenAsync(client, last);
        var more = NoteAsync(node, 200, 50);
        await TakeAsync(second, seen, 170);
        await more;

        var positions = seen.ConvertAll(s => long.Parse(s, CultureInfo.InvariantCulture));
        Assert.Equal(250, positions.Count);
        Assert.Equal(Enumerable.Range(0, 250).Select(i => positions[0] + i), positions);
    }

    [Fact]
    public async Task An_event_says_what_was_recorded()
    {
        await using var node = await TestNode.StartAsync();
        using var client = await node.ClientAsync(Role.Viewer);
        using var stream = await OpenAsync(client, null);
        await NoteAsync(node, 7, 1);

        var item = await NextAsync(stream);

        Assert.Equal("action.opened", item.EventType);
        var data = JsonDocument.Parse(item.Data).RootElement;
        Assert.Equal((item.EventId, "action/7", "ada", "a7"), (data.GetProperty("position").ToString(), data.GetProperty("stream").GetString(), data.GetProperty("actor").GetString(), data.GetProperty("data").GetProperty("id").GetString()));
    }

    [Fact]
    public async Task Each_sees_only_what_they_may_read()
    {
        await using var node = await TestNode.StartAsync();
        using var viewer = await node.ClientAsync(Role.Viewer);
        using var auditor = await node.ClientAsync(Role.Auditor);
        using var forViewer = await OpenAsync(viewer, "-1");
        using var forAuditor = await OpenAsync(auditor, "-1");
        await NoteAsync(node, 0, 1);

        var types = new List<string>();
        for (string type; (type = (await NextAsync(forAuditor)).EventType) != "action.opened";)
        {
            types.Add(type);
        }

        Assert.Contains("user.created", types);
        Assert.Contains("token.created", types);
        for (string type; (type = (await NextAsync(forViewer)).EventType) != "action.opened";)
        {
            Assert.DoesNotContain(type, new[] { "user.created", "token.created" });
        }
    }

    [Fact]
    public async Task Silence_is_broken_and_moves_the_place_to_go_on_from()
    {
        await using var node = await TestNode.StartAsync();
        node.Get<LiveFeed>().Heartbeat = TimeSpan.FromMilliseconds(100);
        using var client = await node.ClientAsync(Role.Viewer);
        using var response = await GetAsync(client, "-1");
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(Cancel));

        var ids = new List<string>();
        for (var beats = 0; beats < 3;)
        {
            var line = await reader.ReadLineAsync(Cancel);
            beats += line == ": still here" ? 1 : 0;
            ids.AddRange(line!.StartsWith("id: ", StringComparison.Ordinal) ? [line] : []);
        }

        Assert.Equal("id: -1", ids[0]);
        Assert.NotEqual("id: -1", ids[^1]);
    }

    [Fact]
    public async Task It_ends_when_the_token_is_revoked()
    {
        await using var node = await TestNode.StartAsync();
        var (token, owner) = await node.TokenAsync(Role.Viewer);
        using var client = node.NewClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token.Text);
        using var stream = await OpenAsync(client, null);
        await NoteAsync(node, 0, 1);
        Assert.Equal("action.opened", (await NextAsync(stream)).EventType);

        await node.Get<RevokeToken>().RunAsync(owner, token.Token.Id, Cancel);
        await NoteAsync(node, 1, 1);

        var end = Task.Run(
            async () =>
            {
                while (await stream.Items.MoveNextAsync())
                {
                }
            },
            Cancel);
        await end.WaitAsync(TimeSpan.FromSeconds(20), Cancel);
        await UntilAsync(() => node.Get<LiveFeed>().Listeners == 0);
    }

    [Fact]
    public async Task Who_is_too_slow_is_let_go_and_others_are_not_kept_waiting()
    {
        var feed = new LiveFeed();
        using var slow = feed.Listen()!;
        using var quick = feed.Listen()!;
        for (var i = 0; i < LiveFeed.Buffer + 10; i++)
        {
            feed.Apply(new LedgerEntry(i, default, default, new StreamName("s"), 1, new EventType("test.noted", 1), "ada", "{}"u8.ToArray()));
            Assert.Equal(i, (await quick.Entries.ReadAsync(Cancel)).Position);
        }

        var read = 0;
        await foreach (var entry in slow.Entries.ReadAllAsync(Cancel))
        {
            Assert.Equal(read++, entry.Position);
        }

        Assert.Equal(LiveFeed.Buffer, read);
        slow.Dispose();
        Assert.Equal(1, feed.Listeners);
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("-2")]
    [InlineData("99999999999999999999")]
    public async Task A_place_that_is_none_is_refused(string last)
    {
        await using var node = await TestNode.StartAsync();
        using var client = await node.ClientAsync(Role.Viewer);

        using var response = await GetAsync(client, last);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        using var anonymous = await node.Anonymous.GetAsync("/api/v1/events", Cancel);
        Assert.Equal(HttpStatusCode.Unauthorized, anonymous.StatusCode);
    }

    private static async Task<HttpResponseMessage> GetAsync(HttpClient client, string? last)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/events");
        if (last is not null)
        {
            request.Headers.Add("Last-Event-ID", last);
        }

        return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancel);
    }

    private static async Task<Stream> OpenAsync(HttpClient client, string? last)
    {
        var response = await GetAsync(client, last);
        Assert.Equal((HttpStatusCode.OK, "text/event-stream"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        var parser = SseParser.Create(await response.Content.ReadAsStreamAsync(Cancel));
        return new Stream(response, parser, parser.EnumerateAsync(Cancel).GetAsyncEnumerator(Cancel));
    }

    private static async Task<Item> NextAsync(Stream stream)
    {
        Assert.True(await stream.Items.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20), Cancel));
        return new Item(stream.Parser.LastEventId, stream.Items.Current.EventType, stream.Items.Current.Data);
    }

    private static async Task TakeAsync(Stream stream, List<string> seen, int count)
    {
        for (var i = 0; i < count; i++)
        {
            seen.Add((await NextAsync(stream)).EventId);
        }
    }

    private static async Task NoteAsync(TestNode node, int from, int count)
    {
        for (var i = from; i < from + count; i++)
        {
            var draft = ActionEvents.Opened.Draft(new ActionOpened($"a{i}", "Look", "ada", DateTimeOffset.UnixEpoch, "test"), "ada");
            await node.Get<ProjectionFollower>().AppendAsync(new StreamName($"action/{i}"), ExpectedVersion.Any, [draft], Cancel);
        }
    }

    private static async Task UntilAsync(Func<bool> isSo)
    {
        for (var tries = 0; !isSo(); tries++)
        {
            Assert.True(tries < 100, "It did not happen in 10 seconds.");
            await Task.Delay(100, Cancel);
        }
    }

    private sealed record Item(string EventId, string EventType, string Data);

    private sealed record Stream(HttpResponseMessage Response, SseParser<string> Parser, IAsyncEnumerator<SseItem<string>> Items) : IDisposable
    {
        public void Dispose() => Response.Dispose();
    }
}
