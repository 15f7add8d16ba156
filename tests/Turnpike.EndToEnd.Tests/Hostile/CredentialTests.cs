using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Turnpike.Governance.Access;
using Turnpike.Tests;

namespace Turnpike.EndToEnd.Tests.Hostile;

/// <summary>Callers that are not who they say, or come again with what was somebody else's; and clients that only keep busy.</summary>
public sealed class CredentialTests(HostileNode hostile) : IClassFixture<HostileNode>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_token_that_is_wrong_expired_revoked_or_misplaced_opens_nothing()
    {
        var token = hostile.Viewer.DefaultRequestHeaders.Authorization!.Parameter!;
        Assert.Equal(HttpStatusCode.OK, (await GetAsync("api/v1/changes", "Bearer " + token)).StatusCode);
        var changed = token[..^1] + (token[^1] == 'A' ? 'B' : 'A');
        foreach (var header in new[] { "Bearer " + changed, "Bearer", "Bearer  ", "Bearer " + new string('x', 8000), "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("admin:" + token)), "Bearer null", "Bearer " + token + "," + token })
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await GetAsync("api/v1/changes", header)).StatusCode);
        }

        // In an address it would stand in every log on the way.
        Assert.Equal(HttpStatusCode.Unauthorized, (await GetAsync("api/v1/changes?token=" + token + "&access_token=" + token, null)).StatusCode);
        Assert.DoesNotContain(hostile.Node.Log.Lines, l => l.Contains(token, StringComparison.Ordinal));

        hostile.Node.Clock.Now += TimeSpan.FromDays(31);
        Assert.Equal(HttpStatusCode.Unauthorized, (await GetAsync("api/v1/changes", "Bearer " + token)).StatusCode);
        hostile.Node.Clock.Now -= TimeSpan.FromDays(31);
    }

    [Fact]
    public async Task A_token_pushes_to_its_scopes_only_however_they_are_written()
    {
        using var client = await hostile.Node.PipelineAsync("shop/*", "ci-shop");
        foreach (var scope in new[] { "prod", "shop", "SHOP/x", "shop/../prod", "shopx/y", " shop/x" })
        {
            using var answer = await client.PostAsync($"api/v1/sources?scope={Uri.EscapeDataString(scope)}&name=n", HostileNode.Bytes("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n"u8.ToArray(), "application/yaml"), Cancel);
            Assert.True(scope == "shop/../prod" ? answer.IsSuccessStatusCode || (int)answer.StatusCode is 403 or 422 : (int)answer.StatusCode is 403 or 422, $"{scope}: {answer.StatusCode}");
        }

        // A scope is a name: what looks like a way out of it is one more name below it.
        using var estate = await hostile.Viewer.GetAsync("api/v1/estate/scopes", Cancel);
        Assert.DoesNotContain("\"prod\"", await estate.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_of_idempotency_gives_nobody_what_was_answered_to_another()
    {
        using var bea = await hostile.Node.ClientAsync(Role.Contributor, "bea@example.com");
        using var mal = await hostile.Node.ClientAsync(Role.Contributor, "mal@example.com");
        var first = await CommentAsync(bea, "hello");
        Assert.Equal(first, await CommentAsync(bea, "hello"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await CommentAsync(bea, "another")).Status);
        Assert.DoesNotContain("bea@example.com", (await CommentAsync(mal, "hello")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connections_that_only_wait_keep_nobody_else_from_being_served()
    {
        var idle = new List<TcpClient>();
        try
        {
            for (var i = 0; i < 300; i++)
            {
                var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, hostile.Node.Address.Port, Cancel);
                await client.GetStream().WriteAsync("POST /api/v1/sources?scope=slow&name=n HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\nContent-Type: text/plain\r\n"u8.ToArray(), Cancel);
                idle.Add(client);
            }

            using var answer = await hostile.Viewer.GetAsync("api/v1/changes", Cancel);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
        finally
        {
            idle.ForEach(static c => c.Dispose());
        }
    }

    [Fact]
    public async Task An_upload_that_trickles_is_ended()
    {
        using var slow = new TcpClient();
        await slow.ConnectAsync(IPAddress.Loopback, hostile.Node.Address.Port, Cancel);
        var stream = slow.GetStream();
        var head = $"POST /api/v1/sources?scope=slow&name=n HTTP/1.1\r\nHost: x\r\nAuthorization: {hostile.Pipeline.DefaultRequestHeaders.Authorization}\r\nContent-Length: 1000000\r\nContent-Type: text/plain\r\n\r\na";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head), Cancel);

        // A byte now and then: the server closes the connection long before it has all of them.
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        var answer = new byte[4096];
        var read = await stream.ReadAsync(answer, limit.Token);
        Assert.True(read == 0 || Encoding.ASCII.GetString(answer, 0, read).StartsWith("HTTP/1.1 4", StringComparison.Ordinal));
    }

    private static async Task<(HttpStatusCode Status, string Body)> CommentAsync(HttpClient client, string title)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/v1/actions")
        {
            Content = new StringContent($$"""{"title":"{{title}}","owner":"{{title}}","due":"2026-12-01T00:00:00Z","origin":"tests"}""", Encoding.UTF8, new MediaTypeHeaderValue("application/json")),
            Headers = { { "Idempotency-Key", "the-same-key" } },
        };
        using var answer = await client.SendAsync(request, Cancel);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancel));
    }

    private async Task<HttpResponseMessage> GetAsync(string path, string? authorization)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (authorization is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        return await hostile.Node.Anonymous.SendAsync(request, Cancel);
    }
}
