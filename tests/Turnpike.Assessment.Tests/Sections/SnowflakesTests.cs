using Turnpike.Assessment.Results;
using Turnpike.Assessment.Sections;
using Turnpike.Gate.Rules;

namespace Turnpike.Assessment.Tests.Sections;

public class SnowflakesTests
{
    [Fact]
    public async Task The_odd_one_of_a_group_is_told_with_both_values()
    {
        await using var yard = new EstateYard();
        await yard.ObserveAsync("eu-west-1", "ec2", [.. Enumerable.Range(1, 10).Select(static i => ("aws_instance", $"i-0000000{i:x}", Instance(i, i == 7 ? "t3.large" : "t3.micro")))]);
        await yard.ObserveAsync("eu-west-1", "sqs", [.. Enumerable.Range(1, 4).Select(static i => ("aws_sqs_queue", $"https://q{i}", $$"""{"name":"few-{{i}}","delay_seconds":{{(i == 1 ? 9 : 0)}}}"""))]);

        var result = await yard.JudgeAsync(new Snowflakes(EstateYard.Data));

        var line = Assert.Single(result.Lines);
        Assert.Equal("""aws/123456789012//aws_instance.observed["i-00000007"]""", Assert.Single(line.Subjects));
        Assert.Equal(new Evidence(line.Subjects[0], "instance_type", "\"t3.large\"", "of the others \"t3.micro\""), Assert.Single(line.Evidence));
        Assert.Equal([1.0, 10.0], result.Measures.Select(static m => m.Value!.Value));
    }

    [Fact]
    public async Task A_group_goes_across_scopes_and_its_lines_name_each_by_its_own_values()
    {
        await using var yard = new EstateYard();
        for (var i = 1; i <= 6; i++)
        {
            await yard.PushStateAsync(
                $"shop/{i}",
                ("module.queue.aws_sqs_queue.main", $$"""{"id":"https://q{{i}}","delay_seconds":{{(i == 3 ? 9 : 0)}},"fifo_queue":false}"""),
                ("module.queue.aws_sqs_queue.dead", $$"""{"id":"https://d{{i}}","delay_seconds":5{{(i == 4 ? ""","fifo_queue":true""" : "")}}}"""));
        }

        var result = await yard.JudgeAsync(new Snowflakes(EstateYard.Data));

        Assert.Equal(
            [("shop/3//module.queue.aws_sqs_queue.main", "delay_seconds", "9", "of the others 0"), ("shop/4//module.queue.aws_sqs_queue.dead", "fifo_queue", "true", "of the others nothing")],
            result.Lines.Select(static l => Assert.Single(l.Evidence)).OrderBy(static e => e.Resource, StringComparer.Ordinal).Select(static e => (e.Resource!, e.Path!, e.Value!, e.Call!)));
        Assert.Equal([2.0, 16.7], result.Measures.Select(static m => m.Value!.Value));
    }

    [Fact]
    public async Task Where_no_value_has_a_majority_nothing_is_odd()
    {
        await using var yard = new EstateYard();
        await yard.ObserveAsync("eu-west-1", "ec2", [.. Enumerable.Range(1, 10).Select(static i => ("aws_instance", $"i-0000000{i:x}", Instance(i, $"t{i % 3}.micro")))]);

        var result = await yard.JudgeAsync(new Snowflakes(EstateYard.Data));

        Assert.Empty(result.Lines);
        Assert.Equal(0, result.Measures[0].Value);
    }

    [Theory]
    [InlineData("live", Severity.Medium)]
    [InlineData("prodigy", Severity.Low)]
    public async Task The_odd_one_is_graver_in_what_the_rules_of_ownership_call_production(string environment, Severity expected)
    {
        await using var yard = new EstateYard();
        await yard.ObserveAsync("eu-west-1", "ec2", [.. Enumerable.Range(1, 10).Select(i => ("aws_instance", $"i-0000000{i:x}", Instance(i, i == 7 ? "t3.large" : "t3.micro", environment)))]);

        var result = await yard.JudgeAsync(new Snowflakes(EstateYard.Data));

        Assert.Equal(expected, Assert.Single(result.Lines).Severity);
    }

    private static string Instance(int number, string type, string environment = "none") =>
        $$$"""{"instance_type":"{{{type}}}","private_ip":"10.0.0.{{{number}}}","subnet_id":"subnet-{{{number}}}","monitoring":true,"tags":{"Name":"worker-{{{number}}}","environment":"{{{environment}}}"}}""";
}
