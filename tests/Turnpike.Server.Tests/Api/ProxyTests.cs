using System.Net;
using System.Net.Http.Json;
using Turnpike.Server.Api;
using Turnpike.Server.Identity;
using Turnpike.Server.Tests.Identity;
using Turnpike.Tests;

namespace Turnpike.Server.Tests.Api;

/// <summary>What a node believes of the way a request came.</summary>
public sealed class ProxyTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("127.0.0.1", "203.0.113.7", "203.0.113.7")]
    [InlineData("127.0.0.0/8", "203.0.113.7", "203.0.113.7")]
    [InlineData("127.0.0.1,10.0.0.0/8", "198.51.100.9, 203.0.113.7, 10.1.2.3", "203.0.113.7")]
    [InlineData("10.0.0.0/8", "203.0.113.7", "127.0.0.1")]
    [InlineData("", "203.0.113.7", "127.0.0.1")]
    public async Task The_address_of_a_client_is_what_trusted_proxies_alone_say(string trusted, string forwarded, string expected)
    {
        await using var node = await TestNode.StartAsync(s => s with { TrustedProxies = trusted.Split(',', StringSplitOptions.RemoveEmptyEntries) });
        using var request = SignIn();
        request.Headers.Add("X-Forwarded-For", forwarded);
        await node.Anonymous.SendAsync(request, Stop).RefusedAsync(HttpStatusCode.Unauthorized, "sign-in-failed");
        Assert.Equal(expected, Assert.Single(await node.RecordedAsync(IdentityEvents.SignInFailed)).Address);
    }

    /// <summary>The page's own origin, as its browser sends it, is that of the address the proxy was called by.</summary>
    [Theory]
    [InlineData("127.0.0.1", "sign-in-failed")]
    [InlineData("10.0.0.0/8", "other-site")]
    public async Task Scheme_and_host_are_what_trusted_proxies_alone_say(string trusted, string code)
    {
        await using var node = await TestNode.StartAsync(s => s with { TrustedProxies = [trusted], AllowedHosts = ["turnpike.example.com"] });
        using var request = SignIn();
        request.Headers.Add("X-Forwarded-Proto", "https");
        request.Headers.Add("X-Forwarded-Host", "turnpike.example.com");
        request.Headers.Add("Origin", "https://turnpike.example.com");
        using var answer = await node.Anonymous.SendAsync(request, Stop);
        Assert.Equal(code, (await answer.Content.ReadFromJsonAsync<Problem>(ApiJson.Options, Stop))!.Code);
    }

    [Theory]
    [InlineData("evil.example", false)]
    [InlineData("127.0.0.1.evil.example", false)]
    [InlineData("turnpike.example.com.evil.example", false)]
    [InlineData("localhost.evil.example", false)]
    [InlineData("turnpike.example.com", true)]
    [InlineData("TURNPIKE.example.com.:8443", true)]
    [InlineData("turnpike.internal", true)]
    [InlineData("localhost:7077", true)]
    [InlineData("127.0.0.1", true)]
    [InlineData("[::1]:7077", true)]
    [InlineData("10.1.2.3", true)]
    public async Task A_node_answers_under_its_own_names_only(string host, bool isOurs)
    {
        await using var node = await TestNode.StartAsync(static s => s with { PublicUrl = "https://turnpike.example.com", AllowedHosts = ["turnpike.internal"] });
        foreach (var path in new[] { "/api/v1/session", "/signin" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Host = host } };
            using var answer = await node.Anonymous.SendAsync(request, Stop);
            Assert.Equal(!isOurs, answer.StatusCode == HttpStatusCode.BadRequest);
        }

        // Whoever watches a node may call it anything.
        using var health = new HttpRequestMessage(HttpMethod.Get, "/healthz") { Headers = { Host = host } };
        Assert.Equal(HttpStatusCode.OK, await node.Anonymous.SendAsync(health, Stop).StatusAsync());
    }

    [Fact]
    public async Task A_name_that_is_not_the_nodes_is_refused_as_a_problem_even_from_a_trusted_proxy()
    {
        await using var node = await TestNode.StartAsync(static s => s with { TrustedProxies = ["127.0.0.1"] });
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/session");
        request.Headers.Add("X-Forwarded-Host", "evil.example");
        await node.Anonymous.SendAsync(request, Stop).RefusedAsync(HttpStatusCode.BadRequest, "host-unknown");
    }

    private static HttpRequestMessage SignIn() =>
        new(HttpMethod.Post, "/api/v1/session") { Content = JsonContent.Create(new SignInRequest("nobody@example.com", "not a password of anybody"), options: ApiJson.Options) };
}
