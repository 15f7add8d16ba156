using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using Turnpike.Governance.Access;
using Turnpike.Server.Api;
using Turnpike.Server.Changes;
using Turnpike.Server.PullRequests;
using Turnpike.Server.Tests.Changes;
using Turnpike.Tests;

namespace Turnpike.Server.Tests.PullRequests;

/// <summary>From the hook of a code host to its check, comment and marks, and on to the decision.</summary>
public class PullRequestTests
{
    private const string Secret = "hook-secret-of-tests";
    private const string Head = "6dcb09b5b57875f334f61aebed695e2e4193db5e";

    private const string Plan = """
        {"format_version":"1.2","resource_changes":[{"address":"aws_s3_bucket.logs","mode":"managed","type":"aws_s3_bucket","name":"logs",
        "provider_name":"registry.terraform.io/hashicorp/aws","change":{"actions":["create"],"before":null,"after":{"bucket":"logs","tags":{}},"after_unknown":{},"before_sensitive":false,"after_sensitive":{}}}]}
        """;

    private const string Places = """{"places_version":1,"resources":{"aws_s3_bucket.logs":{"declared":{"file":"infra/main.tf","line":7,"column":1},"attributes":{"tags":{"file":"infra/main.tf","line":9,"column":3}}}}}""";

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_app_of_GitHub_has_a_check_and_one_comment_that_follow_the_change_to_its_approval()
    {
        await using var host = await CodeHost.StartAsync();
        await using var node = await StartAsync(host, h => h with { AppId = "4711", AppKey = host.AppKey.ExportPkcs8PrivateKeyPem(), Token = null });

        Assert.Equal("seen", await HookAsync(node, "pull_request", Opened(Head)));
        await host.UntilAsync(static h => h.Checks.Count == 1 && h.Comments.Count == 1, "a check that waits");
        var waiting = Assert.Single(host.Checks);
        Assert.Equal(("in_progress", Head, false), ((string)waiting.Value["status"]!, (string)waiting.Value["head_sha"]!, waiting.Value.ContainsKey("conclusion")));
        Assert.Contains("turnpike ci", Assert.Single(host.Comments).Value, StringComparison.Ordinal);

        using var pipeline = await node.PipelineAsync();
        var change = await SendAsync(pipeline, Head);
        using var placed = await pipeline.PutAsync($"/api/v1/changes/{change.Id}/places", Json(Places), Now);
        Assert.Equal(HttpStatusCode.OK, placed.StatusCode);
        await host.UntilAsync(static h => h.Annotations.Exists(static a => (string)a["path"]! == "infra/main.tf"), "marks in the code");
        var mark = host.Annotations.Last(static a => (string)a["path"]! == "infra/main.tf");
        Assert.Equal((9, "failure", "high: bucket-owner"), ((int)mark["start_line"]!, (string)mark["annotation_level"]!, (string)mark["title"]!));
        var failed = Assert.Single(host.Checks);
        Assert.Equal((waiting.Key, "completed", "failure", "again"), (failed.Key, (string)failed.Value["status"]!, (string)failed.Value["conclusion"]!, (string)failed.Value["actions"]![0]!["identifier"]!));
        var comment = Assert.Single(host.Comments).Value;
        Assert.StartsWith("<!-- turnpike:pull -->", comment, StringComparison.Ordinal);
        Assert.Contains("Who may approve it: admin", comment, StringComparison.Ordinal);
        Assert.Contains($"/changes/{change.Id}", comment, StringComparison.Ordinal);

        using var admin = await node.ClientAsync(Role.Admin, "ada@example.com");
        using var decided = await admin.PostAsJsonAsync($"/api/v1/changes/{change.Id}/decisions", new DecisionInput("approve", "seen", change.Inputs), ApiJson.Options, Now);
        Assert.Equal(HttpStatusCode.Created, decided.StatusCode);
        await host.UntilAsync(static h => (string?)h.Checks.Single().Value["conclusion"] == "success", "that it passed");

        // Another commit has a check of its own, in the same comment, which is made again where somebody deleted it.
        host.DeleteComments();
        Assert.Equal("seen", await HookAsync(node, "pull_request", Opened("b" + Head[1..])));
        await host.UntilAsync(static h => h.Checks.Count == 2 && h.Comments.Count == 1, "a check of the next commit");
        Assert.Equal("in_progress", (string)host.Checks.Values.Last()["status"]!);

        // That commit leads to the same plan: what was decided on it holds.
        Assert.Equal(change.Id, (await SendAsync(pipeline, "b" + Head[1..])).Id);
        await host.UntilAsync(static h => (string?)h.Checks.Values.Last()["conclusion"] == "success", "that the next commit passed too");
        Assert.Single(host.Comments);
        Assert.Equal("ended", await HookAsync(node, "pull_request", Closed));
        Assert.Empty(node.Get<PullProjection>().Open);
    }

    [Fact]
    public async Task A_pull_request_of_which_no_plan_comes_fails()
    {
        await using var host = await CodeHost.StartAsync();
        await using var node = await StartAsync(host, static h => h with { Wait = TimeSpan.FromHours(1) });

        await HookAsync(node, "pull_request", Opened(Head));
        await host.UntilAsync(static h => h.Statuses.Count == 1, "a status that waits");
        Assert.Equal(("pending", "Turnpike", Head), ((string)host.Statuses[0]["state"]!, (string)host.Statuses[0]["context"]!, (string)host.Statuses[0]["sha"]!));

        node.Clock.Now += TimeSpan.FromHours(2);
        await host.UntilAsync(static h => h.Statuses.Count == 2, "a status that fails");
        Assert.Equal(("failure", "No plan of this commit came"), ((string)host.Statuses[1]["state"]!, (string)host.Statuses[1]["description"]!));
    }

    [Fact]
    public async Task GitLab_has_a_status_and_one_note()
    {
        await using var host = await CodeHost.StartAsync();
        await using var node = await StartAsync(host, static h => h with { Kind = CodeHostKind.Gitlab });

        Assert.Equal("seen", await HookAsync(node, "", Merge("open"), new() { ["X-Gitlab-Token"] = Secret }));
        await host.UntilAsync(static h => h.Statuses.Count == 1 && h.Comments.Count == 1, "a status that waits");
        using var pipeline = await node.PipelineAsync();
        await SendAsync(pipeline, Head);
        await host.UntilAsync(static h => (string)h.Statuses[^1]["state"]! == "failed", "that it fails");
        await host.UntilAsync(static h => h.Comments.Single().Value.Contains("bucket-owner", StringComparison.Ordinal), "what failed");
        Assert.Equal("pending", (string)host.Statuses[0]["state"]!);
        Assert.Equal("judged again", await HookAsync(node, "", Note("/turnpike check"), new() { ["X-Gitlab-Token"] = Secret }));
        Assert.Equal("ended", await HookAsync(node, "", Merge("merge"), new() { ["X-Gitlab-Token"] = Secret }));
    }

    [Fact]
    public async Task Somebody_of_the_repository_has_it_judged_again_by_a_comment_and_nobody_else()
    {
        await using var host = await CodeHost.StartAsync();
        await using var node = await StartAsync(host);
        await HookAsync(node, "pull_request", Opened(Head));
        using var pipeline = await node.PipelineAsync();
        await SendAsync(pipeline, Head);
        await host.UntilAsync(static h => h.Statuses.Exists(static s => (string)s["state"]! == "failure"), "that it fails");
        var before = host.Statuses.Count;

        Assert.Equal("whoever asks does not belong to the repository", await HookAsync(node, "issue_comment", Comment("/turnpike check", "NONE")));
        Assert.Equal("issue_comment created is not acted on", await HookAsync(node, "issue_comment", Comment("nice", "OWNER")));
        Assert.Equal("judged again", await HookAsync(node, "issue_comment", Comment("/turnpike check\nplease", "MEMBER")));
        await host.UntilAsync(h => h.Statuses.Count > before, "it anew");
        Assert.Equal("judged again", await HookAsync(node, "check_run", CheckAgain));
    }

    [Fact]
    public async Task A_host_that_refuses_is_asked_again_later_and_nothing_is_lost()
    {
        await using var host = await CodeHost.StartAsync();
        host.Refuses = static http =>
        {
            http.Response.Headers.RetryAfter = "1";
            return 429;
        };
        await using var node = await StartAsync(host);
        await HookAsync(node, "pull_request", Opened(Head));
        await host.UntilAsync(static h => h.Requests.Count > 0, "anything");
        Assert.Empty(host.Statuses);

        host.Refuses = static _ => null;
        node.Clock.Now += TimeSpan.FromSeconds(2);
        await host.UntilAsync(static h => h.Statuses.Count == 1 && h.Comments.Count == 1, "what it refused");
        Assert.DoesNotContain(node.Log.Lines, static l => l.Contains(CodeHost.Token, StringComparison.Ordinal) || l.Contains(Secret, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("github", null)]
    [InlineData("github", "sha256=00")]
    [InlineData("github", "sha256=0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("github", "sha1=0000000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("nobody", "sha256=0000000000000000000000000000000000000000000000000000000000000000")]
    public async Task A_forged_hook_is_refused_and_leaves_nothing(string name, string? signature)
    {
        await using var host = await CodeHost.StartAsync();
        await using var node = await StartAsync(host);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/hooks/" + name) { Content = Json(Opened(Head)) };
        request.Headers.Add("X-GitHub-Event", "pull_request");
        if (signature is not null)
        {
            request.Headers.Add("X-Hub-Signature-256", signature);
        }

        using var answer = await node.Anonymous.SendAsync(request, Now);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Empty(node.Get<PullProjection>().Open);
    }

    [Fact]
    public async Task A_hook_that_is_replayed_does_nothing_under_whatever_id()
    {
        await using var host = await CodeHost.StartAsync();
        await using var node = await StartAsync(host);

        Assert.Equal("seen", await HookAsync(node, "pull_request", Opened(Head), new() { ["X-GitHub-Delivery"] = "1" }));
        Assert.Equal("delivered before", await HookAsync(node, "pull_request", Opened(Head), new() { ["X-GitHub-Delivery"] = "2" }));
        node.Clock.Now += TimeSpan.FromDays(8);
        Assert.Equal("known", await HookAsync(node, "pull_request", Opened(Head)));
    }

    [Theory]
    [InlineData("{\"repository\":{\"full_name\":\"kestrel/infra\"},\"action\":\"opened\",\"number\":\"12\"}", "it names no commit")]
    [InlineData("{\"action\":\"opened\"}", "it names no repository")]
    [InlineData("{\"repository\":[1]}", "it names no repository")]
    [InlineData("{\"zen\":\"Keep it logically awesome.\",\"repository\":{\"full_name\":\"kestrel/infra\"}}", "pull_request  is not acted on")]
    public async Task What_is_signed_and_makes_no_sense_is_said_to(string body, string expected)
    {
        await using var host = await CodeHost.StartAsync();
        await using var node = await StartAsync(host);

        Assert.Equal(expected, await HookAsync(node, "pull_request", body));
    }

    private static Task<TestNode> StartAsync(CodeHost host, Func<CodeHostSettings, CodeHostSettings>? change = null)
    {
        var settings = new CodeHostSettings("github") { Api = host.Address, HookSecret = Secret, Token = CodeHost.Token };
        return TestNode.StartAsync(s => s with { CodeHosts = [change?.Invoke(settings) ?? settings] }, ChangeApiTests.Rules);
    }

    private static async Task<string> HookAsync(TestNode node, string name, string body, Dictionary<string, string>? headers = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/hooks/github") { Content = Json(body) };
        request.Headers.Add("X-GitHub-Event", name);
        request.Headers.Add("X-Hub-Signature-256", "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes(body))));
        foreach (var (key, value) in headers ?? [])
        {
            request.Headers.Add(key, value);
        }

        using var answer = await node.Anonymous.SendAsync(request, Now);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<HookResource>(ApiJson.Options, Now))!.Did;
    }

    private static async Task<ChangeResource> SendAsync(HttpClient client, string commit)
    {
        using var answer = await client.PostAsync($"/api/v1/changes?scope=kestrel/infra&name=plan.json&commit={commit}&url=https://git.example.com/kestrel/infra/pull/12", Json(Plan), Now);
        Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode}");
        return (await answer.Content.ReadFromJsonAsync<ChangeResource>(ApiJson.Options, Now))!;
    }

    private static ByteArrayContent Json(string text) => new(Encoding.UTF8.GetBytes(text)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };

    private static string Opened(string head) => $$$"""
        {"action":"opened","number":12,"pull_request":{"url":"https://api.github.com/repos/kestrel/infra/pulls/12","html_url":"https://git.example.com/kestrel/infra/pull/12","number":12,"state":"open",
        "title":"Logs <b>@everyone</b>","user":{"login":"octocat"},"head":{"label":"octocat:logs","ref":"logs","sha":"{{{head}}}","repo":{"full_name":"kestrel/infra"}},
        "base":{"ref":"main","sha":"0000000000000000000000000000000000000001","repo":{"full_name":"kestrel/infra"}},"merged":false,"draft":false},
        "repository":{"id":1,"full_name":"kestrel/infra","private":true},"sender":{"login":"octocat"}}
        """;

    private const string Closed = """{"action":"closed","number":12,"pull_request":{"merged":true},"repository":{"full_name":"kestrel/infra"}}""";

    private const string CheckAgain = $$$"""{"action":"rerequested","check_run":{"id":1,"head_sha":"{{{Head}}}"},"repository":{"full_name":"kestrel/infra"},"sender":{"login":"octocat"}}""";

    private static string Comment(string text, string association) => $$$"""
        {"action":"created","issue":{"number":12,"pull_request":{"url":"x"}},"comment":{"body":{{{System.Text.Json.JsonSerializer.Serialize(text)}}},"author_association":"{{{association}}}"},
        "repository":{"full_name":"kestrel/infra"},"sender":{"login":"octocat"}}
        """;

    private static string Merge(string action) => $$$"""
        {"object_kind":"merge_request","user":{"username":"octocat"},"project":{"path_with_namespace":"kestrel/infra"},
        "object_attributes":{"iid":12,"title":"Logs","action":"{{{action}}}","url":"https://git.example.com/kestrel/infra/-/merge_requests/12","source_project_id":1,"target_project_id":1,"last_commit":{"id":"{{{Head}}}"} } }
        """;

    private static string Note(string text) => $$$"""
        {"object_kind":"note","user":{"username":"octocat"},"project":{"path_with_namespace":"kestrel/infra"},"object_attributes":{"note":"{{{text}}}"},"merge_request":{"iid":12}}
        """;
}
