namespace Turnpike.Gate.Tests.Baseline;

/// <summary>The guide to writing rules shows a rule that the pack holds, as it is; the pack's own tests run it.</summary>
public sealed class GuideTests
{
    [Theory]
    [InlineData("aws/ecs_public_ip.rego")]
    [InlineData("aws/ecs_public_ip_test.rego")]
    public void The_guide_shows_the_rule_as_it_is(string file)
    {
        var guide = File.ReadAllText(Path.Combine(Repository.Root, "docs", "guides", "writing-rules.md"));
        Assert.Contains(File.ReadAllText(Path.Combine(Repository.Packs, "baseline", file)), guide, StringComparison.Ordinal);
    }
}
