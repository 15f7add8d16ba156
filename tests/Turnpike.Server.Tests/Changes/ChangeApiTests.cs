using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Turnpike.Delivery.Changes;
using Turnpike.Delivery.Judging;
using Turnpike.Gate;
using Turnpike.Gate.Rules;
using Turnpike.Governance.Access;
using Turnpike.Server.Api;
using Turnpike.Server.Changes;
using Turnpike.Tests;
using Turnpike.Text;

namespace Turnpike.Server.Tests.Changes;

public class ChangeApiTests
{
    private const string Rule = """
        # METADATA
        # title: Buckets have an owner
        # description: Somebody answers for what is in it.
        # custom:
        #   id: bucket-owner
        #   severity: high
        #   scope: resource
        #   resource_types: [aws_s3_bucket]
        #   remediation: Add the tag owner.
        package trial.bucket_owner

        deny contains {"msg": "the bucket has no owner", "path": ["tags"]} if {
            not input.after.tags.owner
        }
        """;

    internal static RuleSet Rules { get; } = RuleSet.Compile([new RulePack("trial", [SourceText.From("owner.rego", Rule)])]);

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_token_speaks_for_changes_of_its_scopes_alone()
    {
        await using var node = await TestNode.StartAsync(policies: Rules);
        using var shop = await node.PipelineAsync("shop/*", "shop");
        using var bank = await node.PipelineAsync("bank/*", "bank");
        using var sent = await SendAsync(shop, Bucket("logs", """{"owner": "ops"}"""), "scope=shop/production&name=plan.json");
        var change = await ReadAsync<ChangeResource>(sent);

        using var elsewhere = await SendAsync(bank, Bucket("logs", "{}"), "scope=shop/production&name=plan.json");
        Assert.Equal(HttpStatusCode.Forbidden, elsewhere.StatusCode);
        using var foreign = await bank.PostAsJsonAsync($"/api/v1/changes/{change.Id}/applied", new AppliedInput("job 7"), ApiJson.Options, Now);
        Assert.Equal(HttpStatusCode.Forbidden, foreign.StatusCode);
        using var own = await shop.PostAsJsonAsync($"/api/v1/changes/{change.Id}/applied", new AppliedInput("job 7"), ApiJson.Options, Now);
        Assert.NotEqual(HttpStatusCode.Forbidden, own.StatusCode);
    }

    [Fact]
    public async Task Over_the_bound_of_waiting_judgings_a_sender_is_told_when_to_come_again()
    {
        await using var node = await TestNode.StartAsync(static s => s with { Judgings = 1, WaitingJudgings = 0 }, policies: Rules);
        using var contributor = await node.ClientAsync(Role.Contributor);
        using (await node.Services.GetRequiredService<JudgingPlaces>().TakeAsync(isPatient: true, Now))
        {
            using var refused = await SendAsync(contributor, Bucket("logs", "{}"), "scope=shop&name=plan.json");
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
            Assert.Equal(TimeSpan.FromSeconds(5), refused.Headers.RetryAfter!.Delta);
        }

        using var taken = await SendAsync(contributor, Bucket("logs", "{}"), "scope=shop&name=plan.json&author=Ada%20%3Cada%40example.com%3E");
        Assert.Equal(HttpStatusCode.Created, taken.StatusCode);
        var change = await ReadAsync<ChangeResource>(taken);
        Assert.Equal("Ada <ada@example.com>", change.Author);
        Assert.NotEqual(change.Author, change.Sender);
    }

    [Fact]
    public async Task From_a_plan_that_fails_to_an_approval_with_one_finding_waived()
    {
        await using var node = await TestNode.StartAsync(policies: Rules);
        using var contributor = await node.ClientAsync(Role.Contributor);
        using var approver = await node.ClientAsync(Role.Approver);

        using var sent = await SendAsync(contributor, Bucket("logs", "{}"), "scope=shop/production&name=plan.json&title=Logs&branch=logs&url=https://ci.example.com/7");
        Assert.Equal(HttpStatusCode.Created, sent.StatusCode);
        var change = await ReadAsync<ChangeResource>(sent);
        Assert.Equal(("Logs", Verdict.Fail, ChangeState.Waiting, 1), (change.Title, change.Verdict, change.State, change.Counts.Failed));
        Assert.Equal($"/api/v1/changes/{change.Id}", sent.Headers.Location!.ToString());

        using var again = await SendAsync(contributor, Bucket("logs", "{}"), "scope=shop/production");
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Equal(change.Id, (await ReadAsync<ChangeResource>(again)).Id);

        var finding = Assert.Single((await GetAsync<Page<FindingResource>>(approver, $"changes/{change.Id}/findings")).Items);
        Assert.Equal(("bucket-owner", "aws_s3_bucket.logs", "fail", true), (finding.Rule, finding.Address, finding.Status, finding.Counts));

        using var notYet = await approver.PostAsJsonAsync($"/api/v1/changes/{change.Id}/decisions", new DecisionInput("approve", "fine", change.Inputs), ApiJson.Options, Now);
        Assert.Equal(HttpStatusCode.Forbidden, notYet.StatusCode);

        using var waived = await approver.PostAsJsonAsync($"/api/v1/changes/{change.Id}/waivers", new FindingWaiverInput(finding.Fingerprint, "a test", "ops", node.Clock.Now.AddDays(3)), ApiJson.Options, Now);
        Assert.Equal(HttpStatusCode.Created, waived.StatusCode);
        using var old = await approver.PostAsJsonAsync($"/api/v1/changes/{change.Id}/decisions", new DecisionInput("approve", null, change.Inputs), ApiJson.Options, Now);
        Assert.Equal(HttpStatusCode.Conflict, old.StatusCode);

        var detail = await GetAsync<ChangeDetailResource>(approver, $"changes/{change.Id}");
        Assert.Equal(Verdict.Pass, detail.Change.Verdict);
        Assert.True(detail.MayApprove.IsAllowed, detail.MayApprove.Why);
        using var decided = await approver.PostAsJsonAsync($"/api/v1/changes/{change.Id}/decisions", new DecisionInput("approve", null, detail.Change.Inputs), ApiJson.Options, Now);
        Assert.Equal(HttpStatusCode.Created, decided.StatusCode);

        detail = await GetAsync<ChangeDetailResource>(contributor, $"changes/{change.Id}");
        Assert.Equal(ChangeState.Approved, detail.Change.State);
        Assert.False(detail.MayApprove.IsAllowed);
        Assert.StartsWith("approver", Assert.Single(detail.Decisions).By, StringComparison.Ordinal);
        Assert.Equal([change.Id], (await GetAsync<Page<ChangeResource>>(contributor, "changes?state=approved&scope=shop/*&q=log")).Items.Select(static c => c.Id));
        Assert.Empty((await GetAsync<Page<ChangeResource>>(contributor, "changes?state=waiting")).Items);
    }

    [Fact]
    public async Task Diff_report_and_blast_radius_are_read()
    {
        await using var node = await TestNode.StartAsync(policies: Rules);
        using var client = await node.ClientAsync(Role.Contributor);
        using var sent = await SendAsync(client, Bucket("logs", "{\"team\":\"s3cret-tok3n\"}", "{\"tags\":{\"team\":true}}"), "scope=shop");
        var change = await ReadAsync<ChangeResource>(sent);

        var diff = await client.GetStringAsync($"/api/v1/changes/{change.Id}/diff?q=BUCKET", Now);
        Assert.Contains("\"kind\":\"sensitive\"", diff, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret-tok3n", diff, StringComparison.Ordinal);
        Assert.Equal(0, (await GetAsync<ChangeBlastRadiusResource>(client, $"changes/{change.Id}/blast-radius")).Total);
        foreach (var (format, type) in new[] { ("markdown", "text/markdown"), ("json", "application/json"), ("sarif", "application/sarif+json"), ("junit", "application/xml"), ("text", "text/plain") })
        {
            using var report = await client.GetAsync($"/api/v1/changes/{change.Id}/report?format={format}", Now);
            Assert.Equal((HttpStatusCode.OK, type), (report.StatusCode, report.Content.Headers.ContentType!.MediaType));
            var text = await report.Content.ReadAsStringAsync(Now);
            Assert.Contains("bucket", text, StringComparison.Ordinal);
            Assert.DoesNotContain("s3cret-tok3n", text, StringComparison.Ordinal);
        }

        using var shown = await client.GetAsync($"/api/v1/changes/{change.Id}", Now);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/changes/{change.Id}");
        request.Headers.IfNoneMatch.Add(shown.Headers.ETag!);
        using var unchanged = await client.SendAsync(request, Now);
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
    }

    [Fact]
    public async Task Changes_are_paged_the_newest_first()
    {
        await using var node = await TestNode.StartAsync(policies: Rules);
        using var client = await node.ClientAsync(Role.Contributor);
        for (var i = 0; i < 7; i++)
        {
            (await SendAsync(client, Bucket($"b{i}", "{}"), $"scope=shop&title=b{i}")).Dispose();
        }

        var titles = new List<string>();
        for (var path = "changes?limit=3"; path is not null;)
        {
            var page = await GetAsync<Page<ChangeResource>>(client, path);
            titles.AddRange(page.Items.Select(static c => c.Title));
            path = page.Next is { } next ? $"changes?limit=3&after={next}" : null;
        }

        Assert.Equal(["b6", "b5", "b4", "b3", "b2", "b1", "b0"], titles);
    }

    [Theory]
    [InlineData("changes?state=asleep", HttpStatusCode.BadRequest, "malformed")]
    [InlineData("changes?after=%25", HttpStatusCode.BadRequest, "malformed")]
    [InlineData("changes/none", HttpStatusCode.NotFound, "not-found")]
    [InlineData("changes/none/diff", HttpStatusCode.NotFound, "not-found")]
    [InlineData("changes/none/report?format=poem", HttpStatusCode.BadRequest, "malformed")]
    [InlineData("policies/rules/none", HttpStatusCode.NotFound, "not-found")]
    [InlineData("policies/findings?severity=awful", HttpStatusCode.BadRequest, "malformed")]
    [InlineData("policies/dry-runs/none", HttpStatusCode.NotFound, "not-found")]
    public async Task What_cannot_be_answered_is_a_problem(string path, HttpStatusCode status, string code)
    {
        await using var node = await TestNode.StartAsync(policies: Rules);
        using var client = await node.ClientAsync(Role.Contributor);
        using var answer = await client.GetAsync("/api/v1/" + path, Now);
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal(code, (await ReadAsync<Problem>(answer)).Code);
    }

    [Theory]
    [InlineData("scope=shop", "{\"format_version\":\"1.2\",\"resource_changes\":[{\"address\":1},{}]}", "invalid")]
    [InlineData("scope=shop", "{\"version\":4,\"terraform_version\":\"1.9.0\",\"serial\":1,\"resources\":[]}", "not-a-plan")]
    [InlineData("scope=a//b", "{\"format_version\":\"1.2\"}", "malformed")]
    [InlineData("scope=shop&url=javascript:alert(1)", "{\"format_version\":\"1.2\"}", "malformed")]
    public async Task What_is_no_plan_is_refused_with_its_faults(string query, string body, string code)
    {
        await using var node = await TestNode.StartAsync(policies: Rules);
        using var client = await node.ClientAsync(Role.Contributor);
        using var answer = await SendAsync(client, body, query);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var problem = await ReadAsync<Problem>(answer);
        Assert.Equal(code, problem.Code);
        Assert.Equal(code == "invalid", problem.Diagnostics?.Count > 1);
        Assert.Empty((await GetAsync<Page<ChangeResource>>(client, "changes")).Items);
    }

    [Fact]
    public async Task A_pipeline_sends_plans_of_its_scopes_alone()
    {
        await using var node = await TestNode.StartAsync(policies: Rules);
        using var pipeline = await node.PipelineAsync("shop/*");
        using var own = await SendAsync(pipeline, Bucket("a", "{}"), "scope=shop/production");
        using var other = await SendAsync(pipeline, Bucket("a", "{}"), "scope=bank/production");
        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Forbidden), (own.StatusCode, other.StatusCode));
    }

    internal static string Bucket(string name, string tags, string sensitive = "{}") =>
        "{\"format_version\":\"1.2\",\"terraform_version\":\"1.9.0\",\"resource_changes\":[{\"address\":\"aws_s3_bucket." + name
        + "\",\"mode\":\"managed\",\"type\":\"aws_s3_bucket\",\"name\":\"" + name + "\",\"provider_name\":\"registry.terraform.io/hashicorp/aws\",\"change\":{\"actions\":[\"create\"],\"before\":null,\"after\":{\"bucket\":\""
        + name + "\",\"tags\":" + tags + "},\"after_unknown\":{},\"before_sensitive\":false,\"after_sensitive\":" + sensitive + "}}]}";

    internal static Task<HttpResponseMessage> SendAsync(HttpClient client, string plan, string query)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(plan));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return client.PostAsync("/api/v1/changes?" + query, content, Now);
    }

    internal static async Task<T> GetAsync<T>(HttpClient client, string path)
    {
        using var answer = await client.GetAsync("/api/v1/" + path, Now);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(Now)}");
        return await ReadAsync<T>(answer);
    }

    internal static async Task<T> ReadAsync<T>(HttpResponseMessage answer) => (await answer.Content.ReadFromJsonAsync<T>(ApiJson.Options, Now))!;
}
