using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Turnpike.Governance.Access;
using Turnpike.Server.Access;
using Turnpike.Server.Identity.Tokens;
using Turnpike.Tests;

namespace Turnpike.Server.Tests.Access;

/// <summary>Every endpoint of a whole node, asked over HTTP by everybody there is.</summary>
public partial class AccessTableTests
{
    private static readonly string[] s_callers = ["anonymous", .. Enum.GetValues<Role>().Select(Roles.NameOf), "narrow"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_endpoint_says_exactly_once_who_may_call_it()
    {
        await using var node = await TestNode.StartAsync();
        var endpoints = Endpoints(node);
        Assert.NotEmpty(endpoints);
        Assert.Empty(endpoints.Where(e => e.Metadata.GetOrderedMetadata<EndpointAccess>().Count != 1).Select(Name));
    }

    /// <summary>The file shows a reviewer whose access a change moves. "narrow" is an administrator's token for reading the estate alone.</summary>
    [Fact]
    public async Task Who_gets_in_where_is_as_the_table_says()
    {
        await using var node = await TestNode.StartAsync(s => s with { Identity = s.Identity with { RequestsPerMinute = 1_000_000, SignInsPerMinute = 1_000_000 } });
        var clients = await ClientsAsync(node);
        var wrong = new List<string>();
        var table = new StringBuilder("# endpoint: what it asks for: who gets in\n");
        foreach (var endpoint in Endpoints(node).OrderBy(Name, StringComparer.Ordinal))
        {
            var allowed = new List<string>();
            // What ends the token it is called with would leave none for the endpoints after it.
            foreach (var (caller, client) in Name(endpoint) == "DELETE /api/v1/tokens/current" ? await ClientsAsync(node) : clients)
            {
                if (await IsLetInAsync(client, endpoint))
                {
                    allowed.Add(caller);
                }
            }

            var access = endpoint.Metadata.GetMetadata<EndpointAccess>()!;
            // What is open may ask for more by itself, as metrics do; what asks for something lets in exactly those who have it.
            if (access.NeedsSignIn ? !Expected(access).SequenceEqual(allowed) : allowed.Except(Expected(access)).Any())
            {
                wrong.Add($"{Name(endpoint)} lets in {string.Join(' ', allowed)}, and should {string.Join(' ', Expected(access))}");
            }

            table.Append(System.Globalization.CultureInfo.InvariantCulture, $"{Name(endpoint)}: {Asks(access)}: {(allowed.Count == s_callers.Length ? "everybody" : string.Join(' ', allowed))}\n");
        }

        Assert.Empty(wrong);
        GoldenFile.Check("access-table.txt", table.ToString());
        foreach (var client in clients.Values)
        {
            client.Dispose();
        }
    }

    private static List<RouteEndpoint> Endpoints(TestNode node) => [.. node.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>().DistinctBy(Name)];

    private static string Name(RouteEndpoint endpoint) => $"{Method(endpoint)} {endpoint.RoutePattern.RawText}";

    private static string Method(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods is [var method, ..] ? method : "GET";

    private static string Asks(EndpointAccess access) =>
        access.Permission is { } permission ? PermissionNames.Of(permission) : access.NeedsSignIn ? "signed in" : $"open, {access.WhyOpen}";

    private static List<string> Expected(EndpointAccess access) => [.. s_callers.Where(c =>
        !access.NeedsSignIn || (c != "anonymous" && (access.Permission is not { } permission
            || (c == "narrow" ? permission == Permission.ReadEstate : Roles.PermissionsOf(Roles.Parse(c)!.Value).Contains(permission)))))];

    private static async Task<Dictionary<string, HttpClient>> ClientsAsync(TestNode node)
    {
        var clients = new Dictionary<string, HttpClient> { ["anonymous"] = node.Anonymous };
        foreach (var role in Enum.GetValues<Role>())
        {
            clients[Roles.NameOf(role)] = await node.ClientAsync(role);
        }

        var admin = await node.UserAsync(Role.Admin);
        clients["narrow"] = await node.ClientAsync(admin, new TokenWish("narrow", TokenKind.Personal, Role.Admin, new HashSet<Permission> { Permission.ReadEstate }, null, node.Clock.Now.AddDays(1)));
        return clients;
    }

    // Whatever the endpoint itself answers (nothing there, a body that is missing), the caller was let in to it.
    private static async Task<bool> IsLetInAsync(HttpClient client, RouteEndpoint endpoint)
    {
        using var request = new HttpRequestMessage(new HttpMethod(Method(endpoint)), Parameter().Replace(endpoint.RoutePattern.RawText!, static m => m.Value.Contains(":long", StringComparison.Ordinal) ? "1" : "none"));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (request.Method != HttpMethod.Get && request.Method != HttpMethod.Head)
        {
            request.Content = new StringContent("", Encoding.UTF8, "application/json");
        }

        using var answer = await SendAsync(client, request);
        if (answer?.StatusCode is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden))
        {
            return true;
        }

        var text = await answer.Content.ReadAsStringAsync(Stop);
        return !text.Contains("\"code\":\"not-signed-in\"", StringComparison.Ordinal) && !text.Contains("\"code\":\"permission-missing\"", StringComparison.Ordinal);
    }

    // An answer that breaks off is a fault of the endpoint's: the request came to it.
    private static async Task<HttpResponseMessage?> SendAsync(HttpClient client, HttpRequestMessage request)
    {
        try
        {
            return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Stop);
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();
}
