using Turnpike.Assessment.Sections;
using Turnpike.Formats.Observation;
using Turnpike.Gate.Rules;

namespace Turnpike.Assessment.Tests.Sections;

/// <summary>The day of these tests is 2026-03-02.</summary>
public class AlarmsTests
{
    [Theory]
    [InlineData("""{"alarm_actions":["arn:elsewhere"],"actions_enabled":false}""", "alarms.off")]
    [InlineData("""{"alarm_actions":["arn:elsewhere"],"actions_enabled":true}""", null)]
    [InlineData("""{"alarm_actions":["arn:quiet"],"actions_enabled":true}""", "alarms.unheard")]
    [InlineData("""{"alarm_actions":["arn:loud"],"actions_enabled":true}""", null)]
    [InlineData("""{"alarm_actions":["arn:loud"],"actions_enabled":true,"insufficient_data_week":"2026-01-05"}""", "alarms.blind")]
    [InlineData("""{"alarm_actions":["arn:loud"],"actions_enabled":true,"insufficient_data_week":"2026-02-23"}""", null)]
    public async Task An_alarm_tells_somebody_or_not(string attributes, string? kind)
    {
        await using var yard = new EstateYard();
        await yard.ObserveAsync("eu-west-1", "sns",
        [
            new ObservedResource("aws_sns_topic", "arn:quiet", EstateYard.Object("{}")) { Arn = "arn:quiet" }, new ObservedResource("aws_sns_topic", "arn:loud", EstateYard.Object("{}")) { Arn = "arn:loud" },
            new ObservedResource("aws_sns_topic_subscription", "s", EstateYard.Object("""{"topic_arn":"arn:loud"}""")),
        ]);
        await yard.ObserveAsync("eu-west-1", "cloudwatch", [("aws_cloudwatch_metric_alarm", "a", attributes)]);

        Assert.Equal(kind is null ? [] : [kind], (await yard.JudgeAsync(new Alarms())).Lines.Select(static l => l.Kind));
    }

    [Fact]
    public async Task What_matters_most_has_an_alarm_that_names_it()
    {
        await using var yard = new EstateYard();
        await yard.ObserveAsync("eu-west-1", "rds",
        [
            ("aws_db_instance", "db-1", """{"identifier":"orders","tags":{"tier":"1"}}"""), ("aws_db_instance", "db-2", """{"identifier":"stock","tags":{"tier":"1"}}"""),
            ("aws_db_instance", "db-3", """{"identifier":"toys"}"""), ("aws_sqs_queue", "q", """{"name":"mail","tags":{"environment":"prod"}}"""),
        ]);
        await yard.ObserveAsync("eu-west-1", "cloudwatch",
        [
            ("aws_cloudwatch_metric_alarm", "a", """{"alarm_actions":["arn:x"],"actions_enabled":true,"dimensions":{"DBInstanceIdentifier":"orders"}}"""),
            ("aws_cloudwatch_metric_alarm", "b", """{"alarm_actions":["arn:x"],"actions_enabled":true,"dimensions":{},"metric_query":[{"id":"m","metric":[{"dimensions":{"QueueName":"mail"}}]}]}"""),
        ]);

        var result = await yard.JudgeAsync(new Alarms());

        var line = Assert.Single(result.Lines);
        Assert.Equal(("alarms.none", Severity.High, "Without an alarm in the first tier and production: 1 of 3 (db-2)"), (line.Kind, line.Severity, line.What));
    }

    [Fact]
    public async Task Where_alarms_were_denied_nobody_can_tell()
    {
        await using var yard = new EstateYard();
        await yard.ObserveAsync("eu-west-1", "rds", [("aws_db_instance", "db-1", """{"identifier":"orders","tags":{"tier":"1"}}""")]);
        await yard.ObserveAsync("eu-west-1", "cloudwatch", coverage: [new("cloudwatch:DescribeAlarms", CoverageStatus.Denied, ["aws_cloudwatch_metric_alarm"])], resources: []);

        var result = await yard.JudgeAsync(new Alarms());

        Assert.Empty(result.Lines);
        Assert.Contains(result.NotJudged, static n => n.Count == 1 && n.Why.Contains("cloudwatch:DescribeAlarms", StringComparison.Ordinal));
    }
}
