using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Turnpike.Governance.Access;
using Turnpike.Governance.People;
using Turnpike.Server.Identity;
using Turnpike.Server.Identity.Accounts;
using Turnpike.Tests;

namespace Turnpike.Server.Tests.Identity.Oidc;

public class OidcTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Somebody_signs_in_with_a_provider_and_has_the_roles_of_their_groups()
    {
        var clock = new SetClock();
        await using var provider = await TestProvider.StartAsync(clock);
        await using var node = await NodeAsync(provider, clock);
        using var browser = new TestBrowser(node.Address);
        Assert.Equal("/estate?q=a%20b", await SignInAsync(browser, "/estate?q=a%20b"));
        var session = await browser.GetAsync("/api/v1/session").ReadAsync<SessionResource>();
        Assert.Equal(("ada@example.com", "Ada", "approver"), (session.Id, session.Name, Assert.Single(session.Roles)));
        Assert.Equal("basic", provider.LastAuthentication);
        var person = node.Get<PeopleProjection>().Find("ada@example.com")!;
        Assert.Equal(("test", "platform"), (person.Source, Assert.Single(person.Groups)));
        Assert.Equal("test", Assert.Single(await node.RecordedAsync(IdentityEvents.SignInSucceeded)).Method);

        // Out of the group: the roles change at the next sign-in, and earlier sessions end.
        using var other = new TestBrowser(node.Address);
        provider.Person["groups"] = new JsonArray("auditors", "unknown");
        await SignInAsync(other);
        Assert.Equal("auditor", Assert.Single((await other.GetAsync("/api/v1/session").ReadAsync<SessionResource>()).Roles));
        await browser.GetAsync("/api/v1/session").RefusedAsync(HttpStatusCode.Unauthorized);

        // Signing out says where the provider forgets, too.
        other.CsrfToken = (await other.GetAsync("/api/v1/session").ReadAsync<SessionResource>()).CsrfToken;
        var left = await other.SendAsync(HttpMethod.Delete, "/api/v1/session").ReadAsync<SignedOutResource>();
        Assert.StartsWith(provider.Issuer + "/logout?client_id=turnpike&post_logout_redirect_uri=", left.ProviderUrl, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("RS256")]
    [InlineData("RS384")]
    [InlineData("RS512")]
    [InlineData("PS256")]
    [InlineData("PS512")]
    [InlineData("ES256")]
    [InlineData("ES384")]
    [InlineData("ES512")]
    public async Task Tokens_of_each_public_key_algorithm_are_taken(string algorithm)
    {
        var clock = new SetClock();
        await using var provider = await TestProvider.StartAsync(clock);
        provider.Rotate(algorithm);
        await using var node = await NodeAsync(provider, clock);
        using var browser = new TestBrowser(node.Address);
        Assert.Equal("/", await SignInAsync(browser));
    }

    [Fact]
    public async Task A_new_key_is_fetched_when_it_is_first_seen_and_not_more_often_than_once_a_minute()
    {
        var clock = new SetClock();
        await using var provider = await TestProvider.StartAsync(clock);
        await using var node = await NodeAsync(provider, clock);
        using var browser = new TestBrowser(node.Address);
        await SignInAsync(browser);
        await SignInAsync(browser);
        Assert.Equal(1, provider.KeyReads);
        clock.Now += TimeSpan.FromMinutes(2);
        provider.Rotate("ES256");
        Assert.Equal("/", await SignInAsync(browser));
        Assert.Equal(2, provider.KeyReads);

        // Tokens with made-up key ids do not make us ask again and again.
        provider.ChangeHeader = h => h["kid"] = Guid.NewGuid().ToString();
        for (var i = 0; i < 5; i++)
        {
            Assert.StartsWith("/signin?fault=provider-token", await SignInAsync(browser), StringComparison.Ordinal);
        }

        Assert.Equal(2, provider.KeyReads);
    }

    public static TheoryData<string, string> Misbehaviours => new()
    {
        { "nonce of another", "id-token-nonce" },
        { "no nonce", "id-token-nonce" },
        { "audience of another", "id-token-audience" },
        { "no audience", "id-token-audience" },
        { "two audiences and no party", "id-token-party" },
        { "another party", "id-token-party" },
        { "another issuer", "id-token-issuer" },
        { "expired", "id-token-lifetime" },
        { "no expiry", "id-token-lifetime" },
        { "not yet", "id-token-lifetime" },
        { "no subject", "id-token-subject" },
        { "hash of another access token", "id-token-access-hash" },
        { "alg none", "id-token-algorithm" },
        { "alg None with the signature kept", "id-token-algorithm" },
        { "signed with our own secret", "id-token-algorithm" },
        { "signed with the public key as a secret", "id-token-algorithm" },
        { "swapped key", "id-token-signature" },
        { "small key", "id-token-key" },
        { "another algorithm in the header", "id-token-signature" },
        { "symmetric key's id", "id-token-key" },
        { "changed claims", "id-token-signature" },
        { "no signature", "id-token-signature" },
        { "five parts", "id-token-malformed" },
        { "two parts", "id-token-malformed" },
        { "no JSON", "id-token-malformed" },
        { "very long", "id-token-malformed" },
        { "issuer mixed up", "issuer-mixed-up" },
        { "issuer left out", "issuer-mixed-up" },
        { "declined", "declined-by-provider" },
        { "code of nobody", "code-not-exchanged" },
        { "state of nobody", "state-unknown" },
        { "no groups", "no-role" },
        { "groups elsewhere", "groups-missing" },
        { "email not verified", "provider-token" },
        { "id of a pipeline", "provider-token" },
    };

    [Theory]
    [MemberData(nameof(Misbehaviours))]
    public async Task A_provider_that_misbehaves_signs_nobody_in(string misbehaviour, string reason)
    {
        var clock = new SetClock();
        await using var provider = await TestProvider.StartAsync(clock);
        Misbehave(provider, misbehaviour, clock);
        await using var node = await NodeAsync(provider, clock);
        using var browser = new TestBrowser(node.Address);
        var end = await SignInAsync(browser, "/changes");
        Assert.StartsWith("/signin?fault=", end, StringComparison.Ordinal);
        await browser.GetAsync("/api/v1/session").RefusedAsync(HttpStatusCode.Unauthorized);
        Assert.Equal(reason, Assert.Single(await node.RecordedAsync(IdentityEvents.SignInFailed)).Reason);
        Assert.Null(await node.Get<AccountStore>().FindAsync("ada@example.com", Stop));
    }

    [Fact]
    public async Task A_code_and_a_state_are_good_once_and_in_one_browser()
    {
        var clock = new SetClock();
        await using var provider = await TestProvider.StartAsync(clock);
        await using var node = await NodeAsync(provider, clock);
        using var browser = new TestBrowser(node.Address);
        using var victim = new TestBrowser(node.Address);

        // An attacker's own answer, sent to somebody else's browser (login CSRF).
        var callback = await CallbackAsync(browser, "/");
        await victim.GetAsync("/signin/oidc/test?returnUrl=/");
        Assert.Contains("fault=sign-in-lost", (await victim.GetAsync(callback)).Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Equal("/", (await browser.GetAsync(callback)).Headers.Location!.OriginalString);
        Assert.Contains("fault=sign-in-lost", (await browser.GetAsync(callback)).Headers.Location!.OriginalString, StringComparison.Ordinal);

        // A stolen code within an attempt of one's own: the verifier does not fit.
        using var third = new TestBrowser(node.Address);
        var stolen = await CallbackAsync(third, "/");
        var own = await CallbackAsync(victim, "/");
        var injected = own.Replace(Query(own, "code"), Query(stolen, "code"), StringComparison.Ordinal);
        Assert.Contains("fault=provider-unusable", (await victim.GetAsync(injected)).Headers.Location!.OriginalString, StringComparison.Ordinal);

        // Ten minutes.
        var late = await CallbackAsync(third, "/");
        clock.Now += TimeSpan.FromMinutes(10);
        Assert.Contains("fault=sign-in-lost", (await third.GetAsync(late)).Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    [InlineData("/\t/evil.example/")]
    [InlineData("\\\\evil.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/a\r\nLocation: https://evil.example")]
    [InlineData("")]
    public async Task After_signing_in_one_is_on_a_page_of_ours(string returnUrl)
    {
        var clock = new SetClock();
        await using var provider = await TestProvider.StartAsync(clock);
        await using var node = await NodeAsync(provider, clock);
        using var browser = new TestBrowser(node.Address);
        Assert.Equal("/", await SignInAsync(browser, returnUrl));
    }

    [Theory]
    [InlineData("client_secret_post", "post", "s3cret&with=signs")]
    [InlineData("client_secret_basic", "basic", "s3cret&with=signs")]
    [InlineData("none", "none", null)]
    public async Task The_client_says_who_it_is_as_the_provider_asks(string method, string used, string? secret)
    {
        var clock = new SetClock();
        await using var provider = await TestProvider.StartAsync(clock, secret);
        provider.ChangeDocument = d => d["token_endpoint_auth_methods_supported"] = new JsonArray(method);
        await using var node = await NodeAsync(provider, clock);
        using var browser = new TestBrowser(node.Address);
        Assert.Equal("/", await SignInAsync(browser));
        Assert.Equal(used, provider.LastAuthentication);
    }

    [Fact]
    public async Task Groups_that_only_UserInfo_tells_count_if_they_are_of_the_same_person()
    {
        var clock = new SetClock();
        await using var provider = await TestProvider.StartAsync(clock);
        provider.ChangeClaims = c => c.Remove("groups");
        await using var node = await NodeAsync(provider, clock);
        using var browser = new TestBrowser(node.Address);
        Assert.Equal("/", await SignInAsync(browser));
        provider.ChangeUserInfo = i => i["sub"] = "somebody-else";
        Assert.StartsWith("/signin?fault=no-role", await SignInAsync(browser), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_account_belongs_to_the_subject_that_made_it()
    {
        var clock = new SetClock();
        await using var provider = await TestProvider.StartAsync(clock);
        await using var node = await NodeAsync(provider, clock);
        await node.UserAsync(Role.Admin, "admin@example.com");
        using var browser = new TestBrowser(node.Address);
        await SignInAsync(browser);

        // The address was given to somebody else.
        provider.Person["sub"] = "subject-2";
        Assert.StartsWith("/signin?fault=account-of-others", await SignInAsync(browser), StringComparison.Ordinal);

        // Somebody took an administrator's address at the provider.
        provider.Person["email"] = "admin@example.com";
        Assert.StartsWith("/signin?fault=account-of-others", await SignInAsync(browser), StringComparison.Ordinal);

        // The same person with another address is who they were.
        (provider.Person["sub"], provider.Person["email"]) = ("subject-1", "ada.lovelace@example.com");
        Assert.Equal("/", await SignInAsync(browser));
        Assert.Equal("ada@example.com", (await browser.GetAsync("/api/v1/session").ReadAsync<SessionResource>()).Id);
    }

    [Theory]
    [InlineData(true, "/")]
    [InlineData(false, "/signin?fault=account-of-others")]
    public async Task A_user_with_a_password_becomes_the_providers_where_the_settings_say_so(bool isVerified, string expected)
    {
        var clock = new SetClock();
        await using var provider = await TestProvider.StartAsync(clock);
        provider.ChangeClaims = c => { if (!isVerified) { c.Remove("email_verified"); } };
        await using var node = await NodeAsync(provider, clock, p => p with { TakesOverAccounts = true });
        await node.UserAsync(Role.Viewer, "ada@example.com");
        using var browser = new TestBrowser(node.Address);
        Assert.StartsWith(expected, await SignInAsync(browser), StringComparison.Ordinal);
        using var old = new TestBrowser(node.Address);
        Assert.Equal(isVerified ? HttpStatusCode.Unauthorized : HttpStatusCode.Created, (await old.SignInAsync("ada@example.com")).StatusCode);
    }

    [Fact]
    public async Task A_provider_that_is_away_or_calls_itself_something_else_is_said_so()
    {
        var clock = new SetClock();
        await using var provider = await TestProvider.StartAsync(clock);
        provider.IsAway = true;
        await using var node = await NodeAsync(provider, clock);
        using var browser = new TestBrowser(node.Address);
        Assert.StartsWith("/signin?fault=provider-unusable", (await browser.GetAsync("/signin/oidc/test")).Headers.Location!.OriginalString, StringComparison.Ordinal);
        provider.IsAway = false;
        provider.ChangeDocument = d => d["issuer"] = "https://other.example";
        Assert.StartsWith("/signin?fault=provider-unusable", (await browser.GetAsync("/signin/oidc/test")).Headers.Location!.OriginalString, StringComparison.Ordinal);
        provider.ChangeDocument = d => d["token_endpoint"] = "http://198.51.100.7/token";
        Assert.StartsWith("/signin?fault=provider-unusable", (await browser.GetAsync("/signin/oidc/test")).Headers.Location!.OriginalString, StringComparison.Ordinal);
        provider.ChangeDocument = static _ => { };
        Assert.Equal("/", await SignInAsync(browser));

        // What was read serves while the provider is away.
        (provider.IsAway, clock.Now) = (true, clock.Now + TimeSpan.FromHours(2));
        Assert.StartsWith(provider.Issuer, (await browser.GetAsync("/signin/oidc/test")).Headers.Location!.OriginalString, StringComparison.Ordinal);
        await browser.GetAsync("/signin/oidc/unknown").RefusedAsync(HttpStatusCode.NotFound);
    }

    private static void Misbehave(TestProvider provider, string how, SetClock clock)
    {
        var now = clock.Now.ToUnixTimeSeconds();
        Action act = how switch
        {
            "nonce of another" => () => provider.ChangeClaims = c => c["nonce"] = "another",
            "no nonce" => () => provider.ChangeClaims = c => c.Remove("nonce"),
            "audience of another" => () => provider.ChangeClaims = c => c["aud"] = "another",
            "no audience" => () => provider.ChangeClaims = c => c.Remove("aud"),
            "two audiences and no party" => () => provider.ChangeClaims = c => c["aud"] = new JsonArray(TestProvider.ClientId, "another"),
            "another party" => () => provider.ChangeClaims = c => c["azp"] = "another",
            "another issuer" => () => provider.ChangeClaims = c => c["iss"] = "https://other.example",
            "expired" => () => provider.ChangeClaims = c => c["exp"] = now - 121,
            "no expiry" => () => provider.ChangeClaims = c => c.Remove("exp"),
            "not yet" => () => provider.ChangeClaims = c => c["nbf"] = now + 121,
            "no subject" => () => provider.ChangeClaims = c => c.Remove("sub"),
            "hash of another access token" => () => provider.ChangeClaims = c => c["at_hash"] = "AAAA",
            "alg none" => () => provider.ChangeToken = t => Forged(t, "none", static _ => []),
            "alg None with the signature kept" => () => provider.ChangeHeader = h => h["alg"] = "None",
            "signed with our own secret" => () => provider.ChangeToken = t => Forged(t, "HS256", b => HMACSHA256.HashData(Encoding.UTF8.GetBytes(provider.Secret!), b)),
            "signed with the public key as a secret" => () => provider.ChangeToken = t => Forged(t, "HS256", b => HMACSHA256.HashData(Base64Url.DecodeFromChars(provider.Key.Published()["n"]!.GetValue<string>()), b)),
            "swapped key" => () => provider.PublishedKey = new RsaKey(provider.Key.Id, "RS256").Published,
            "small key" => () => provider.PublishedKey = new RsaKey(provider.Key.Id, "RS256", 1024).Published,
            "another algorithm in the header" => () => provider.ChangeHeader = h => h["alg"] = "PS256",
            "symmetric key's id" => () => provider.ChangeHeader = h => h["kid"] = "symmetric",
            "changed claims" => () => provider.ChangeToken = t => Replaced(t, 1, Base64Url.EncodeToString("""{"sub":"root"}"""u8)),
            "no signature" => () => provider.ChangeToken = t => Replaced(t, 2, ""),
            "five parts" => () => provider.ChangeToken = t => t + ".AAAA.AAAA",
            "two parts" => () => provider.ChangeToken = t => t[..t.LastIndexOf('.')],
            "no JSON" => () => provider.ChangeToken = t => Replaced(t, 0, "AAAA"),
            "very long" => () => provider.ChangeToken = t => t + new string('A', 70_000),
            "issuer mixed up" => () => provider.ChangeAnswer = a => a["iss"] = "https://other.example",
            "issuer left out" => () => provider.ChangeAnswer = a => a.Remove("iss"),
            "declined" => () => provider.ChangeAnswer = a => { a.Remove("code"); a["error"] = "access_denied"; },
            "code of nobody" => () => provider.ChangeAnswer = a => a["code"] = "made-up",
            "state of nobody" => () => provider.ChangeAnswer = a => a["state"] = "made-up",
            "no groups" => () => provider.Person["groups"] = new JsonArray("strangers"),
            "groups elsewhere" => () => { provider.Person.Remove("groups"); provider.ChangeClaims = c => c["_claim_names"] = new JsonObject { ["groups"] = "src1" }; },
            "email not verified" => () => provider.Person["email_verified"] = false,
            "id of a pipeline" => () => provider.Person["email"] = "pipeline/ci",
            _ => throw new ArgumentOutOfRangeException(nameof(how), how, null),
        };
        act();
    }

    private static string Replaced(string token, int part, string by)
    {
        var parts = token.Split('.');
        parts[part] = by;
        return string.Join('.', parts);
    }

    private static string Forged(string token, string algorithm, Func<byte[], byte[]> sign)
    {
        var text = $"{Base64Url.EncodeToString(Encoding.UTF8.GetBytes($$"""{"alg":"{{algorithm}}","typ":"JWT"}"""))}.{token.Split('.')[1]}";
        return $"{text}.{Base64Url.EncodeToString(sign(Encoding.ASCII.GetBytes(text)))}";
    }

    private static Task<TestNode> NodeAsync(TestProvider provider, SetClock clock, Func<OidcProviderSettings, OidcProviderSettings>? change = null)
    {
        var settings = new OidcProviderSettings("test", provider.Issuer, TestProvider.ClientId)
        {
            ClientSecret = provider.Secret, RolesByGroup = new Dictionary<string, Role> { ["platform"] = Role.Approver, ["auditors"] = Role.Auditor },
        };
        return TestNode.StartAsync(s => s with { Identity = s.Identity with { Providers = [change?.Invoke(settings) ?? settings] } }, clock: clock);
    }

    /// <summary>To the provider and back; where the browser ends.</summary>
    private static async Task<string> SignInAsync(TestBrowser browser, string returnUrl = "/") =>
        (await browser.GetAsync(await CallbackAsync(browser, returnUrl))).Headers.Location!.OriginalString;

    private static async Task<string> CallbackAsync(TestBrowser browser, string returnUrl)
    {
        using var begun = await browser.GetAsync("/signin/oidc/test?returnUrl=" + Uri.EscapeDataString(returnUrl));
        Assert.Equal(HttpStatusCode.Found, begun.StatusCode);
        using var authorized = await browser.GetAsync(begun.Headers.Location!.AbsoluteUri);
        Assert.Equal(HttpStatusCode.Found, authorized.StatusCode);
        return authorized.Headers.Location!.AbsoluteUri;
    }

    private static string Query(string address, string name) => Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(new Uri(address).Query)[name].ToString();
}
