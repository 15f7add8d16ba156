using Turnpike.Assessment.Profiles;
using Turnpike.Assessment.Results;
using Turnpike.Assessment.Sections;

namespace Turnpike.Assessment.Tests.Sections;

public class TaggingTests
{
    private static readonly Profile s_profile = Profile.Empty with { RequiredTags = ["owner", "environment"], Thresholds = new Dictionary<string, Threshold> { ["tagging.complete"] = new(90, 40) } };

    [Fact]
    public async Task Required_tags_are_asked_of_what_can_have_them_and_near_misses_are_told()
    {
        await using var yard = new EstateYard();
        await yard.ObserveAsync("eu-west-1", "ec2",
        [
            ("aws_instance", "i-00000001", """{"tags":{"owner":"web","environment":"prod"}}"""),
            ("aws_instance", "i-00000002", """{"tags":{"owner":"web","Env":"prod"}}"""),
            ("aws_instance", "i-00000003", """{"tags":{"owner":"  ","environment":"prod"}}"""),
            ("aws_instance", "i-00000004", "{}"),
            ("aws_route_table", "rtb-00000001", "{}"),
            ("aws_nat_gateway", "nat-00000001", "{}"),
        ]);

        var result = await yard.JudgeAsync(new Tagging(), s_profile);

        Assert.Equal([(25.0, Grade.Poor), (20.0, Grade.None), (1.0, Grade.None)], result.Measures.Select(static m => (m.Value!.Value, m.Grade)));
        var near = Assert.Single(result.Lines, static l => l.Kind == "tagging.near-miss");
        Assert.Equal("Env (1) instead of environment on 1 resource", near.What);
        Assert.Equal(4, result.Lines.Where(static l => l.Kind == "tagging.missing").Sum(static l => l.SubjectCount));
        Assert.Equal(2, Assert.Single(result.NotJudged).Count);
    }

    [Fact]
    public async Task A_profile_without_tags_asks_for_none()
    {
        await using var yard = new EstateYard();
        await yard.ObserveAsync("eu-west-1", "ec2", [("aws_instance", "i-00000001", """{"tags":{"a":"b"}}""")]);

        Assert.Empty((await yard.JudgeAsync(new Tagging())).Lines);
    }
}
