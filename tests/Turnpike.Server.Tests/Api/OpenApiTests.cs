using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using Turnpike.Governance.Access;
using Turnpike.Governance.Calendar;
using Turnpike.Governance.Exceptions;
using Turnpike.Server.Api;
using Turnpike.Server.Governance;
using Turnpike.Server.Ledger;
using Turnpike.Tests;

namespace Turnpike.Server.Tests.Api;

/// <summary>The OpenAPI document is complete, and true.</summary>
public class OpenApiTests
{
    private static readonly JsonSerializerOptions s_indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_document_is_the_one_that_is_committed()
    {
        await using var node = await TestNode.StartAsync();
        var document = await ReadAsync(node);
        GoldenFile.Check(Path.Combine(Vectors.RepositoryRoot, "docs", "api", "openapi.json"), JsonSerializer.Serialize(document, s_indented) + "\n");
    }

    [Fact]
    public async Task Every_operation_says_what_it_does_who_may_and_what_it_answers()
    {
        await using var node = await TestNode.StartAsync();
        var document = await ReadAsync(node);
        Assert.Equal("3.1", document.GetProperty("openapi").GetString()![..3]);
        var faults = new List<string>();
        var ids = new HashSet<string>();
        foreach (var (name, operation) in Operations(document))
        {
            Need(faults, name, operation.TryGetProperty("summary", out var summary) && summary.GetString() is { Length: > 0 }, "has no summary");
            Need(faults, name, operation.TryGetProperty("x-turnpike-permission", out _), "does not say who may call it");
            Need(faults, name, ids.Add(operation.GetProperty("operationId").GetString()!), "shares its id");
            var succeeded = operation.GetProperty("responses").EnumerateObject().Where(r => r.Name[0] is '2' or '3').ToList();
            Need(faults, name, succeeded.Count > 0 && succeeded.All(r => r.Name is "202" or "204" || r.Name[0] == '3' || r.Value.TryGetProperty("content", out _)), "does not say what it answers");
            Need(faults, name, operation.GetProperty("responses").TryGetProperty("default", out _), "does not say how it fails");
        }

        Assert.True(faults.Count == 0, string.Join("\n", faults));
    }

    [Fact]
    public async Task Real_answers_are_what_the_document_says()
    {
        await using var node = await TestNode.StartAsync();
        using var admin = await node.ClientAsync(Role.Admin, "admin@example.com");
        await FillAsync(admin, node);
        var document = await ReadAsync(node);
        var check = new SchemaCheck(document);
        var faults = new List<string>();
        var seen = 0;
        foreach (var (name, operation) in Operations(document).Where(o => o.Name.StartsWith("get ", StringComparison.Ordinal)))
        {
            foreach (var path in await PathsAsync(admin, node, name[4..]))
            {
                using var answer = await admin.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, Cancel);
                if (answer.Content.Headers.ContentType?.MediaType is not (ApiJson.MediaType or Problem.MediaType))
                {
                    continue;
                }

                seen++;
                if (await TextAsync(answer) is not { } text)
                {
                    faults.Add($"GET {path}: the answer breaks off: {node.Log.Lines.LastOrDefault(static l => l.StartsWith("Error", StringComparison.Ordinal))}");
                    continue;
                }

                var responses = operation.GetProperty("responses");
                var response = responses.TryGetProperty(((int)answer.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture), out var exact) ? exact : responses.GetProperty("default");
                var content = check.Resolve(response).GetProperty("content");
                var schema = content.TryGetProperty(answer.Content.Headers.ContentType!.MediaType!, out var media) ? media.GetProperty("schema") : default;
                faults.AddRange(schema.ValueKind == JsonValueKind.Undefined
                    ? [$"GET {path}: {(int)answer.StatusCode} is not of a described type"]
                    : check.Faults(schema, JsonDocument.Parse(text).RootElement).Select(f => $"GET {path} {f}"));
            }
        }

        Assert.True(faults.Count == 0, string.Join("\n", faults));
        Assert.True(seen > 20, $"Only {seen} answers were looked at.");
    }

    private static async Task<string?> TextAsync(HttpResponseMessage answer)
    {
        try
        {
            return await answer.Content.ReadAsStringAsync(Cancel);
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    // Something of each kind that this test can make; what it cannot is asked for and not found, which is described, too.
    private static async Task<IReadOnlyList<string>> PathsAsync(HttpClient admin, TestNode node, string template)
    {
        if (template.Contains("/events", StringComparison.Ordinal))
        {
            return [];
        }

        if (!template.Contains('{', StringComparison.Ordinal))
        {
            return [template switch
            {
                "/api/v1/ledger/proof" => template + "?position=0",
                "/api/v1/ledger/consistency" => template + "?from=1",
                "/api/v1/calendar/may-change" => template + "?scope=production",
                _ => template,
            }];
        }

        var known = template switch
        {
            "/api/v1/ledger/entries/{position}" => "0",
            "/api/v1/calendar/entries/{id}" => "year-end",
            "/api/v1/teams/{id}" => "platform",
            "/api/v1/people/{id}" => "admin@example.com",
            "/api/v1/actions/{id}" => (await admin.GetAsync<Page<ActionResource>>("/api/v1/actions")).Items[0].Id,
            "/api/v1/exceptions/{id}" => (await admin.GetAsync<Page<ExceptionResource>>("/api/v1/exceptions")).Items[0].Id,
            "/api/v1/ledger/verification/{id}" => (await (await admin.PostAsync("/api/v1/ledger/verification", new VerificationRequest())).ReadAsync<VerificationResource>()).Id,
            _ => "none",
        };
        return [.. new[] { known, "none" }.Distinct().Select(id => System.Text.RegularExpressions.Regex.Replace(template, @"\{[^}]*\}", Uri.EscapeDataString(id)))];
    }

    private static async Task FillAsync(HttpClient admin, TestNode node)
    {
        var later = node.Clock.Now.AddDays(20);
        HttpResponseMessage[] made =
        [
            await admin.PostAsync("/api/v1/actions", new ActionOpenRequest("Encrypt the logs", "ada", later, "review/1")),
            await admin.PostAsync("/api/v1/exceptions", new ExceptionGrantRequest(ExceptionKind.Waiver, "r", "s", "why", "o", later)),
            await admin.SendAsync(HttpMethod.Put, "/api/v1/calendar/entries/year-end", new CalendarPlanRequest(CalendarKind.Freeze, "Year end", "2026-03-20T00:00:00", 60, "Europe/Berlin", "*", "cto")),
            await admin.SendAsync(HttpMethod.Put, "/api/v1/teams/platform", new TeamRequest("Platform", [], ["admin@example.com"])),
        ];
        Assert.All(made, a => Assert.Equal(HttpStatusCode.Created, a.StatusCode));
    }

    private static async Task<JsonElement> ReadAsync(TestNode node) =>
        JsonDocument.Parse(await node.Anonymous.GetByteArrayAsync("/api/v1/openapi.json", Cancel)).RootElement;

    private static IEnumerable<(string Name, JsonElement Operation)> Operations(JsonElement document) =>
        document.GetProperty("paths").EnumerateObject().SelectMany(p => p.Value.EnumerateObject().Select(o => ($"{o.Name} {p.Name}", o.Value)));

    private static void Need(List<string> faults, string name, bool holds, string fault)
    {
        if (!holds)
        {
            faults.Add($"{name} {fault}");
        }
    }
}
