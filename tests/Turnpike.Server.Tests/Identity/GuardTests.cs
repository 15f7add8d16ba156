using System.Net;
using System.Net.Http.Json;
using Turnpike.Governance.Access;
using Turnpike.Server.Api;
using Turnpike.Server.Identity;
using Turnpike.Server.Identity.Tokens;
using Turnpike.Tests;

namespace Turnpike.Server.Tests.Identity;

/// <summary>What keeps guesses, floods and those who should be gone out.</summary>
public class GuardTests
{
    private const int FreeAttempts = 5;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Guessing_is_slow_and_does_not_tell_who_there_is()
    {
        await using var node = await TestNode.StartAsync();
        await node.UserAsync(Role.Viewer);
        foreach (var email in new[] { "viewer@example.com", "nobody@example.com" })
        {
            for (var i = 0; i < FreeAttempts; i++)
            {
                Assert.Equal(HttpStatusCode.Unauthorized, (await SignInAsync(node, email, "a wrong password " + i)).StatusCode);
            }

            await SignInAsync(node, email, "one too many of them");
            var waits = await SignInAsync(node, email, TestCallers.Password);
            Assert.Equal(HttpStatusCode.TooManyRequests, waits.StatusCode);
            Assert.InRange(waits.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(15));
        }

        // Whichever way the clock goes, it ends.
        node.Clock.Now += TimeSpan.FromHours(1);
        Assert.Equal(HttpStatusCode.Created, (await SignInAsync(node, "viewer@example.com", TestCallers.Password)).StatusCode);
    }

    [Fact]
    public async Task A_flood_of_requests_is_cut_and_told_when_to_come_back()
    {
        await using var node = await TestNode.StartAsync(s => s with { Identity = s.Identity with { RequestsPerMinute = 20 } });
        using var viewer = await node.ClientAsync(Role.Viewer);
        var answers = new List<HttpResponseMessage>();
        for (var i = 0; i < 60; i++)
        {
            answers.Add(await viewer.GetAsync("/api/v1/session", Stop));
        }

        Assert.Equal(HttpStatusCode.OK, answers[0].StatusCode);
        var cut = Assert.IsType<HttpResponseMessage>(answers.Find(a => a.StatusCode == HttpStatusCode.TooManyRequests));
        Assert.NotNull(cut.Headers.RetryAfter);
        Assert.Equal("application/problem+json", cut.Content.Headers.ContentType!.MediaType);
    }

    [Theory]
    [InlineData("short")]
    [InlineData("newcomer@example.com")]
    [InlineData("passwordpassword")]
    [InlineData("aaaaaaaaaaaaaaaa")]
    public async Task A_password_that_is_guessed_first_is_refused(string password)
    {
        await using var node = await TestNode.StartAsync();
        using var admin = await node.ClientAsync(Role.Admin, "admin@example.com");

        var answer = await admin.PostAsJsonAsync("/api/v1/users", new NewUserRequest("newcomer@example.com", "New Comer", [Role.Viewer], password), ApiJson.Options, Stop);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.DoesNotContain(password == "newcomer@example.com" ? "scrypt" : password, await answer.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_ends_when_it_expires_when_it_is_revoked_and_with_its_owner()
    {
        await using var node = await TestNode.StartAsync();
        using var admin = await node.ClientAsync(Role.Admin, "admin@example.com");
        var owner = await node.UserAsync(Role.Contributor);
        using var shortLived = await node.ClientAsync(owner, new TokenWish("a day", TokenKind.Personal, Role.Contributor, null, null, node.Clock.Now + TimeSpan.FromDays(1)));
        using var revoked = await node.ClientAsync(owner, new TokenWish("revoked", TokenKind.Personal, Role.Contributor, null, null, node.Clock.Now + TimeSpan.FromDays(20)));
        using var left = await node.ClientAsync(owner, new TokenWish("left", TokenKind.Personal, Role.Contributor, null, null, node.Clock.Now + TimeSpan.FromDays(20)));
        var session = await revoked.GetFromJsonAsync<SessionResource>("/api/v1/session", ApiJson.Options, Stop);

        Assert.True((await revoked.DeleteAsync($"/api/v1/tokens/{session!.Token}", Stop)).IsSuccessStatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(revoked));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(shortLived));
        node.Clock.Now += TimeSpan.FromHours(25);
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(shortLived));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(left));

        await ChangeAsync(admin, owner.Id, new UserRequest(owner.Name, [Role.Contributor], IsDisabled: true));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(left));
    }

    [Fact]
    public async Task A_user_who_is_disabled_is_out_at_once_and_the_last_administrator_stays()
    {
        await using var node = await TestNode.StartAsync();
        using var admin = await node.ClientAsync(Role.Admin, "admin@example.com");
        var viewer = await node.UserAsync(Role.Viewer);
        using var browser = new TestBrowser(node.Address);
        await browser.SignInAsync(viewer.Id);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/api/v1/session")).StatusCode);

        await ChangeAsync(admin, viewer.Id, new UserRequest(viewer.Name, [Role.Viewer], IsDisabled: true));
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.GetAsync("/api/v1/session")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.SignInAsync(viewer.Id)).StatusCode);

        var last = await SendAsync(admin, "admin@example.com", new UserRequest("The admin", [Role.Viewer], IsDisabled: false));
        Assert.False(last.IsSuccessStatusCode);
        Assert.Equal(HttpStatusCode.OK, (await admin.GetAsync("/api/v1/users", Stop)).StatusCode);
    }

    private static Task<HttpResponseMessage> SignInAsync(TestNode node, string email, string password) =>
        node.Anonymous.PostAsJsonAsync("/api/v1/session", new SignInRequest(email, password), ApiJson.Options, Stop);

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client) => (await client.GetAsync("/api/v1/session", Stop)).StatusCode;

    private static async Task ChangeAsync(HttpClient admin, string id, UserRequest request) =>
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(admin, id, request)).StatusCode);

    private static async Task<HttpResponseMessage> SendAsync(HttpClient admin, string id, UserRequest request)
    {
        var current = await admin.GetAsync($"/api/v1/users/{id}", Stop);
        using var put = new HttpRequestMessage(HttpMethod.Put, $"/api/v1/users/{id}") { Content = JsonContent.Create(request, options: ApiJson.Options) };
        put.Headers.TryAddWithoutValidation("If-Match", current.Headers.ETag!.ToString());
        return await admin.SendAsync(put, Stop);
    }
}
