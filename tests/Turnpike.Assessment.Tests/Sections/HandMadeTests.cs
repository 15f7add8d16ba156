using Turnpike.Assessment.Reports;
using Turnpike.Assessment.Sections;
using Turnpike.Formats.Observation;
using Turnpike.Gate.Rules;
using Turnpike.Inventory.Ownership;

namespace Turnpike.Assessment.Tests.Sections;

public class HandMadeTests
{
    [Fact]
    public async Task What_no_state_holds_and_no_tool_made_is_made_by_hand()
    {
        await using var yard = new EstateYard();
        await yard.PushStateAsync("prod/web", ("aws_instance.web", """{"id":"i-00000001","instance_type":"t3.micro"}"""));
        await yard.ObserveAsync("eu-west-1", "ec2",
        [
            Instance("i-00000001"),
            Instance("i-00000002"),
            Instance("i-00000003"),
            Instance("i-00000004") with { MadeBy = new MadeBy("autoscaling", "web") },
        ]);

        var result = await yard.JudgeAsync(new HandMade(EstateYard.Data));

        Assert.Equal([("hand-made.share", 50.0), ("hand-made.count", 2.0)], result.Measures.Select(static m => (m.Id, m.Value!.Value)));
        var line = Assert.Single(result.Lines);
        Assert.Equal(2, line.SubjectCount);
        Assert.Contains("""aws/123456789012//aws_instance.observed["i-00000002"]""", line.Subjects);
    }

    [Theory]
    [InlineData("prod", Severity.High)]
    [InlineData("live", Severity.High)]
    [InlineData("prodigy", Severity.Medium)]
    public async Task What_was_made_by_hand_is_graver_in_what_the_rules_of_ownership_call_production(string environment, Severity expected)
    {
        await using var yard = new EstateYard();
        await yard.ObserveAsync("eu-west-1", "ec2", [("aws_instance", "i-00000001", $$$"""{"tags":{"environment":"{{{environment}}}"}}""")]);

        var result = await yard.JudgeAsync(new HandMade(EstateYard.Data));

        Assert.Equal(expected, Assert.Single(result.Lines).Severity);
    }

    [Fact]
    public async Task An_installation_may_call_its_gravest_environment_as_it_likes()
    {
        var names = new Dictionary<OwnershipQuestion, IReadOnlyList<NormalName>>(OwnershipRules.Default.Names) { [OwnershipQuestion.Environment] = [new("main", []), new("prod-copy", [])] };
        await using var yard = new EstateYard { Ownership = OwnershipRules.Default with { Names = names } };
        await yard.ObserveAsync("eu-west-1", "ec2", [("aws_instance", "i-00000001", """{"tags":{"environment":"main"}}""")]);
        await yard.ObserveAsync("eu-west-1", "sqs", [("aws_sqs_queue", "https://q", """{"tags":{"environment":"prod-copy"}}""")]);

        var result = await yard.JudgeAsync(new HandMade(EstateYard.Data));

        Assert.Equal([(Severity.High, true), (Severity.Medium, false)], result.Lines.Select(static l => (l.Severity, l.What.Contains("aws_instance", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task Where_nothing_was_observed_nobody_can_tell()
    {
        await using var yard = new EstateYard();
        await yard.PushStateAsync("prod/web", ("aws_instance.web", """{"id":"i-00000001"}"""));

        var result = await yard.JudgeAsync(new HandMade(EstateYard.Data));

        Assert.All(result.Measures, static m => Assert.Null(m.Value));
        Assert.Single(result.NotJudged);
    }

    [Fact]
    public async Task The_report_is_the_same_after_it_was_written_and_read()
    {
        await using var yard = new EstateYard();
        await yard.ObserveAsync("eu-west-1", "ec2", [Instance("i-00000001")]);
        var report = await new AssessEstate([new HandMade(EstateYard.Data)]).RunAsync(await yard.AssessedAsync(), 7, null, TestContext.Current.CancellationToken);

        var written = AssessmentJson.Write(report);

        Assert.Equal(written, AssessmentJson.Write(AssessmentJson.Read(written)!));
    }

    private static ObservedResource Instance(string id) => new("aws_instance", id, EstateYard.Object("""{"instance_type":"t3.micro"}"""));
}
