using Turnpike.Assessment.Reports;
using Turnpike.Assessment.Sections;
using Turnpike.Formats.Observation;

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
