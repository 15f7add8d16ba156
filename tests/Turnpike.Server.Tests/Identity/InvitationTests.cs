using System.Net;
using System.Net.Http.Json;
using Turnpike.Governance.Access;
using Turnpike.Ledger.Entries;
using Turnpike.Server.Api;
using Turnpike.Server.Identity;
using Turnpike.Tests;

namespace Turnpike.Server.Tests.Identity;

public class InvitationTests
{
    private const string Password = "nobody writes this down 4";
    private const string Acceptance = "/api/v1/invitations/acceptance";

    [Fact]
    public async Task Whoever_is_invited_sets_a_password_that_nobody_else_knows_and_is_signed_in()
    {
        await using var node = await TestNode.StartAsync();
        using var admin = await node.ClientAsync(Role.Admin);
        var made = await admin.PostAsJsonAsync("/api/v1/users", new NewUserRequest("Grace@example.com", "Grace", [Role.Approver]), ApiJson.Options, Stop).ReadAsync<UserResource>(HttpStatusCode.Created);
        Assert.False(made.HasPassword);
        using var browser = new TestBrowser(node.Address);
        await browser.SignInAsync(made.Id, "").RefusedAsync(HttpStatusCode.Unauthorized, "sign-in-failed");

        var (invitation, token) = await InviteAsync(admin, made.Id);
        Assert.StartsWith(node.Address + "invitation?token=", invitation.Link, StringComparison.Ordinal);
        Assert.Equal(node.Clock.Now.AddDays(3), invitation.ExpiresAt);

        // What was typed wrong does not use up the link.
        await browser.SendAsync(HttpMethod.Post, Acceptance, new AcceptanceRequest(token, "short")).RefusedAsync(HttpStatusCode.UnprocessableEntity, "account-invalid");
        var session = await browser.SendAsync(HttpMethod.Post, Acceptance, new AcceptanceRequest(token, Password)).ReadAsync<SessionResource>(HttpStatusCode.Created);
        Assert.Equal(("grace@example.com", "approver"), (session.Id, Assert.Single(session.Roles)));
        Assert.Equal(session.Id, (await browser.GetAsync("/api/v1/session").ReadAsync<SessionResource>()).Id);
        Assert.True((await admin.GetAsync("/api/v1/users/grace@example.com", Stop).ReadAsync<UserResource>()).HasPassword);

        using var other = new TestBrowser(node.Address);
        await other.SendAsync(HttpMethod.Post, Acceptance, new AcceptanceRequest(token, Password)).RefusedAsync(HttpStatusCode.Forbidden, "invitation-void");
        using var again = await other.SignInAsync("grace@example.com", Password);
        Assert.Equal(HttpStatusCode.Created, again.StatusCode);

        Assert.Equal("grace@example.com", Assert.Single(await node.RecordedAsync(IdentityEvents.Invited)).Id);
        Assert.Equal(["invitation", "password"], (await node.RecordedAsync(IdentityEvents.SignInSucceeded)).Select(s => s.Method));
        Assert.False(await SaysAsync(node, token) || await SaysAsync(node, Password));
        Assert.DoesNotContain(node.Log.Lines, l => l.Contains(token, StringComparison.Ordinal) || l.Contains(Password, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_forgotten_password_counts_until_the_link_is_used_and_its_sessions_end_then()
    {
        await using var node = await TestNode.StartAsync();
        using var admin = await node.ClientAsync(Role.Admin);
        await node.UserAsync(Role.Viewer);
        using var before = new TestBrowser(node.Address);
        await before.SignInAsync("viewer@example.com");

        var (_, first) = await InviteAsync(admin, "viewer@example.com");
        var (_, second) = await InviteAsync(admin, "viewer@example.com");
        using var browser = new TestBrowser(node.Address);
        await browser.SendAsync(HttpMethod.Post, Acceptance, new AcceptanceRequest(first, Password)).RefusedAsync(HttpStatusCode.Forbidden, "invitation-void");
        Assert.Equal(HttpStatusCode.OK, await before.GetAsync("/api/v1/session").StatusAsync());

        Assert.Equal(HttpStatusCode.Created, await browser.SendAsync(HttpMethod.Post, Acceptance, new AcceptanceRequest(second, Password)).StatusAsync());
        Assert.Equal(HttpStatusCode.Unauthorized, await before.GetAsync("/api/v1/session").StatusAsync());
        await before.SignInAsync("viewer@example.com").RefusedAsync(HttpStatusCode.Unauthorized, "sign-in-failed");
    }

    [Fact]
    public async Task A_link_is_void_after_three_days_and_when_its_user_is_disabled_removed_or_given_a_password()
    {
        await using var node = await TestNode.StartAsync();
        using var admin = await node.ClientAsync(Role.Admin);
        foreach (var role in new[] { Role.Viewer, Role.Contributor, Role.Auditor })
        {
            await node.UserAsync(role);
        }

        var (_, disabled) = await InviteAsync(admin, "viewer@example.com");
        var (_, removed) = await InviteAsync(admin, "contributor@example.com");
        var (_, replaced) = await InviteAsync(admin, "auditor@example.com");
        await SendMatchingAsync(admin, HttpMethod.Put, "viewer@example.com", new UserRequest("The viewer", [Role.Viewer], true));
        await SendMatchingAsync(admin, HttpMethod.Delete, "contributor@example.com", null);
        await admin.PostAsJsonAsync("/api/v1/users/auditor@example.com/password", new PasswordRequest(Password), ApiJson.Options, Stop).StatusAsync();

        await admin.PostAsync("/api/v1/users/viewer@example.com/invitation", null, Stop).RefusedAsync(HttpStatusCode.UnprocessableEntity, "account-disabled");
        await admin.PostAsync("/api/v1/users/contributor@example.com/invitation", null, Stop).RefusedAsync(HttpStatusCode.NotFound);
        var (_, late) = await InviteAsync(admin, "auditor@example.com");
        node.Clock.Now += TimeSpan.FromDays(3);
        using var browser = new TestBrowser(node.Address);
        foreach (var token in new[] { disabled, removed, replaced, late, "guessed", "" })
        {
            await browser.SendAsync(HttpMethod.Post, Acceptance, new AcceptanceRequest(token, Password)).RefusedAsync(HttpStatusCode.Forbidden, "invitation-void");
        }

        Assert.Equal("invitation-void", (await node.RecordedAsync(IdentityEvents.SignInFailed))[0].Reason);
    }

    [Fact]
    public async Task Two_who_use_a_link_at_once_set_one_password()
    {
        await using var node = await TestNode.StartAsync();
        using var admin = await node.ClientAsync(Role.Admin);
        await node.UserAsync(Role.Viewer);
        var (_, token) = await InviteAsync(admin, "viewer@example.com");
        var statuses = await Task.WhenAll(Enumerable.Range(0, 4).Select(async i =>
        {
            using var browser = new TestBrowser(node.Address);
            return await browser.SendAsync(HttpMethod.Post, Acceptance, new AcceptanceRequest(token, Password + i)).StatusAsync();
        }));
        Assert.Equal(1, statuses.Count(s => s == HttpStatusCode.Created));
        Assert.Equal(3, statuses.Count(s => s == HttpStatusCode.Forbidden));
        Assert.Single(await node.RecordedAsync(IdentityEvents.Password));
    }

    [Fact]
    public async Task Where_passwords_are_off_nobody_is_invited()
    {
        await using var node = await TestNode.StartAsync(s => s with { Identity = s.Identity with { Passwords = false } });
        using var admin = await node.ClientAsync(Role.Admin);
        await node.UserAsync(Role.Viewer);
        await admin.PostAsync("/api/v1/users/viewer@example.com/invitation", null, Stop).RefusedAsync(HttpStatusCode.UnprocessableEntity, "passwords-off");
        using var browser = new TestBrowser(node.Address);
        await browser.SendAsync(HttpMethod.Post, Acceptance, new AcceptanceRequest("any", Password)).RefusedAsync(HttpStatusCode.Forbidden, "passwords-off");
    }

    [Fact]
    public async Task A_token_ends_itself_whatever_it_may_do()
    {
        await using var node = await TestNode.StartAsync();
        using var pipeline = await node.PipelineAsync("shop/*");
        Assert.NotNull((await pipeline.DeleteAsync("/api/v1/tokens/current", Stop).ReadAsync<TokenResource>()).RevokedAt);
        await pipeline.GetAsync("/api/v1/session", Stop).RefusedAsync(HttpStatusCode.Unauthorized, "credential-invalid");

        using var browser = new TestBrowser(node.Address);
        await node.UserAsync(Role.Viewer);
        await browser.SignInAsync("viewer@example.com");
        await browser.SendAsync(HttpMethod.Delete, "/api/v1/tokens/current").RefusedAsync(HttpStatusCode.Forbidden, "token-needed");
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static async Task<(InvitationResource Invitation, string Token)> InviteAsync(HttpClient admin, string id)
    {
        var invitation = await admin.PostAsync($"/api/v1/users/{id}/invitation", null, Stop).ReadAsync<InvitationResource>(HttpStatusCode.Created);
        return (invitation, new Uri(invitation.Link).Query["?token=".Length..]);
    }

    private static async Task SendMatchingAsync(HttpClient admin, HttpMethod method, string id, object? body)
    {
        using var found = await admin.GetAsync("/api/v1/users/" + id, Stop);
        using var request = new HttpRequestMessage(method, "/api/v1/users/" + id) { Content = body is null ? null : JsonContent.Create(body, body.GetType(), options: ApiJson.Options) };
        request.Headers.TryAddWithoutValidation("If-Match", found.Headers.ETag!.ToString());
        using var answer = await admin.SendAsync(request, Stop);
        Assert.True(answer.IsSuccessStatusCode);
    }

    private static async Task<bool> SaysAsync(TestNode node, string text)
    {
        await foreach (LedgerEntry entry in node.EntriesAsync())
        {
            if (System.Text.Encoding.UTF8.GetString(entry.Data.Span).Contains(text, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
