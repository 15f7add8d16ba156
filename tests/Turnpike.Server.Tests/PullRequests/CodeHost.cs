using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Turnpike.Server.Tests.PullRequests;

/// <summary>
/// The parts of GitHub's and GitLab's REST contracts that are used: check runs and apps, commit statuses, comments and notes.
/// What is out of contract (an unknown member of a check run, too many annotations, no credentials) is refused as they do.
/// </summary>
internal sealed class CodeHost : IAsyncDisposable
{
    public const string Token = "host-token";
    private const int MaxAnnotations = 50;

    private static readonly string[] s_checkMembers = ["name", "head_sha", "details_url", "external_id", "status", "conclusion", "started_at", "completed_at", "output", "actions"];

    private readonly WebApplication _app;
    private readonly Lock _lock = new();
    private int _ids = 100;

    private CodeHost(WebApplication app) => _app = app;

    /// <summary>By id: what the check is now.</summary>
    public Dictionary<int, JsonObject> Checks { get; } = [];

    public List<JsonObject> Annotations { get; } = [];

    public List<JsonObject> Statuses { get; } = [];

    public Dictionary<int, string> Comments { get; } = [];

    public List<string> Requests { get; } = [];

    public RSA AppKey { get; } = RSA.Create(2048);

    /// <summary>Answers before all else, where it gives a status.</summary>
    public Func<HttpContext, int?> Refuses { get; set; } = static _ => null;

    public string Address => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    public static async Task<CodeHost> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var host = new CodeHost(app);
        app.Run(host.AnswerAsync);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return host;
    }

    /// <summary>Waits for what the host is told in the background.</summary>
    public async Task UntilAsync(Func<CodeHost, bool> isSo, string what)
    {
        for (var tries = 0; ; tries++)
        {
            lock (_lock)
            {
                if (isSo(this))
                {
                    return;
                }
            }

            Assert.True(tries < 600, $"The host was not told in a minute: {what}\n{string.Join('\n', Requests)}");
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>As somebody does by hand.</summary>
    public void DeleteComments()
    {
        lock (_lock)
        {
            Comments.Clear();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        AppKey.Dispose();
    }

    private async Task AnswerAsync(HttpContext http)
    {
        var body = await JsonNode.ParseAsync(http.Request.ContentLength > 0 || http.Request.Headers.TransferEncoding.Count > 0 ? http.Request.Body : new MemoryStream("{}"u8.ToArray())) as JsonObject ?? [];
        var path = http.Request.Path.Value!;
        int status;
        JsonNode? answer;
        lock (_lock)
        {
            Requests.Add($"{http.Request.Method} {path}");
            (status, answer) = Refuses(http) is { } refusal ? (refusal, Message("no")) : Answer(http, path, body);
        }

        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync(answer?.ToJsonString() ?? "null");
    }

    private (int Status, JsonNode? Answer) Answer(HttpContext http, string path, JsonObject body)
    {
        var steps = path.Trim('/').Split('/');
        return (http.Request.Method, steps) switch
        {
            ("GET", ["repos", _, _, "installation"]) => IsApp(http) ? (200, new JsonObject { ["id"] = 77 }) : (401, Message("A JSON web token could not be decoded")),
            ("POST", ["app", "installations", "77", "access_tokens"]) => IsApp(http) ? (201, new JsonObject { ["token"] = Token, ["expires_at"] = "2099-01-01T00:00:00Z" }) : (401, Message("Bad credentials")),
            _ when !IsSignedIn(http) => (401, Message("Bad credentials")),
            ("POST", ["repos", "kestrel", "infra", "check-runs"]) => Check(++_ids, body),
            ("PATCH", ["repos", "kestrel", "infra", "check-runs", var id]) => Check(int.Parse(id, CultureInfo.InvariantCulture), body),
            ("POST", ["repos", "kestrel", "infra", "statuses", var sha]) => Status(sha, body, ["error", "failure", "pending", "success"]),
            ("GET", ["repos", "kestrel", "infra", "issues", "12", "comments"]) => (200, new JsonArray([.. Comments.Select(static c => new JsonObject { ["id"] = c.Key, ["body"] = c.Value })])),
            ("POST", ["repos", "kestrel", "infra", "issues", "12", "comments"]) => Comment(++_ids, body),
            ("PATCH", ["repos", "kestrel", "infra", "issues", "comments", var id]) => Changed(int.Parse(id, CultureInfo.InvariantCulture), body),
            ("POST", ["projects", "kestrel/infra" or "kestrel%2Finfra", "statuses", var sha]) => Status(sha, body, ["pending", "running", "success", "failed", "canceled", "skipped"]),
            ("GET", ["projects", _, "merge_requests", "12", "notes"]) => (200, new JsonArray([.. Comments.Select(static c => new JsonObject { ["id"] = c.Key, ["body"] = c.Value })])),
            ("POST", ["projects", _, "merge_requests", "12", "notes"]) => Comment(++_ids, body),
            ("PUT", ["projects", _, "merge_requests", "12", "notes", var id]) => Changed(int.Parse(id, CultureInfo.InvariantCulture), body),
            _ => (404, Message("Not Found")),
        };
    }

    private (int, JsonNode) Check(int id, JsonObject body)
    {
        var annotations = body["output"]?["annotations"]?.AsArray() ?? [];
        var isCompleted = body["status"]?.GetValue<string>() == "completed";
        if (body.Any(m => !s_checkMembers.Contains(m.Key)) || annotations.Count > MaxAnnotations || isCompleted != body.ContainsKey("conclusion")
            || (body["output"]?["summary"]?.GetValue<string>().Length ?? 0) > 65_535)
        {
            return (422, Message("Invalid request"));
        }

        Annotations.AddRange(annotations.Select(static a => (JsonObject)a!.DeepClone()));
        Checks[id] = (JsonObject)body.DeepClone();
        return (201, new JsonObject { ["id"] = id });
    }

    private (int, JsonNode) Status(string sha, JsonObject body, string[] states)
    {
        if (!states.Contains(body["state"]?.GetValue<string>()) || body["description"]!.GetValue<string>().Length > 255)
        {
            return (422, Message("Validation Failed"));
        }

        var status = (JsonObject)body.DeepClone();
        status["sha"] = sha;
        Statuses.Add(status);
        return (201, new JsonObject { ["id"] = ++_ids });
    }

    private (int, JsonNode) Changed(int id, JsonObject body) => Comments.ContainsKey(id) ? Comment(id, body) : (404, Message("Not Found"));

    private (int, JsonNode) Comment(int id, JsonObject body)
    {
        Comments[id] = body["body"]!.GetValue<string>();
        return (201, new JsonObject { ["id"] = id });
    }

    private static bool IsSignedIn(HttpContext http) =>
        http.Request.Headers.Authorization == "Bearer " + Token || http.Request.Headers["PRIVATE-TOKEN"] == Token;

    private bool IsApp(HttpContext http)
    {
        var parts = http.Request.Headers.Authorization.ToString().Replace("Bearer ", "", StringComparison.Ordinal).Split('.');
        if (parts.Length != 3)
        {
            return false;
        }

        var claims = JsonDocument.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(parts[1])).RootElement;
        return AppKey.VerifyData(System.Text.Encoding.ASCII.GetBytes(parts[0] + "." + parts[1]), System.Buffers.Text.Base64Url.DecodeFromChars(parts[2]), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            && claims.GetProperty("iss").GetString() == "4711" && claims.GetProperty("exp").GetInt64() - claims.GetProperty("iat").GetInt64() <= 600;
    }

    private static JsonObject Message(string text) => new() { ["message"] = text };
}
