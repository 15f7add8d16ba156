using System.Net;
using System.Net.Http.Json;
using Turnpike.Governance.Access;
using Turnpike.Server.Api;
using Turnpike.Server.Identity;
using Turnpike.Tests;

namespace Turnpike.Server.Tests.Identity;

public class SessionTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Signing_in_gives_a_cookie_that_scripts_and_other_sites_do_not_get()
    {
        await using var node = await TestNode.StartAsync();
        await node.UserAsync(Role.Viewer);
        using var browser = new TestBrowser(node.Address);
        using var answer = await browser.SignInAsync(" Viewer@example.com");
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var cookie = answer.Headers.GetValues("Set-Cookie").Single();
        Assert.Contains("httponly", cookie, StringComparison.Ordinal);
        Assert.Contains("samesite=lax", cookie, StringComparison.Ordinal);
        Assert.DoesNotContain("secure", cookie, StringComparison.Ordinal);
        Assert.DoesNotContain("domain", cookie, StringComparison.Ordinal);
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());

        var session = await browser.GetAsync("/api/v1/session").ReadAsync<SessionResource>();
        Assert.Equal(("viewer@example.com", browser.CsrfToken), (session.Id, session.CsrfToken));
        Assert.DoesNotContain(Permission.Push, session.Permissions);
    }

    [Fact]
    public async Task Behind_https_the_cookie_is_bound_to_the_host()
    {
        await using var node = await TestNode.StartAsync(s => s with { PublicUrl = "https://turnpike.example.com" });
        await node.UserAsync(Role.Viewer);
        using var answer = await node.Anonymous.PostAsJsonAsync("/api/v1/session", new SignInRequest("viewer@example.com", TestCallers.Password), ApiJson.Options, Stop);
        var cookie = answer.Headers.GetValues("Set-Cookie").Single();
        Assert.StartsWith("__Host-turnpike-session=", cookie, StringComparison.Ordinal);
        Assert.Contains("secure", cookie, StringComparison.Ordinal);
        Assert.Contains("path=/;", cookie, StringComparison.Ordinal);
        Assert.Equal("max-age=31536000", answer.Headers.GetValues("Strict-Transport-Security").Single());
    }

    [Fact]
    public async Task Signing_out_ends_the_session_here_there_and_everywhere()
    {
        await using var node = await TestNode.StartAsync();
        await node.UserAsync(Role.Viewer);
        using var here = new TestBrowser(node.Address);
        using var there = new TestBrowser(node.Address);
        using var third = new TestBrowser(node.Address);
        await here.SignInAsync("viewer@example.com");
        await there.SignInAsync("viewer@example.com");
        await third.SignInAsync("viewer@example.com");

        var mine = await here.GetAsync("/api/v1/sessions").ReadAsync<Page<OwnSessionResource>>();
        Assert.Equal(3, mine.Items.Count);
        var theirs = (await there.GetAsync("/api/v1/sessions").ReadAsync<Page<OwnSessionResource>>()).Items.Single(s => s.IsCurrent);
        Assert.Equal(HttpStatusCode.NoContent, await here.SendAsync(HttpMethod.Delete, "/api/v1/sessions/" + theirs.Id).StatusAsync());
        await there.GetAsync("/api/v1/session").RefusedAsync(HttpStatusCode.Unauthorized, "credential-invalid");
        await here.SendAsync(HttpMethod.Delete, "/api/v1/sessions/" + theirs.Id).RefusedAsync(HttpStatusCode.NotFound);

        Assert.Equal(HttpStatusCode.OK, await here.SendAsync(HttpMethod.Delete, "/api/v1/session").StatusAsync());
        await here.GetAsync("/api/v1/session").RefusedAsync(HttpStatusCode.Unauthorized, "not-signed-in");
        Assert.Equal(HttpStatusCode.OK, await third.GetAsync("/api/v1/session").StatusAsync());
        Assert.Equal(HttpStatusCode.NoContent, await third.SendAsync(HttpMethod.Delete, "/api/v1/sessions").StatusAsync());
        await third.GetAsync("/api/v1/session").RefusedAsync(HttpStatusCode.Unauthorized);
        Assert.Equal(3, (await node.RecordedAsync(IdentityEvents.SignedOut)).Count);
    }

    [Fact]
    public async Task A_session_has_another_id_after_each_sign_in()
    {
        await using var node = await TestNode.StartAsync();
        await node.UserAsync(Role.Viewer);
        using var browser = new TestBrowser(node.Address);
        await browser.SignInAsync("viewer@example.com");
        var before = browser.Cookies.GetCookieHeader(node.Address);
        await browser.SignInAsync("viewer@example.com");
        Assert.NotEqual(before, browser.Cookies.GetCookieHeader(node.Address));

        using var thief = new HttpRequestMessage(HttpMethod.Get, "/api/v1/session");
        thief.Headers.Add("Cookie", before);
        await node.Anonymous.SendAsync(thief, Stop).RefusedAsync(HttpStatusCode.Unauthorized, "credential-invalid");
    }

    [Fact]
    public async Task Sessions_end_when_idle_and_after_their_lifetime_whichever_way_the_clock_jumps()
    {
        await using var node = await TestNode.StartAsync(s => s with { Identity = s.Identity with { SessionIdle = TimeSpan.FromHours(1), SessionLifetime = TimeSpan.FromHours(3) } });
        await node.UserAsync(Role.Viewer);
        var start = node.Clock.Now;
        using var browser = new TestBrowser(node.Address);

        // Used all along, until its lifetime ends.
        await browser.SignInAsync("viewer@example.com");
        foreach (var minutes in new[] { 50, 100, 150, 179 })
        {
            node.Clock.Now = start + TimeSpan.FromMinutes(minutes);
            Assert.Equal(HttpStatusCode.OK, await browser.GetAsync("/api/v1/session").StatusAsync());
        }

        node.Clock.Now = start + TimeSpan.FromMinutes(180);
        await browser.GetAsync("/api/v1/session").RefusedAsync(HttpStatusCode.Unauthorized);

        // Idle for an hour.
        await browser.SignInAsync("viewer@example.com");
        node.Clock.Now += TimeSpan.FromMinutes(60);
        await browser.GetAsync("/api/v1/session").RefusedAsync(HttpStatusCode.Unauthorized);

        // A clock that goes back and forth within what is allowed does no harm.
        await browser.SignInAsync("viewer@example.com");
        foreach (var minutes in new[] { 30, -2, 40, -3, 50 })
        {
            node.Clock.Now += TimeSpan.FromMinutes(minutes);
            Assert.Equal(HttpStatusCode.OK, await browser.GetAsync("/api/v1/session").StatusAsync());
        }

        // What began while the clock was far ahead does not last until then; and what has ended does not come back.
        node.Clock.Now += TimeSpan.FromDays(30);
        await browser.GetAsync("/api/v1/session").RefusedAsync(HttpStatusCode.Unauthorized);
        await browser.SignInAsync("viewer@example.com");
        node.Clock.Now -= TimeSpan.FromDays(30);
        await browser.GetAsync("/api/v1/session").RefusedAsync(HttpStatusCode.Unauthorized);
        node.Clock.Now += TimeSpan.FromDays(30);
        await browser.GetAsync("/api/v1/session").RefusedAsync(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("same-origin", null, true, HttpStatusCode.OK)]
    [InlineData("none", null, true, HttpStatusCode.OK)]
    [InlineData(null, "self", true, HttpStatusCode.OK)]
    [InlineData(null, null, true, HttpStatusCode.OK)]
    [InlineData("same-origin", "self", false, HttpStatusCode.Forbidden)]
    [InlineData("cross-site", null, true, HttpStatusCode.Forbidden)]
    [InlineData("same-site", null, true, HttpStatusCode.Forbidden)]
    [InlineData(null, "https://evil.example", true, HttpStatusCode.Forbidden)]
    [InlineData("same-origin", "https://evil.example", true, HttpStatusCode.Forbidden)]
    [InlineData(null, "null", true, HttpStatusCode.Forbidden)]
    public async Task What_changes_something_comes_from_our_pages_with_the_sessions_token(string? site, string? origin, bool hasToken, HttpStatusCode expected)
    {
        await using var node = await TestNode.StartAsync();
        await node.UserAsync(Role.Viewer);
        using var browser = new TestBrowser(node.Address);
        await browser.SignInAsync("viewer@example.com");
        using var request = new HttpRequestMessage(HttpMethod.Delete, "/api/v1/session");
        request.Headers.Add("Cookie", browser.Cookies.GetCookieHeader(node.Address));
        Add("Sec-Fetch-Site", site);
        Add("Origin", origin == "self" ? node.Address.GetLeftPart(UriPartial.Authority) : origin);
        Add("X-CSRF-Token", hasToken ? browser.CsrfToken : null);
        using var answer = await node.Anonymous.SendAsync(request, Stop);
        Assert.Equal(expected, answer.StatusCode);

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }
        }
    }

    [Fact]
    public async Task Another_sites_page_cannot_sign_a_visitor_in_nor_use_anothers_token()
    {
        await using var node = await TestNode.StartAsync();
        await node.UserAsync(Role.Viewer);
        using var login = new HttpRequestMessage(HttpMethod.Post, "/api/v1/session") { Content = JsonContent.Create(new SignInRequest("viewer@example.com", TestCallers.Password), options: ApiJson.Options) };
        login.Headers.Add("Sec-Fetch-Site", "cross-site");
        await node.Anonymous.SendAsync(login, Stop).RefusedAsync(HttpStatusCode.Forbidden, "other-site");

        using var one = new TestBrowser(node.Address);
        using var two = new TestBrowser(node.Address);
        await one.SignInAsync("viewer@example.com");
        await two.SignInAsync("viewer@example.com");
        (one.CsrfToken, two.CsrfToken) = (two.CsrfToken, one.CsrfToken);
        await one.SendAsync(HttpMethod.Delete, "/api/v1/session").RefusedAsync(HttpStatusCode.Forbidden, "csrf-token-missing");
    }

    [Fact]
    public async Task A_request_with_a_token_does_not_use_its_cookies()
    {
        await using var node = await TestNode.StartAsync();
        await node.UserAsync(Role.Admin);
        using var browser = new TestBrowser(node.Address);
        await browser.SignInAsync("admin@example.com");
        using var viewer = await node.ClientAsync(Role.Viewer, "viewer@example.com");
        viewer.DefaultRequestHeaders.Add("Cookie", browser.Cookies.GetCookieHeader(node.Address));
        Assert.Equal("viewer@example.com", (await viewer.GetAsync("/api/v1/session", Stop).ReadAsync<SessionResource>()).Id);

        // And one with a bad token is nobody, whatever its cookies say.
        using var bad = node.ClientWith("tpk_nonsense");
        bad.DefaultRequestHeaders.Add("Cookie", browser.Cookies.GetCookieHeader(node.Address));
        await bad.GetAsync("/api/v1/session", Stop).RefusedAsync(HttpStatusCode.Unauthorized, "credential-invalid");
    }
}
