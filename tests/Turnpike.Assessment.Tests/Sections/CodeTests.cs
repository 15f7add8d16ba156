using Turnpike.Assessment.Results;
using Turnpike.Assessment.Sections;

namespace Turnpike.Assessment.Tests.Sections;

public class CodeTests
{
    [Fact]
    public async Task Managed_drifted_and_gone_are_counted_of_what_people_make()
    {
        await using var yard = new EstateYard();
        await yard.PushStateAsync(
            "prod/web",
            ("aws_instance.same", """{"id":"i-00000001","arn":"arn:aws:ec2:eu-west-1:123456789012:instance/i-00000001","instance_type":"t3.micro","tags":{"owner":"web"}}"""),
            ("aws_instance.other", """{"id":"i-00000002","arn":"arn:aws:ec2:eu-west-1:123456789012:instance/i-00000002","instance_type":"t3.micro","tags":{"owner":"web"}}"""),
            ("aws_instance.gone", """{"id":"i-00000003","arn":"arn:aws:ec2:eu-west-1:123456789012:instance/i-00000003"}"""));
        await yard.ObserveAsync("eu-west-1", "ec2",
        [
            ("aws_instance", "i-00000001", """{"instance_type":"t3.micro","tags":{"owner":"web"}}"""),
            ("aws_instance", "i-00000002", """{"instance_type":"t3.large","tags":{"owner":"web"}}"""),
            ("aws_instance", "i-00000004", """{"instance_type":"t3.micro"}"""),
            ("aws_instance", "i-00000005", """{"instance_type":"t3.micro"}"""),
            ("aws_network_interface", "eni-00000001", "{}"),
        ]);

        var result = await yard.JudgeAsync(new Code(EstateYard.Data));

        Assert.Equal(
            [("code.managed", 50.0), ("code.drifted", 50.0), ("code.drift-age", null), ("code.orphaned", 1.0), ("code.absent", 0.0), ("code.claimed-twice", 0.0)],
            result.Measures.Select(static m => (m.Id, m.Value)));
        var drift = Assert.Single(result.Lines, static l => l.Kind == "code.drift");
        Assert.Equal(("web", "prod/web//aws_instance.other"), (drift.Owner, Assert.Single(drift.Subjects)));
        Assert.Equal(new Evidence("prod/web//aws_instance.other", "instance_type", "\"t3.micro\" in the state, \"t3.large\" there"), Assert.Single(drift.Evidence));
        Assert.Equal("prod/web//aws_instance.gone", Assert.Single(Assert.Single(result.Lines, static l => l.Kind == "code.orphaned").Subjects));
    }

    [Fact]
    public async Task Where_the_account_was_not_read_nothing_is_in_sync_and_nothing_gone()
    {
        await using var yard = new EstateYard();
        await yard.PushStateAsync("prod/web", ("aws_instance.a", """{"id":"i-00000001","arn":"arn:aws:ec2:eu-west-1:123456789012:instance/i-00000001"}"""));

        var result = await yard.JudgeAsync(new Code(EstateYard.Data));

        Assert.All(result.Measures.Where(static m => m.Id is not "code.drifted"), static m => Assert.Null(m.Value));
        Assert.Empty(result.Lines);
        Assert.Equal(1, Assert.Single(result.NotJudged).Count);
    }
}
