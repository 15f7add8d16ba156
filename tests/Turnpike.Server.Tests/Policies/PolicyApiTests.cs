using System.Net;
using System.Net.Http.Json;
using Turnpike.Governance.Access;
using Turnpike.Server.Api;
using Turnpike.Server.Policies;
using Turnpike.Server.Tests.Changes;
using Turnpike.Tests;

namespace Turnpike.Server.Tests.Policies;

public class PolicyApiTests
{
    private const string Rego = """
        # METADATA
        # title: Names
        # description: So that they are found.
        # custom:
        #   id: bucket-name
        #   severity: high
        #   scope: resource
        #   resource_types: [aws_s3_bucket]
        #   remediation: Begin the name with shop-.
        package trial.bucket_name

        deny contains {"msg": "wrong name", "path": ["bucket"]} if not startswith(input.after.bucket, "shop-")
        """;

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Packs_and_rules_are_listed_with_their_text()
    {
        await using var node = await TestNode.StartAsync(policies: ChangeApiTests.Rules);
        using var client = await node.ClientAsync(Role.Viewer);

        Assert.Equal(("trial", 1), (await ChangeApiTests.GetAsync<List<PackResource>>(client, "policies/packs")).Select(static p => (p.Name!, p.Rules)).Single());
        var rule = Assert.Single((await ChangeApiTests.GetAsync<Page<RuleResource>>(client, "policies/rules?q=owner&type=aws_s3_bucket")).Items);
        Assert.Equal("high", rule.Severity);
        Assert.Empty((await ChangeApiTests.GetAsync<Page<RuleResource>>(client, "policies/rules?type=aws_vpc")).Items);
        Assert.Contains("package trial.bucket_owner", (await ChangeApiTests.GetAsync<RuleDetailResource>(client, "policies/rules/bucket-owner")).Source, StringComparison.Ordinal);
        Assert.Equal(0, (await ChangeApiTests.GetAsync<StandingFindingsResource>(client, "policies/findings")).Scopes);
    }

    [Fact]
    public async Task A_dry_run_is_started_polled_and_done()
    {
        await using var node = await TestNode.StartAsync(policies: ChangeApiTests.Rules);
        using var client = await node.ClientAsync(Role.Contributor);
        (await ChangeApiTests.SendAsync(client, ChangeApiTests.Bucket("logs", "{\"owner\":\"o\"}"), "scope=shop")).Dispose();
        (await ChangeApiTests.SendAsync(client, ChangeApiTests.Bucket("shop-x", "{\"owner\":\"o\"}"), "scope=shop")).Dispose();

        using var started = await client.PostAsJsonAsync("/api/v1/policies/dry-runs", new DryRunInput(Rego, null, "both", null), ApiJson.Options, Now);
        Assert.Equal(HttpStatusCode.Accepted, started.StatusCode);
        var run = await ChangeApiTests.ReadAsync<DryRunResource>(started);
        for (var tries = 0; run.State is "waiting" or "running" && tries < 300; tries++)
        {
            await Task.Delay(100, Now);
            run = await ChangeApiTests.GetAsync<DryRunResource>(client, $"policies/dry-runs/{run.Id}");
        }

        Assert.Equal(("done", 2, 2), (run.State, run.Done, run.Total));
        Assert.Equal("plan.json for shop", Assert.Single(run.Stopped).Title);
        using var cancelled = await client.DeleteAsync($"/api/v1/policies/dry-runs/{run.Id}", Now);
        Assert.Equal(HttpStatusCode.NoContent, cancelled.StatusCode);
    }

    [Fact]
    public async Task A_rule_with_faults_is_told_them_with_their_places()
    {
        await using var node = await TestNode.StartAsync(policies: ChangeApiTests.Rules);
        using var client = await node.ClientAsync(Role.Contributor);
        using var answer = await client.PostAsJsonAsync("/api/v1/policies/dry-runs", new DryRunInput("package a\n\ndeny contains x if {", null, "estate", null), ApiJson.Options, Now);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var problem = await ChangeApiTests.ReadAsync<Problem>(answer);
        Assert.Contains(problem.Diagnostics!, static d => d.Line == 3);
    }

    [Theory]
    [InlineData(null, null, "estate")]
    [InlineData(Rego, "bucket-owner", "estate")]
    [InlineData(Rego, null, "everything")]
    [InlineData(null, "no-such-rule", "changes")]
    public async Task What_is_out_of_form_is_refused(string? rego, string? rule, string over)
    {
        await using var node = await TestNode.StartAsync(policies: ChangeApiTests.Rules);
        using var client = await node.ClientAsync(Role.Contributor);
        using var answer = await client.PostAsJsonAsync("/api/v1/policies/dry-runs", new DryRunInput(rego, rule is null ? null : [rule], over, null), ApiJson.Options, Now);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal("malformed", (await ChangeApiTests.ReadAsync<Problem>(answer)).Code);
    }
}
