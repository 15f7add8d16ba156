using Microsoft.AspNetCore.Http;

namespace Turnpike.EndToEnd.Tests;

/// <summary>What the command does where the server is away, is another, or says no.</summary>
public sealed class ClientTests : IDisposable
{
    private const string Empty = """{"items":[],"next":null}""";

    private const string OneChange = """
        {"items":[{"id":"0123456789abcdef","scope":"s","title":"t","author":"a","sender":"a",
        "source":{"name":"n","url":null,"commit":null,"branch":null,"pipeline":null},"state":"waiting","why":"w","isOutdated":false,
        "verdict":"pass","counts":{"failed":0,"undecided":0,"covered":0,"belowThreshold":0,"newlyBroken":0},
        "actions":{"create":0,"update":0,"delete":0,"replace":0,"others":0},"stale":0,
        "risk":{"number":0,"environment":null,"tier":null,"kind":"passing","facts":[]},"inputs":{},"version":1,
        "createdAt":"2026-01-01T00:00:00Z","judgedAt":"2026-01-01T00:00:00Z","position":0,"lastPosition":0}],"next":null}
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("turnpike-client-");
    private readonly Workplace _place;

    public ClientTests()
    {
        _place = new Workplace(_folder.FullName);
        _place.Environment["TURNPIKE_TOKEN"] = "secret-token";
    }

    [Theory]
    [InlineData(401, "application/problem+json", """{"type":"urn:x","title":"Not signed in","status":401,"detail":"The token has expired.","code":"not-signed-in"}""", "error API007: The token has expired")]
    [InlineData(401, "application/problem+json", """{"title":"Not signed in","status":401,"detail":"The address or the password is not right.","code":"sign-in-failed"}""", "help: Try again. An administrator")]
    [InlineData(422, "application/problem+json", """{"title":"Invalid","status":422,"detail":"Nothing was recorded.","code":"invalid","diagnostics":[{"code":"TFP004","severity":"error","message":"it breaks off","file":"plan.json","line":3,"column":7,"help":"Send all of it."}]}""", "error TFP004: plan.json:3:7: it breaks off\n  help: Send all of it.")]
    [InlineData(422, "application/problem+json", """{"title":"Invalid","status":422,"detail":"The request is malformed.","code":"x","errors":[{"pointer":"query/limit","message":"expected 1 to 200"}]}""", "The request is malformed: query/limit: expected 1 to 200")]
    [InlineData(200, "text/html", "<html>Welcome to the hotel's network</html>", "answered with 200 and not as Turnpike does")]
    [InlineData(500, "text/plain", "", "answered with 500 and not as Turnpike does")]
    [InlineData(403, "application/problem+json", """{"title":"\u001b[2J","detail":"\u001b[2Jgone","status":403}""", "\\u001b[2Jgone")]
    public async Task A_refusal_is_said_in_words_with_what_to_do(int status, string type, string body, string expected)
    {
        await using var server = await OtherServer.StartAsync(http =>
        {
            http.Response.StatusCode = status;
            http.Response.ContentType = type;
            return http.Response.WriteAsync(body);
        });

        var said = (await _place.TurnpikeAsync("changes", "--server", server.Address)).Ends(3);
        Assert.Contains(expected, said.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-token", said.Error, StringComparison.Ordinal);
        Assert.Equal("", said.Output);
    }

    [Fact]
    public async Task A_token_does_not_follow_a_redirect()
    {
        await using var elsewhere = await OtherServer.StartAsync(http => http.Response.WriteAsync(Empty));
        await using var server = await OtherServer.StartAsync(http =>
        {
            http.Response.Redirect(elsewhere.Address + "/api/v1/changes");
            return Task.CompletedTask;
        });

        Assert.Contains("sends its callers on to", (await _place.TurnpikeAsync("changes", "--server", server.Address)).Ends(3).Error, StringComparison.Ordinal);
        Assert.Empty(elsewhere.Requests);
        Assert.Equal("Bearer secret-token", Assert.Single(server.Requests).Authorization);
    }

    [Fact]
    public async Task A_server_that_is_busy_is_asked_again_with_the_same_key()
    {
        var left = 2;
        await using var server = await OtherServer.StartAsync(async http =>
        {
            http.Response.StatusCode = http.Request.Method == "POST" && Interlocked.Decrement(ref left) >= 0 ? 503 : 200;
            await http.Response.WriteAsync(http.Request.Method == "POST" ? "{}" : OneChange);
        });

        (await _place.TurnpikeAsync("comment", "0123", "why?", "--server", server.Address)).Ends(0);
        var posts = server.Requests.Where(r => r.Line.StartsWith("POST", StringComparison.Ordinal)).ToList();
        Assert.Equal(3, posts.Count);
        Assert.NotNull(Assert.Single(posts.Select(p => p.Key).Distinct()));
    }

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_is_not_trusted()
    {
        await using var server = await OtherServer.StartAsync(http => http.Response.WriteAsync(Empty), isHttps: true);

        Assert.Contains("is not to be trusted", (await _place.TurnpikeAsync("changes", "--server", server.Address)).Ends(3).Error, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Theory]
    [InlineData("no server was named", null, "x")]
    [InlineData("is not the address of a server", "ftp://example.com", "x")]
    [InlineData("is not the address of a server", "http://me:pw@127.0.0.1", "x")]
    [InlineData("nobody is signed in to http://127.0.0.1:9", "http://127.0.0.1:9", null)]
    [InlineData("TURNPIKE_TOKEN does not hold a token", "http://127.0.0.1:9", "two\nlines")]
    [InlineData("http://127.0.0.1:9 cannot be reached: connection refused", "http://127.0.0.1:9", "x")]
    public async Task What_is_missing_is_said_before_anything_is_sent(string expected, string? server, string? token)
    {
        _place.Environment["TURNPIKE_SERVER"] = server ?? "";
        _place.Environment["TURNPIKE_TOKEN"] = token ?? "";

        Assert.Contains(expected, (await _place.TurnpikeAsync("changes")).Ends(3).Error, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
