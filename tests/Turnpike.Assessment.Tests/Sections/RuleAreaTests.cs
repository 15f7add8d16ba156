using Turnpike.Assessment.Results;
using Turnpike.Assessment.Sections;
using Turnpike.Formats.Observation;
using Turnpike.Gate.Findings;

namespace Turnpike.Assessment.Tests.Sections;

public class RuleAreaTests
{
    [Fact]
    public async Task What_no_rule_found_is_covered_only_where_the_rule_judged()
    {
        await using var yard = new EstateYard();
        await yard.ObserveAsync("eu-west-1", "some",
        [
            ("aws_db_instance", "a", "{}"), ("aws_db_instance", "b", "{}"), ("aws_db_instance", "c", "{}"), ("aws_db_instance", "d", "{}"), ("aws_sqs_queue", "q", "{}"), ("aws_vpc", "v", "{}"),
        ]);
        var (databases, queues, other) = (Ruling.Rule("aws-database-encryption", "aws_db_instance"), Ruling.Rule("aws-sqs-encryption", "aws_sqs_queue"), Ruling.Rule("aws-vpc-flow-logs", "aws_vpc"));

        var result = await yard.JudgeAsync(
            new Encryption(),
            findings: [Ruling.Finding(databases, "aws_db_instance", "a"), Ruling.Finding(databases, "aws_db_instance", "b", FindingStatus.Unknown), Ruling.Finding(other, "aws_vpc", "v")],
            rules: [databases, queues, other]);

        Assert.Equal([("encryption.covered", 75.0, 4), ("encryption.failing", 1.0, 4)], result.Measures.Select(static m => (m.Id, m.Value!.Value, m.Of!.Value)));
        var line = Assert.Single(result.Lines);
        Assert.Equal(("encryption.rule", "aws-database-encryption"), (line.Kind, line.Evidence[0].Rule));
        Assert.Equal([["aws_db_instance", "4", "67", "1", "1"], ["aws_sqs_queue", "1", "100", "0", "0"]], Assert.Single(result.Tables).Rows);
        Assert.Equal(1, Assert.Single(result.NotJudged).Count);
    }

    [Fact]
    public async Task Without_rules_no_finding_tells_nothing()
    {
        await using var yard = new EstateYard();
        await yard.ObserveAsync("eu-west-1", "rds", [("aws_db_instance", "a", "{}")]);

        var result = await yard.JudgeAsync(new Encryption());

        Assert.All(result.Measures, static m => Assert.Equal(Grade.Unknown, m.Grade));
        Assert.Contains("No rule of this area judged", Assert.Single(result.NotJudged).Why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"is_multi_region_trail":true,"enable_logging":true}""", null)]
    [InlineData("""{"is_multi_region_trail":false,"enable_logging":true}""", "logging.no-trail")]
    [InlineData("""{"is_multi_region_trail":true,"enable_logging":false}""", "logging.no-trail")]
    [InlineData(null, "logging.no-trail")]
    public async Task An_account_records_its_calls_or_not(string? trail, string? kind)
    {
        await using var yard = new EstateYard();
        await yard.ObserveAsync("eu-west-1", "cloudtrail", trail is null ? [] : [("aws_cloudtrail", "t", trail)], ["aws_cloudtrail"]);

        Assert.Equal(kind is null ? [] : [kind], (await yard.JudgeAsync(new Logging())).Lines.Select(static l => l.Kind));
    }

    [Fact]
    public async Task Regions_without_a_detector_are_told_where_the_call_was_answered()
    {
        await using var yard = new EstateYard();
        await yard.ObserveAsync("eu-west-1", "guardduty", [("aws_guardduty_detector", "d", """{"enable":true}""")]);
        await yard.ObserveAsync("eu-central-1", "guardduty", [], ["aws_guardduty_detector"]);
        await yard.ObserveAsync("us-east-1", "guardduty", coverage: [new("guardduty:ListDetectors", CoverageStatus.Denied, ["aws_guardduty_detector"])], resources: []);

        var result = await yard.JudgeAsync(new Logging());

        Assert.Equal("Accounts and regions without threat detection: 1 of 2 (aws/123456789012 eu-central-1)", Assert.Single(result.Lines).What);
    }
}
