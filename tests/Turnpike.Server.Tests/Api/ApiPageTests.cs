using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using Turnpike.Governance.Access;
using Turnpike.Tests;

namespace Turnpike.Server.Tests.Api;

/// <summary>docs/guides/api.md shows real answers.</summary>
public partial class ApiPageTests
{
    private static readonly JsonSerializerOptions s_indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public async Task The_page_shows_what_a_node_answers()
    {
        await using var node = await TestNode.StartAsync();
        using var client = await node.ClientAsync(Role.Contributor, "ada@example.com");
        const string Action = """{"title":"Encrypt the logs","owner":"ada@example.com","due":"2026-04-01T00:00:00Z","origin":"review/7"}""";
        var page = new StringBuilder(Introduction);
        var made = await ShowAsync(page, client, "POST", "/api/v1/actions", Action, ("Idempotency-Key", "run-42"));
        await ShowAsync(page, client, "POST", "/api/v1/actions", Action, ("Idempotency-Key", "run-42"));
        page.Append(Reading);
        var read = await ShowAsync(page, client, "GET", made.Headers.Location!.ToString());
        await ShowAsync(page, client, "GET", made.Headers.Location!.ToString(), headers: ("If-None-Match", read.Headers.ETag!.Tag));
        await ShowAsync(page, client, "PATCH", made.Headers.Location!.ToString(), """{"due":"2026-04-08T00:00:00Z","reason":"holiday"}""");
        page.Append(Lists);
        await ShowAsync(page, client, "GET", "/api/v1/actions?limit=1");
        page.Append(Failing);
        await ShowAsync(page, client, "POST", "/api/v1/actions", Action.Replace("title", "titel", StringComparison.Ordinal));
        await ShowAsync(page, client, "POST", "/api/v1/actions", Action.Replace("Encrypt the logs", "", StringComparison.Ordinal));
        await ShowAsync(page, client, "PUT", "/api/v1/decision-rights", """{"rules":[]}""");
        page.Append(End);
        GoldenFile.Check(Path.Combine(Vectors.RepositoryRoot, "docs", "guides", "api.md"), Settled(page.ToString()));
    }

    private const string Introduction =
        """
        # The HTTP API

        Everything is below `/api/v1`; `/api/v1/openapi.json` (OpenAPI 3.1, also [here](../api/openapi.json)) describes each endpoint,
        with the permission it needs. This page says what all of them have in common; its answers are real, and written by
        `make golden`.

        **Who calls.** Send an API token: `Authorization: Bearer tpk_…`. [access.md](access.md) says how to get one. Below, `$TOKEN`
        is one and `$NODE` is the node's address. Pages use the session's cookie; a request that changes something then needs the
        session's token in `X-CSRF-Token`.

        **JSON** is UTF-8, camel case; enums are words joined by hyphens; moments are UTC with a `Z`, and one without an offset is
        refused. A property that is not known is refused, too: it was meant to do something. Bodies may come with
        `Content-Encoding: gzip`, and answers do where `Accept-Encoding` asks for it. A body is at most 1 MB; uploads of plans, states
        and manifests are at most `max-upload`, as sent and as inflated.

        ## Doing something once

        A POST with an `Idempotency-Key` is done once: repeated within 24 hours by the same caller, it is answered as it was the first
        time. The same key with another request is 422; while the first one runs, 409. Only what succeeded is remembered. An answer
        that holds a secret shown once (a new token, a webhook's secret) is not: the repeated request is 409.

        """;

    private const string Reading =
        """

        ## Reading, and changing what was read

        One thing has an `ETag`. With `If-None-Match` it is sent only if it has changed; PUT, PATCH and DELETE of what others may change
        need it in `If-Match`: 428 without, 412 where somebody was quicker.

        """;

    private const string Lists =
        """

        ## Lists

        `limit` (1 to 200, else 50) and `after`, which takes the `next` of the answer before. A list holds still while something is
        added to it: nothing comes twice, nothing is left out. `next` is null at the end.

        """;

    private const string Failing =
        """

        ## When something is not done

        The answer is `application/problem+json` (RFC 9457). `code` is for programs, `detail` for people. `errors` name parts of the
        request: a JSON pointer into the body, or `query/…`, `header/…`. `diagnostics` are faults of what was uploaded, with file, line
        and column. `traceId`, also in the header `Trace-Id`, finds the request in the node's log.

        | status | when |
        |---|---|
        | 400 | the request cannot be read |
        | 401, 403 | nobody is signed in; the caller may not do this: `permission-missing`, or `not-allowed` by the decision rights |
        | 404, 405 | there is no such thing; it does not take this method |
        | 409 | it is in conflict with what happened meanwhile: look again |
        | 412, 428 | somebody changed it since it was read; `If-Match` is missing |
        | 413, 415 | the body is too large, or of a type that is not taken |
        | 422 | it was understood and is refused |
        | 429 | too many requests: wait for `Retry-After` |
        | 500 | a fault of Turnpike: report it with the trace id |
        | 503, 507 | the node is starting, or its database is away (`Retry-After`); its storage is full |

        """;

    private const string End =
        """

        ## Live

        `GET /api/v1/events` sends what is recorded as it is recorded (server-sent events), each caller what they may see; the id of an
        event is its position in the ledger, and `Last-Event-ID` goes on after it.

        """;

    private static async Task<HttpResponseMessage> ShowAsync(StringBuilder page, HttpClient client, string method, string path, string? body = null, params IReadOnlyList<(string Name, string Value)> headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        var command = new StringBuilder($"curl -i -H \"Authorization: Bearer $TOKEN\"{(method is "GET" or "POST" ? "" : " -X " + method)}");
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
            command.Append($" -H '{name}: {value}'");
        }

        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
            command.Append(" \\\n      -H 'Content-Type: application/json' -d '").Append(body).Append('\'');
        }

        var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        page.Append($"\n    {command} \\\n      $NODE{path}\n\n    HTTP/1.1 {(int)answer.StatusCode} {answer.ReasonPhrase}\n");
        foreach (var name in new[] { "ETag", "Location", "Idempotency-Replayed" })
        {
            page.Append(answer.Headers.TryGetValues(name, out var values) ? $"    {name}: {values.Single()}\n" : "");
        }

        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        if (text.Length > 0)
        {
            page.Append($"    Content-Type: {answer.Content.Headers.ContentType}\n\n");
            foreach (var line in JsonSerializer.Serialize(JsonDocument.Parse(text).RootElement, s_indented).Split('\n'))
            {
                page.Append("    ").Append(line.TrimEnd('\r')).Append('\n');
            }
        }

        return answer;
    }

    // Ids and traces are others each time.
    private static string Settled(string page) =>
        Tag().Replace(Trace().Replace(Id().Replace(page, "019a4e7c-0001"), "\"traceId\": \"4bf92f3577b34da6a3ce929d0e0e4736\""), "\"8f14e45fceea167a5a36dedd4bea2543\"");

    [GeneratedRegex("[a-z0-9]{6}-[0-9]+(?=[\"\n ])", RegexOptions.CultureInvariant)]
    private static partial Regex Id();

    [GeneratedRegex("(?<!traceId\": )\"[0-9a-f]{32}\"", RegexOptions.CultureInvariant)]
    private static partial Regex Tag();

    [GeneratedRegex("\"traceId\": \"[^\"]*\"", RegexOptions.CultureInvariant)]
    private static partial Regex Trace();
}
