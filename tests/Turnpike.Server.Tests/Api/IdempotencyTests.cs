using System.Net;
using Turnpike.Governance.Access;
using Turnpike.Server.Api;
using Turnpike.Server.Governance;
using Turnpike.Tests;

namespace Turnpike.Server.Tests.Api;

public class IdempotencyTests
{
    private const string Actions = "/api/v1/actions";

    [Fact]
    public async Task A_repeated_request_is_done_once_and_answered_the_same()
    {
        await using var node = await TestNode.StartAsync();
        using var client = await node.ClientAsync(Role.Contributor, "contributor@example.com");
        var first = await client.SendAsync(HttpMethod.Post, Actions, Request(node), key: "k1");
        var again = await client.SendAsync(HttpMethod.Post, Actions, Request(node), key: "k1");
        Assert.Equal(HttpStatusCode.Created, again.StatusCode);
        Assert.Equal(first.Headers.Location, again.Headers.Location);
        Assert.Equal("true", again.Headers.GetValues("Idempotency-Replayed").Single());
        Assert.Equal(await first.ReadAsync<ActionResource>(), await again.ReadAsync<ActionResource>());
        Assert.Single((await client.GetAsync<Page<ActionResource>>(Actions)).Items);
    }

    [Fact]
    public async Task A_key_belongs_to_one_request_of_one_principal_for_a_day()
    {
        await using var node = await TestNode.StartAsync();
        using var client = await node.ClientAsync(Role.Contributor, "contributor@example.com");
        using var other = await node.ClientAsync(Role.Approver, "approver@example.com");
        await (await client.SendAsync(HttpMethod.Post, Actions, Request(node), key: "k1")).ReadAsync<ActionResource>();
        await (await client.SendAsync(HttpMethod.Post, Actions, Request(node) with { Title = "Other" }, key: "k1")).ProblemAsync(HttpStatusCode.UnprocessableEntity, "idempotency-key-reused");
        await (await client.SendAsync(HttpMethod.Post, Actions + "?x=1", Request(node), key: "k1")).ProblemAsync(HttpStatusCode.UnprocessableEntity, "idempotency-key-reused");
        await (await other.SendAsync(HttpMethod.Post, Actions, Request(node), key: "k1")).ReadAsync<ActionResource>();
        node.Clock.Now += TimeSpan.FromHours(25);
        await (await client.SendAsync(HttpMethod.Post, Actions, Request(node) with { Title = "Other" }, key: "k1")).ReadAsync<ActionResource>();
        Assert.Equal(3, (await client.GetAsync<Page<ActionResource>>(Actions)).Items.Count);
    }

    [Fact]
    public async Task What_was_refused_can_be_tried_again_with_the_same_key()
    {
        await using var node = await TestNode.StartAsync();
        using var client = await node.ClientAsync(Role.Contributor, "contributor@example.com");
        await (await client.SendAsync(HttpMethod.Post, Actions, Request(node) with { Title = "" }, key: "k1")).ProblemAsync(HttpStatusCode.UnprocessableEntity, "incomplete");
        await (await client.SendAsync(HttpMethod.Post, Actions, Request(node), key: "k1")).ReadAsync<ActionResource>();
        await (await client.SendAsync(HttpMethod.Post, Actions, Request(node), key: new string('k', 201))).ProblemAsync(HttpStatusCode.BadRequest, "malformed");
    }

    [Fact]
    public async Task Of_many_at_once_one_is_done()
    {
        await using var node = await TestNode.StartAsync();
        using var client = await node.ClientAsync(Role.Contributor, "contributor@example.com");
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => client.SendAsync(HttpMethod.Post, Actions, Request(node), key: "k1")));
        Assert.All(answers, a => Assert.True(a.StatusCode is HttpStatusCode.Created or HttpStatusCode.Conflict, a.StatusCode.ToString()));
        Assert.Contains(answers, a => a.StatusCode == HttpStatusCode.Created);
        Assert.Single((await client.GetAsync<Page<ActionResource>>(Actions)).Items);
    }

    [Fact]
    public async Task An_answer_that_is_shown_once_is_not_kept()
    {
        await using var node = await TestNode.StartAsync();
        await node.UserAsync(Role.Viewer, "viewer@example.com");
        using var client = new TestBrowser(node.Address);
        await client.SignInAsync("viewer@example.com");
        await (await client.SendAsync(HttpMethod.Post, "/api/v1/calendar/feeds", new CalendarFeedRequest("phone"), key: "k1")).ReadAsync<CalendarFeedResource>();
        await (await client.SendAsync(HttpMethod.Post, "/api/v1/calendar/feeds", new CalendarFeedRequest("phone"), key: "k1")).ProblemAsync(HttpStatusCode.Conflict, "answered-once");
        Assert.Single(await (await client.GetAsync("/api/v1/calendar/feeds")).ReadAsync<IReadOnlyList<CalendarFeedResource>>());
    }

    // The clock of a test moves: what is sent must not.
    private static ActionOpenRequest Request(TestNode node) => new("Encrypt the logs", "ada", new DateTimeOffset(2026, 5, 1, 0, 0, 0, TimeSpan.Zero), "node/" + node.Settings.Listen);
}
