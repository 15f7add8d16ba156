using System.IO.Compression;
using System.Net;
using System.Text;
using Turnpike.Governance.Access;
using Turnpike.Server.Api;
using Turnpike.Server.Governance;
using Turnpike.Tests;

namespace Turnpike.Server.Tests.Api;

/// <summary>Each kind of request that cannot be read, and what is said about it.</summary>
public class BadRequestTests
{
    private const string Actions = "/api/v1/actions";
    private const string Json = "application/json";
    private const string Good = """{"title":"t","owner":"o","due":"2026-05-01T00:00:00Z","origin":"x"}""";

    public static TheoryData<string, string, string?, int, string, string?, string?> Bodies { get; } = new()
    {
        { Actions, "", Json, 400, "body-missing", null, null },
        { Actions, "{", Json, 400, "malformed", "", "it is no JSON" },
        { Actions, "nonsense", Json, 400, "malformed", "", "it is no JSON" },
        { Actions, Good + "x", Json, 400, "malformed", "", "it is no JSON" },
        { Actions, "null", Json, 400, "body-missing", null, null },
        { Actions, "[]", Json, 400, "malformed", "", "expected an object" },
        { Actions, Good.Replace("\"t\"", "5", StringComparison.Ordinal), Json, 400, "malformed", "/title", "expected a string" },
        { Actions, Good.Replace("\"t\"", "null", StringComparison.Ordinal), Json, 400, "malformed", "/title", "it must not be null" },
        { Actions, Good.Replace("\"title\"", "\"titel\"", StringComparison.Ordinal), Json, 400, "malformed", "/titel", "there is no property titel here" },
        { Actions, Good.Replace("\"title\"", "\"Title\"", StringComparison.Ordinal), Json, 400, "malformed", "/Title", "there is no property Title here" },
        { Actions, Good.Replace("\"owner\"", "\"title\"", StringComparison.Ordinal), Json, 400, "malformed", "/title", "it is given twice" },
        { Actions, """{"title":"t"}""", Json, 400, "malformed", "", "missing: owner, due, origin" },
        { Actions, Good.Replace("2026-05-01T00:00:00Z", "tomorrow", StringComparison.Ordinal), Json, 400, "malformed", "/due", "expected a moment with its offset, such as 2026-12-24T18:00:00Z" },
        { Actions, Good.Replace("2026-05-01T00:00:00Z", "2026-05-01T00:00:00", StringComparison.Ordinal), Json, 400, "malformed", "/due", "expected a moment with its offset, such as 2026-12-24T18:00:00Z" },
        { Actions, Good.Replace("\"t\"", "\"\\ud800\"", StringComparison.Ordinal), Json, 400, "malformed", "/title", null },
        { Actions, new string('[', 100_000), Json, 400, "malformed", null, null },
        { Actions, Good, "text/plain", 415, "unsupported-media-type", null, null },
        { Actions, Good, null, 415, "unsupported-media-type", null, null },
        { Actions, Good, "application/json; charset=utf-16", 400, "malformed", null, null },
        { "/api/v1/exceptions", """{"kind":"favour","rule":"r","subject":"s","reason":"w","owner":"o","expires":"2026-05-01T00:00:00Z"}""", Json, 400, "malformed", "/kind", "expected one of waiver, risk-acceptance, deviation" },
        { "/api/v1/exceptions", """{"kind":1,"rule":"r","subject":"s","reason":"w","owner":"o","expires":"2026-05-01T00:00:00Z"}""", Json, 400, "malformed", "/kind", "expected one of waiver, risk-acceptance, deviation" },
        { "/api/v1/decision-rights/questions", """{"verb":"approve","risk":"high"}""", Json, 400, "malformed", "/risk", "expected a number" },
        { "/api/v1/decision-rights/questions", """{"verb":"approve","roles":"admin"}""", Json, 400, "malformed", "/roles", "expected a list" },
        { "/api/v1/ledger/verification", """{"expected":[{"size":1,"root":"x"},{"size":1.5,"root":"x"}]}""", Json, 400, "malformed", "/expected/1/size", "expected a whole number" },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task A_body_that_cannot_be_read_is_told_where_and_why(string path, string body, string? type, int status, string code, string? pointer, string? message)
    {
        await using var node = await TestNode.StartAsync();
        using var client = await node.ClientAsync(Role.Admin, "admin@example.com");
        var problem = await (await client.SendAsync(HttpMethod.Post, path, body, type)).ProblemAsync((HttpStatusCode)status, code);
        var said = problem.Detail + string.Concat((problem.Errors ?? []).Select(static e => e.Message));
        Assert.DoesNotMatch(@"System\.|Turnpike\.", said);
        if (pointer is not null)
        {
            var part = Assert.Single(problem.Errors!);
            Assert.Equal(pointer, part.Pointer);
            Assert.Equal(message ?? part.Message, part.Message);
        }

        Assert.DoesNotContain(node.Log.Lines, l => l.StartsWith("Error", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Wrong_methods_and_paths_are_problems()
    {
        await using var node = await TestNode.StartAsync();
        using var client = await node.ClientAsync(Role.Admin, "admin@example.com");
        var wrong = await (await client.SendAsync(HttpMethod.Delete, Actions)).ProblemAsync(HttpStatusCode.MethodNotAllowed, "method-not-allowed");
        Assert.Contains("it takes GET, POST", wrong.Detail, StringComparison.Ordinal);
        await (await client.SendAsync(HttpMethod.Get, "/api/v1/nothing")).ProblemAsync(HttpStatusCode.NotFound, "not-found");
        await (await client.SendAsync(HttpMethod.Get, "/api/v2/actions")).ProblemAsync(HttpStatusCode.NotFound, "not-found");
        await (await client.SendAsync(HttpMethod.Get, "/api/v1/actions/..%2f..%2fetc%2fpasswd")).ProblemAsync(HttpStatusCode.NotFound, "not-found");
        var query = await (await client.SendAsync(HttpMethod.Get, Actions + "?limit=many")).ProblemAsync(HttpStatusCode.BadRequest, "malformed");
        Assert.Equal(new ProblemPart("query/limit", "expected a whole number"), Assert.Single(query.Errors!));
        var flag = await (await client.SendAsync(HttpMethod.Get, Actions + "?overdue=perhaps")).ProblemAsync(HttpStatusCode.BadRequest, "malformed");
        Assert.Equal(new ProblemPart("query/overdue", "expected true or false"), Assert.Single(flag.Errors!));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("gzip")]
    public async Task A_body_is_bounded_as_sent_and_as_inflated(string? encoding)
    {
        await using var node = await TestNode.StartAsync();
        using var client = await node.ClientAsync(Role.Admin, "admin@example.com");
        var large = Encoding.UTF8.GetBytes(Good.Replace("\"t\"", $"\"{new string('t', 2 << 20)}\"", StringComparison.Ordinal));
        var body = encoding is null ? large : Gzip(large);
        await (await client.SendAsync(HttpMethod.Post, Actions, body, Json, encoding)).ProblemAsync(HttpStatusCode.RequestEntityTooLarge, "too-large");
    }

    [Fact]
    public async Task A_gzip_bomb_is_stopped_at_the_limit()
    {
        await using var node = await TestNode.StartAsync();
        using var client = await node.ClientAsync(Role.Admin, "admin@example.com");
        var before = GC.GetTotalAllocatedBytes();
        var bomb = Gzip(new byte[200 << 20]);
        var made = GC.GetTotalAllocatedBytes();
        await (await client.SendAsync(HttpMethod.Post, Actions, bomb, Json, "gzip")).ProblemAsync(HttpStatusCode.RequestEntityTooLarge, "too-large");
        Assert.True(made - before > 200 << 20);
        Assert.True(GC.GetTotalAllocatedBytes() - made < 32 << 20);
    }

    [Fact]
    public async Task Gzip_is_taken_and_given_and_other_encodings_are_refused()
    {
        await using var node = await TestNode.StartAsync();
        using var client = await node.ClientAsync(Role.Admin, "admin@example.com");
        await (await client.SendAsync(HttpMethod.Post, Actions, Gzip(Encoding.UTF8.GetBytes(Good)), Json, "gzip")).ReadAsync<ActionResource>();
        await (await client.SendAsync(HttpMethod.Post, Actions, Encoding.UTF8.GetBytes(Good), Json, "gzip")).ProblemAsync(HttpStatusCode.BadRequest, "malformed");
        await (await client.SendAsync(HttpMethod.Post, Actions, Encoding.UTF8.GetBytes(Good), Json, "br")).ProblemAsync(HttpStatusCode.UnsupportedMediaType, "unsupported-encoding");
        client.DefaultRequestHeaders.AcceptEncoding.ParseAdd("gzip");
        var answer = await client.SendAsync(HttpMethod.Get, "/api/v1/openapi.json");
        Assert.Equal(["gzip"], answer.Content.Headers.ContentEncoding);
    }

    [Fact]
    public async Task The_log_has_a_line_a_request_and_no_secret()
    {
        await using var node = await TestNode.StartAsync();
        using var client = await node.ClientAsync(Role.Admin, "admin@example.com");
        await client.SendAsync(HttpMethod.Get, Actions + "?owner=hunter2");
        var token = client.DefaultRequestHeaders.Authorization!.Parameter!;

        // The line is written after the answer.
        for (var i = 0; i < 100 && !node.Log.Lines.Any(l => l.Contains("/actions", StringComparison.Ordinal)); i++)
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        Assert.Contains(node.Log.Lines, l => l.StartsWith("Information Turnpike.Server.Api.RequestLog: GET /api/v1/actions 200 in ", StringComparison.Ordinal) && l.Contains(" for admin@example.com, trace ", StringComparison.Ordinal));
        Assert.DoesNotContain(node.Log.Lines, l => l.Contains(token, StringComparison.Ordinal) || l.Contains("hunter2", StringComparison.Ordinal));
    }

    private static byte[] Gzip(byte[] bytes)
    {
        using var to = new MemoryStream();
        using (var gzip = new GZipStream(to, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return to.ToArray();
    }
}
