using System.Net;
using Turnpike.Server.Identity;
using Turnpike.Server.Identity.Setup;
using Turnpike.Tests;

namespace Turnpike.Server.Tests.Identity;

public class SetupTests
{
    private const string Password = "nobody writes this down 4";

    [Fact]
    public async Task The_printed_link_makes_the_first_administrator_once()
    {
        await using var node = await TestNode.StartAsync();
        var token = await LinkAsync(node);
        using var browser = new TestBrowser(node.Address);

        // What was typed wrong does not use up the link.
        await browser.SendAsync(HttpMethod.Post, "/api/v1/setup", new SetupRequest(token, "Ada", "ada@example.com", "short")).RefusedAsync(HttpStatusCode.UnprocessableEntity, "account-invalid");
        var session = await browser.SendAsync(HttpMethod.Post, "/api/v1/setup", new SetupRequest(token, "Ada", "Ada@Example.com ", Password)).ReadAsync<SessionResource>(HttpStatusCode.Created);
        Assert.Equal(("ada@example.com", "admin"), (session.Id, Assert.Single(session.Roles)));
        Assert.Equal("ada@example.com", (await browser.GetAsync("/api/v1/session").ReadAsync<SessionResource>()).Id);

        using var other = new TestBrowser(node.Address);
        await other.SendAsync(HttpMethod.Post, "/api/v1/setup", new SetupRequest(token, "Eve", "eve@example.com", Password)).RefusedAsync(HttpStatusCode.Forbidden, "setup-link-void");
        Assert.Null(await node.Get<SetupLink>().IssueAsync(TestContext.Current.CancellationToken));
        Assert.Equal("ada@example.com", Assert.Single(await node.RecordedAsync(IdentityEvents.Created)).Id);
        Assert.Equal("setup", Assert.Single(await node.RecordedAsync(IdentityEvents.SignInSucceeded)).Method);
        Assert.DoesNotContain(node.Log.Lines, l => l.Contains(token, StringComparison.Ordinal) || l.Contains(Password, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_later_start_and_an_hour_void_the_link()
    {
        await using var node = await TestNode.StartAsync();
        var first = await LinkAsync(node);
        var second = await LinkAsync(node);
        using var browser = new TestBrowser(node.Address);
        await browser.SendAsync(HttpMethod.Post, "/api/v1/setup", new SetupRequest(first, "Ada", "ada@example.com", Password)).RefusedAsync(HttpStatusCode.Forbidden, "setup-link-void");
        node.Clock.Now += TimeSpan.FromMinutes(61);
        await browser.SendAsync(HttpMethod.Post, "/api/v1/setup", new SetupRequest(second, "Ada", "ada@example.com", Password)).RefusedAsync(HttpStatusCode.Forbidden, "setup-link-void");
    }

    [Fact]
    public async Task Two_who_use_the_link_at_once_make_one_user()
    {
        await using var node = await TestNode.StartAsync();
        var token = await LinkAsync(node);
        var tries = Enumerable.Range(0, 4).Select(async i =>
        {
            using var browser = new TestBrowser(node.Address);
            return await browser.SendAsync(HttpMethod.Post, "/api/v1/setup", new SetupRequest(token, "Ada", $"ada{i}@example.com", Password)).StatusAsync();
        });
        var statuses = await Task.WhenAll(tries);
        Assert.Equal(1, statuses.Count(s => s == HttpStatusCode.Created));
        Assert.Equal(3, statuses.Count(s => s == HttpStatusCode.Forbidden));
        Assert.Single(await node.RecordedAsync(IdentityEvents.Created));
    }

    private static async Task<string> LinkAsync(TestNode node)
    {
        var link = await node.Get<SetupLink>().IssueAsync(TestContext.Current.CancellationToken);
        Assert.StartsWith(node.Address + "setup?token=", link!.AbsoluteUri, StringComparison.Ordinal);
        return link.Query["?token=".Length..];
    }
}
