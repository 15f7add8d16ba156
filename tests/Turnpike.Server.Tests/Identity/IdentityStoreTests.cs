using System.Net;
using System.Net.Http.Json;
using Turnpike.Governance.Access;
using Turnpike.Server.Api;
using Turnpike.Server.Identity;
using Turnpike.Server.Identity.Oidc;
using Turnpike.Server.Identity.Passwords;
using Turnpike.Server.Identity.Setup;
using Turnpike.Server.Identity.Tokens;
using Turnpike.Server.Operations.Retention;
using Turnpike.Tests;

namespace Turnpike.Server.Tests.Identity;

/// <summary>What the tables of accounts do, in both databases that they may be in.</summary>
public sealed class IdentityStoreTests(PostgresServer postgres) : IClassFixture<PostgresServer>
{
    private const string Other = "another one that nobody knows 7";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Setting_up_inviting_and_signing_in(bool isPostgres)
    {
        await using var node = await StartAsync(isPostgres, "setup");
        var link = await node.Get<SetupLink>().IssueAsync(Stop);
        var setUp = new SetupRequest(link!.Query["?token=".Length..], "Ada", "ada@example.com", TestCallers.Password);
        var tries = await Task.WhenAll(Enumerable.Range(0, 3).Select(async _ =>
        {
            using var one = new TestBrowser(node.Address);
            return await one.SendAsync(HttpMethod.Post, "/api/v1/setup", setUp).StatusAsync();
        }));
        Assert.Equal(1, tries.Count(t => t == HttpStatusCode.Created));

        using var admin = new TestBrowser(node.Address);
        await admin.SignInAsync("ada@example.com");
        Assert.Equal(HttpStatusCode.Created, await admin.SendAsync(HttpMethod.Post, "/api/v1/users", new NewUserRequest("grace@example.com", "Grace", [Role.Viewer])).StatusAsync());
        Assert.Equal(HttpStatusCode.Conflict, await admin.SendAsync(HttpMethod.Post, "/api/v1/users", new NewUserRequest("Grace@example.com", "Grace", [Role.Viewer])).StatusAsync());
        var invitation = await admin.SendAsync(HttpMethod.Post, "/api/v1/users/grace@example.com/invitation").ReadAsync<InvitationResource>(HttpStatusCode.Created);
        var accept = new AcceptanceRequest(new Uri(invitation.Link).Query["?token=".Length..], Other);
        using var grace = new TestBrowser(node.Address);
        Assert.Equal(HttpStatusCode.Created, await grace.SendAsync(HttpMethod.Post, "/api/v1/invitations/acceptance", accept).StatusAsync());
        await grace.SendAsync(HttpMethod.Post, "/api/v1/invitations/acceptance", accept).RefusedAsync(HttpStatusCode.Forbidden);

        var ids = (await admin.GetAsync("/api/v1/users").ReadAsync<Page<UserResource>>()).Items.Select(u => u.Id);
        Assert.Equal(["ada@example.com", "grace@example.com"], ids);
        Assert.Equal(2, (await node.RecordedAsync(IdentityEvents.Created)).Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ones_own_password_is_changed_by_whoever_knows_it_and_other_sessions_end(bool isPostgres)
    {
        await using var node = await StartAsync(isPostgres, "password");
        await node.UserAsync(Role.Viewer);
        using var here = new TestBrowser(node.Address);
        using var there = new TestBrowser(node.Address);
        await here.SignInAsync("viewer@example.com");
        await there.SignInAsync("viewer@example.com");

        await here.SendAsync(HttpMethod.Post, "/api/v1/session/password", new OwnPasswordRequest("guessed", Other)).RefusedAsync(HttpStatusCode.UnprocessableEntity, "password-wrong");
        await here.SendAsync(HttpMethod.Post, "/api/v1/session/password", new OwnPasswordRequest(TestCallers.Password, "viewer@example.com")).RefusedAsync(HttpStatusCode.UnprocessableEntity, "account-invalid");
        Assert.Equal(HttpStatusCode.OK, await there.GetAsync("/api/v1/session").StatusAsync());

        var session = await here.SendAsync(HttpMethod.Post, "/api/v1/session/password", new OwnPasswordRequest(TestCallers.Password, Other)).ReadAsync<SessionResource>();
        Assert.NotEqual(here.CsrfToken, session.CsrfToken);
        Assert.Equal(HttpStatusCode.OK, await here.GetAsync("/api/v1/session").StatusAsync());
        Assert.Equal(HttpStatusCode.Unauthorized, await there.GetAsync("/api/v1/session").StatusAsync());
        await there.SignInAsync("viewer@example.com").RefusedAsync(HttpStatusCode.Unauthorized);
        using var again = await there.SignInAsync("viewer@example.com", Other);
        Assert.Equal(HttpStatusCode.Created, again.StatusCode);
        Assert.Equal("viewer@example.com", Assert.Single(await node.RecordedAsync(IdentityEvents.Password)).Id);
        Assert.Equal("password-change", (await node.RecordedAsync(IdentityEvents.SignInFailed))[0].Method);

        // A token is not a person who knows the password.
        using var token = await node.ClientAsync(Role.Viewer);
        await token.PostAsJsonAsync("/api/v1/session/password", new OwnPasswordRequest(Other, TestCallers.Password), ApiJson.Options, Stop).RefusedAsync(HttpStatusCode.Forbidden, "session-needed");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Who_is_removed_is_out_at_once_and_the_last_administrator_stays(bool isPostgres)
    {
        await using var node = await StartAsync(isPostgres, "removed");
        using var admin = await node.ClientAsync(Role.Admin);
        await node.UserAsync(Role.Contributor);
        using var browser = new TestBrowser(node.Address);
        await browser.SignInAsync("contributor@example.com");
        using var token = await node.ClientAsync(Role.Contributor);

        Assert.Equal(HttpStatusCode.PreconditionRequired, await admin.DeleteAsync("/api/v1/users/contributor@example.com", Stop).StatusAsync());
        Assert.Equal(HttpStatusCode.NoContent, await RemoveAsync(admin, "contributor@example.com"));
        Assert.Equal(HttpStatusCode.Unauthorized, await browser.GetAsync("/api/v1/session").StatusAsync());
        Assert.Equal(HttpStatusCode.Unauthorized, await token.GetAsync("/api/v1/session", Stop).StatusAsync());
        await admin.GetAsync("/api/v1/users/contributor@example.com", Stop).RefusedAsync(HttpStatusCode.NotFound);
        Assert.Equal("contributor@example.com", Assert.Single(await node.RecordedAsync(IdentityEvents.Removed)).Id);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, await RemoveAsync(admin, "admin@example.com"));
        Assert.Equal(HttpStatusCode.OK, await admin.GetAsync("/api/v1/session", Stop).StatusAsync());

        // Whoever comes by that name later is somebody else: the old token stays closed.
        await node.UserAsync(Role.Contributor);
        Assert.Equal(HttpStatusCode.Unauthorized, await token.GetAsync("/api/v1/session", Stop).StatusAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Tokens_back_off_and_half_sign_ins(bool isPostgres)
    {
        await using var node = await StartAsync(isPostgres, "tokens");
        var (made, owner) = await node.TokenAsync(Role.Viewer);
        Assert.NotNull((await node.Get<TokenStore>().OpenAsync(made.Text, Stop)).Token);
        Assert.Null((await node.Get<RevokeToken>().RunAsync(owner, made.Token.Id, Stop)).Refusal);
        Assert.Null((await node.Get<TokenStore>().OpenAsync(made.Text, Stop)).Token);

        using var browser = new TestBrowser(node.Address);
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 8; i++)
        {
            statuses.Add(await browser.SignInAsync("viewer@example.com", "wrong").StatusAsync());
        }

        Assert.Equal(HttpStatusCode.Unauthorized, statuses[0]);
        Assert.Equal(HttpStatusCode.TooManyRequests, statuses[^1]);

        var attempts = node.Get<OidcAttempts>();
        var begun = await attempts.BeginAsync("keycloak", "browser", "/changes", Stop);
        Assert.Null(await attempts.TakeAsync("keycloak", "another browser", begun.State, Stop));
        Assert.Equal("/changes", (await attempts.TakeAsync("keycloak", "browser", begun.State, Stop))!.ReturnUrl);
        Assert.Null(await attempts.TakeAsync("keycloak", "browser", begun.State, Stop));
        await attempts.BeginAsync("keycloak", "browser", "/", Stop);
        node.Clock.Now += TimeSpan.FromDays(2);
        Assert.Equal(3, await node.Get<ForgetExpired>().RunAsync(Stop));
    }

    /// <summary>One keyboard sends é as one character, another as two; spaces come in many kinds.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_password_is_the_same_from_whichever_keyboard_and_a_hash_of_before_still_opens(bool isPostgres)
    {
        const string Composed = "caf\u00e9 sous la pluie", Apart = "cafe\u0301 sous\u00a0la pluie";
        await using var node = await StartAsync(isPostgres, "keyboards");
        using var admin = await node.ClientAsync(Role.Admin);
        await admin.PostAsJsonAsync("/api/v1/users", new NewUserRequest("zoe@example.com", "Zo\u00e9", [Role.Viewer], Apart), ApiJson.Options, Stop).ReadAsync<UserResource>(HttpStatusCode.Created);
        using var browser = new TestBrowser(node.Address);
        Assert.Equal(HttpStatusCode.Created, await browser.SignInAsync("zoe@example.com", Composed).StatusAsync());
        Assert.Equal(HttpStatusCode.Created, await browser.SignInAsync("zoe@example.com", Apart).StatusAsync());
        Assert.Equal(HttpStatusCode.Unauthorized, await browser.SignInAsync("zoe@example.com", "cafe sous la pluie").StatusAsync());

        // As it was kept before: a hash of what was typed. With the first sign-in it becomes one that every keyboard opens.
        await SetHashAsync(node, "zoe@example.com", PasswordHash.Of(Apart, ScryptCost.Of(10)));
        Assert.Equal(HttpStatusCode.Unauthorized, await browser.SignInAsync("zoe@example.com", Composed).StatusAsync());
        Assert.Equal(HttpStatusCode.Created, await browser.SignInAsync("zoe@example.com", Apart).StatusAsync());
        Assert.Equal(HttpStatusCode.Created, await browser.SignInAsync("zoe@example.com", Composed).StatusAsync());
    }

    private async Task<TestNode> StartAsync(bool isPostgres, string schema)
    {
        if (isPostgres)
        {
            postgres.Require();
        }

        return await TestNode.StartAsync(s => isPostgres ? s with { Postgres = postgres.ConnectionString(), PostgresSchema = schema } : s);
    }

    private static async Task<HttpStatusCode> RemoveAsync(HttpClient admin, string id)
    {
        using var found = await admin.GetAsync("/api/v1/users/" + id, Stop);
        using var request = new HttpRequestMessage(HttpMethod.Delete, "/api/v1/users/" + id);
        request.Headers.TryAddWithoutValidation("If-Match", found.Headers.ETag!.ToString());
        return await admin.SendAsync(request, Stop).StatusAsync();
    }

    private static async Task SetHashAsync(TestNode node, string id, PasswordHash hash)
    {
        await using var tables = await node.Get<IdentityDatabase>().OpenAsync(Stop);
        Assert.Equal(1, await tables.ExecuteAsync("UPDATE account SET password = @password WHERE id = @id", new { id, password = hash.ToString() }));
    }
}
