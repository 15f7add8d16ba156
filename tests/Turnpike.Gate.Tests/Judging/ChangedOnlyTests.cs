using Turnpike.Gate.Findings;

namespace Turnpike.Gate.Tests.Judging;

public sealed class ChangedOnlyTests
{
    private const string Graded = """
        deny contains {"msg": "open", "key": port, "severity": grade(port)} if some port in input.after.ports

        grade(port) := "critical" if input.after.wide
        grade(port) := "medium" if not input.after.wide
        """;

    [Theory]
    [InlineData("null", "{\"ports\":[22]}", "{}", "22 fail")]
    [InlineData("{\"ports\":[22]}", "{\"ports\":[22]}", "{}", "22 existing")]
    [InlineData("{\"ports\":[22]}", "{\"ports\":[80,22]}", "{}", "22 existing,80 fail")]
    [InlineData("{\"ports\":[22]}", "{\"ports\":[]}", "{}", "")]
    [InlineData("{\"ports\":[22]}", "{\"ports\":[22],\"wide\":true}", "{}", "22 fail")]
    [InlineData("{\"ports\":[22],\"wide\":true}", "{\"ports\":[22]}", "{}", "22 existing")]
    public void Only_what_is_new_or_worse_counts(string before, string after, string unknown, string expected)
    {
        var report = Run(Graded, Checking.Change("a", before == "null" ? "create" : "update", before, after, unknown));

        Assert.Equal(expected, string.Join(',', report.Findings.OrderBy(static f => f.Fingerprint.Value == Print(80)).Select(static f =>
            $"{(f.Fingerprint.Value == Print(80) ? 80 : 22)} {(f.IsExisting ? "existing" : f.Status == FindingStatus.Fail ? "fail" : "unknown")}")));
        Assert.Equal(report.Findings.Any(static f => f.Counts) ? Verdict.Fail : Verdict.Pass, report.Verdict);
    }

    [Fact]
    public void What_is_only_perhaps_still_there_does_not_count()
    {
        var rule = "deny contains \"public\" if input.after.acl == \"public\"";

        var report = Run(rule, Checking.Change("a", "update", "{\"acl\":\"public\"}", "{}", "{\"acl\":true}"));

        Assert.True(Assert.Single(report.Findings).IsExisting);
        Assert.Equal(Verdict.Pass, report.Verdict);
    }

    [Fact]
    public void What_is_perhaps_new_is_undecided()
    {
        var report = Run("deny contains \"public\" if input.after.acl == \"public\"", Checking.Change("a", "update", "{\"acl\":\"x\"}", "{}", "{\"acl\":true}"));

        Assert.Equal(Verdict.Unknown, report.Verdict);
    }

    [Fact]
    public void An_unknown_key_may_be_an_old_finding()
    {
        var rule = "deny contains {\"msg\": \"open\", \"key\": port} if { some port in input.after.ports; input.after.on }";

        var report = Run(rule, Checking.Change("a", "update", "{\"ports\":[22],\"on\":true}", "{\"ports\":[null],\"on\":true}", "{\"ports\":[true]}"));

        Assert.Equal(FindingStatus.Unknown, Assert.Single(report.Findings).Status);
        Assert.Equal(Verdict.Unknown, report.Verdict);
    }

    [Fact]
    public void Rules_about_the_change_itself_are_always_new()
    {
        var report = Run("deny contains \"deletes data\" if \"delete\" in input.actions", Checking.Change("a", "delete", "{\"acl\":\"x\"}", "null"));

        Assert.Equal(Verdict.Fail, report.Verdict);
    }

    [Fact]
    public void A_moved_resource_keeps_its_findings()
    {
        var report = Run(
            "deny contains \"public\" if input.after.acl == \"public\"",
            Checking.Change("a", "no-op", "{\"acl\":\"public\"}", "{\"acl\":\"public\"}", more: "\"previous_address\":\"aws_s3_bucket.old\","));

        Assert.True(Assert.Single(report.Findings).IsExisting);
    }

    [Fact]
    public void The_estate_before_is_asked_for_what_was()
    {
        var rule = "deny contains \"no key\" if count(turnpike.estate.resources(\"aws_kms_key\")) == 0";
        var bucket = Checking.Change("a", "no-op", "{}", "{}");

        var lost = Run(rule, bucket, Checking.Change("k", "delete", "{}", "null", type: "aws_kms_key"));
        var never = Run(rule, bucket);

        Assert.Equal(Verdict.Fail, lost.Verdict);
        Assert.True(Assert.Single(never.Findings).IsExisting);
    }

    [Fact]
    public void Estate_rules_are_compared_too()
    {
        var rule = Checking.Rule(
            "deny contains {\"msg\": c.address, \"key\": c.address} if { some c in input.changes; c.after.acl == \"public\" }", scope: "estate", types: "[]");
        var plan = Checking.Plan(Checking.Change("old", "no-op", "{\"acl\":\"public\"}", "{\"acl\":\"public\"}"), Checking.Create("new", "{\"acl\":\"public\"}"));

        var report = GateCheck.Run(Checking.Request(rule, plan) with { ChangedOnly = true }, TestContext.Current.CancellationToken);

        Assert.Equal(
            [("aws_s3_bucket.new", false), ("aws_s3_bucket.old", true)],
            report.Findings.Select(static f => (f.Message, f.IsExisting)));
    }

    private static string Print(int key) => Fingerprint.Of(new Turnpike.Gate.Rules.RuleId("a-rule"), "", "aws_s3_bucket.a", Values.Value.Of(key)).Value;

    private static CheckReport Run(string body, params string[] changes)
    {
        var report = GateCheck.Run(Checking.Request(Checking.Rule(body), Checking.Plan(changes)) with { ChangedOnly = true }, TestContext.Current.CancellationToken);
        Assert.Empty(report.Diagnostics);
        return report;
    }
}
