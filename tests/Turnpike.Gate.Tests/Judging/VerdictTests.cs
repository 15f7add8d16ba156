using Turnpike.Gate.Findings;
using Turnpike.Gate.Rules;
using Turnpike.Text;

namespace Turnpike.Gate.Tests.Judging;

public sealed class VerdictTests
{
    private const string Deny = "deny contains {\"msg\": sprintf(\"acl is %v\", [input.after.acl]), \"path\": [\"acl\"]} if input.after.acl == \"public\"";
    private const string Warn = "warn contains \"acl is public\" if input.after.acl == \"public\"";
    private const string Violation = "violation contains {\"msg\": \"acl is public\"} if input.after.acl == \"public\"";

    [Theory]
    [InlineData(Deny, "high", "{\"acl\":\"public\"}", "{}", Verdict.Fail)]
    [InlineData(Deny, "high", "{\"acl\":\"private\"}", "{}", Verdict.Pass)]
    [InlineData(Deny, "high", "{}", "{}", Verdict.Pass)]
    [InlineData(Deny, "high", "{}", "{\"acl\":true}", Verdict.Unknown)]
    [InlineData(Deny, "medium", "{\"acl\":\"public\"}", "{}", Verdict.Fail)]
    [InlineData(Deny, "low", "{\"acl\":\"public\"}", "{}", Verdict.Pass)]
    [InlineData(Deny, "low", "{}", "{\"acl\":true}", Verdict.Pass)]
    [InlineData(Violation, "critical", "{\"acl\":\"public\"}", "{}", Verdict.Fail)]
    [InlineData(Warn, "critical", "{\"acl\":\"public\"}", "{}", Verdict.Pass)]
    [InlineData(Warn, "critical", "{}", "{\"acl\":true}", Verdict.Pass)]
    [InlineData(Warn + "\n" + Deny, "critical", "{\"acl\":\"public\"}", "{}", Verdict.Fail)]
    public void One_resource(string body, string severity, string after, string unknown, Verdict expected)
    {
        var report = Checking.Run(Checking.Rule(body, severity), Checking.Plan(Checking.Create("a", after, unknown)));

        Assert.Empty(report.Diagnostics);
        Assert.Equal(expected, report.Verdict);
        Assert.Equal(1, report.Summary.ResourcesJudged);
        Assert.Equal(1, report.Summary.RulesRun);
    }

    [Fact]
    public void Fail_over_unknown_over_pass()
    {
        var report = Checking.Run(
            Checking.Rule(Deny),
            Checking.Plan(Checking.Create("a", "{\"acl\":\"private\"}"), Checking.Create("b", "{}", "{\"acl\":true}"), Checking.Create("c", "{\"acl\":\"public\"}")));

        Assert.Equal(Verdict.Fail, report.Verdict);
        Assert.Equal((1, 1), (report.Summary.Failed, report.Summary.Undecided));
        Assert.Equal(["aws_s3_bucket.b", "aws_s3_bucket.c"], report.Findings.Select(static f => f.Resource!.Address));
    }

    [Fact]
    public void The_threshold_moves()
    {
        var request = Checking.Request(Checking.Rule(Deny), Checking.Plan(Checking.Create("a", "{\"acl\":\"public\"}")));

        Assert.Equal(Verdict.Fail, GateCheck.Run(request with { FailOn = Severity.High }, TestContext.Current.CancellationToken).Verdict);
        var report = GateCheck.Run(request with { FailOn = Severity.Critical }, TestContext.Current.CancellationToken);
        Assert.Equal(Verdict.Pass, report.Verdict);
        Assert.Equal(1, report.Summary.BelowThreshold);
    }

    [Theory]
    [InlineData("\"complete\":false,", "GATE064")]
    [InlineData("\"deferred_changes\":[{\"reason\":\"instance_count_unknown\",\"resource_change\":{\"address\":\"aws_x.y\",\"mode\":\"managed\",\"type\":\"aws_x\",\"name\":\"y\",\"change\":{\"actions\":[\"create\"],\"before\":null,\"after\":{},\"after_unknown\":{}}}}],", "GATE065")]
    public void A_partial_plan_never_passes(string more, string code)
    {
        var report = Checking.Run(Checking.Rule(Deny), Checking.PlanWith(more, Checking.Create("a", "{\"acl\":\"private\"}")));

        Assert.Equal(Verdict.Unknown, report.Verdict);
        Assert.False(report.IsBadInput);
        Assert.Equal(code, Assert.Single(report.Diagnostics).Code);
    }

    [Fact]
    public void An_errored_plan_is_bad_input()
    {
        var report = Checking.Run(Checking.Rule(Deny), Checking.PlanWith("\"errored\":true,", Checking.Create("a", "{}")));

        Assert.True(report.IsBadInput);
        Assert.NotEqual(Verdict.Pass, report.Verdict);
    }

    [Theory]
    [InlineData("not a plan", null)]
    [InlineData(null, "GATE060")]
    public void Nothing_recognised_is_bad_input(string? text, string? code)
    {
        var report = Checking.Run(Checking.Rule(Deny), text is null ? [] : [text]);

        Assert.True(report.IsBadInput);
        Assert.NotEqual(Verdict.Pass, report.Verdict);
        Assert.True(code is null || report.Diagnostics.Any(d => d.Code == code));
    }

    [Fact]
    public void No_rule_for_any_resource_is_bad_input()
    {
        var report = Checking.Run(Checking.Rule(Deny), Checking.Plan(Checking.Change("a", "create", "null", "{}", type: "aws_instance")));

        Assert.True(report.IsBadInput);
        Assert.Equal("GATE062", Assert.Single(report.Diagnostics).Code);
        Assert.NotEqual(Verdict.Pass, report.Verdict);
    }

    [Theory]
    [InlineData("deny contains x if y")]
    [InlineData("deny contains {")]
    public void A_rule_that_does_not_compile_is_bad_input(string body)
    {
        var report = Checking.Run(Checking.Rule(body), Checking.Plan(Checking.Create("a", "{}")));

        Assert.True(report.IsBadInput);
        Assert.NotEqual(Verdict.Pass, report.Verdict);
    }

    [Fact]
    public void A_rule_that_fails_while_judging_is_never_a_pass()
    {
        var body = "f(x) := 1 if x\n\nf(x) := 2 if x\n\ndeny contains \"no\" if f(true) == 3";

        var report = Checking.Run(Checking.Rule(body), Checking.Plan(Checking.Create("a", "{}"), Checking.Create("b", "{}")));

        Assert.Equal(Verdict.Unknown, report.Verdict);
        var fault = Assert.Single(report.Diagnostics);
        Assert.Equal("GATE050", fault.Code);
        Assert.Contains("aws_s3_bucket.a and one other: eval_conflict_error", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_runaway_rule_is_stopped_once_and_said()
    {
        var body = "deny contains \"no\" if { some i in numbers.range(1, 6000); some j in numbers.range(1, 6000); i * j == -1 }";
        var request = Checking.Request(Checking.Rule(body), Checking.Plan([.. Enumerable.Range(0, 200).Select(static i => Checking.Create($"b{i}", "{}"))]));

        var report = GateCheck.Run(request with { RuleLimits = request.RuleLimits with { Steps = 100_000 } }, TestContext.Current.CancellationToken);

        Assert.Equal(Verdict.Unknown, report.Verdict);
        Assert.Contains("199 others: eval_step_limit_error", Assert.Single(report.Diagnostics).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Cancellation_stops_a_check()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() => GateCheck.Run(Checking.Request(Checking.Rule(Deny), Checking.Plan(Checking.Create("a", "{}"))), cancelled.Token));
    }

    [Fact]
    public void Waivers_cover_fails_and_unknowns_and_expire()
    {
        var plan = Checking.Plan(Checking.Create("a", "{\"acl\":\"public\"}"), Checking.Create("b", "{}", "{\"acl\":true}"), Checking.Create("c", "{\"acl\":\"public\"}"));
        var waivers = """
            - {rule: a-rule, resource: aws_s3_bucket.a, reason: why, owner: me, expires: 2026-11-21}
            - {rule: a-rule, resource: aws_s3_bucket.b, reason: why, owner: me, expires: 2026-12-01}
            - {rule: a-rule, resource: aws_s3_bucket.c, reason: why, owner: me, expires: 2026-11-20}
            - {rule: a-rule, resource: aws_s3_bucket.d, reason: why, owner: me, expires: 2026-12-01}
            - {rule: another, resource: '*', reason: why, owner: me, expires: 2026-12-01}
            """;
        var request = Checking.Request(Checking.Rule(Deny), plan) with { WaiverFiles = [SourceText.From("waivers.yaml", waivers)] };

        var report = GateCheck.Run(request, TestContext.Current.CancellationToken);

        Assert.Equal([FindingStatus.Waived, FindingStatus.Waived, FindingStatus.Fail], report.Findings.Select(static f => f.Status));
        Assert.Equal(Verdict.Fail, report.Verdict);
        Assert.False(report.IsBadInput);
        Assert.Equal(["GATE037", "GATE036", "GATE038"], report.Diagnostics.Select(static d => d.Code));
        Assert.Equal(2, report.UnusedWaivers.Count);
        Assert.Same(report.Findings[2].Waiver, Assert.Single(report.ExpiredWaivers));
        Assert.Equal((1, 0, 2), (report.Summary.Failed, report.Summary.Undecided, report.Summary.Waived));
    }
}
