using Turnpike.Estate.Identity;
using Turnpike.Gate.Findings;
using Turnpike.Gate.Rules;
using Turnpike.Gate.Waivers;

namespace Turnpike.Gate.Tests.Waivers;

public sealed class WaiverBookTests
{
    private static readonly DateOnly s_today = new(2026, 11, 21);

    private static readonly RuleMetadata s_rule = new()
    {
        Id = new RuleId("r"), Title = "t", Severity = Severity.High, Scope = RuleScope.Resource, Package = "p",
    };

    [Theory]
    [InlineData("aws_s3_bucket.a[\"x.y\"]", true)]
    [InlineData("aws_s3_bucket.a", true)]
    [InlineData("aws_s3_bucket.*", true)]
    [InlineData("*", true)]
    [InlineData("aws_s3_bucket.b", false)]
    [InlineData("aws_s3_bucket.a[\"x\"]", false)]
    public void Covers_instances_and_configuration_addresses(string pattern, bool covered)
    {
        var book = new WaiverBook([Waiver(pattern, s_today)], s_today);

        var finding = book.Apply(Finding(FindingStatus.Unknown), ResourceAddress.TryParse("aws_s3_bucket.a[\"x.y\"]"), "plan.json");

        Assert.Equal(covered ? FindingStatus.Waived : FindingStatus.Unknown, finding.Status);
        Assert.Equal(covered ? 0 : 1, book.Unused.Count);
    }

    [Fact]
    public void An_expired_waiver_does_not_cover_and_says_so()
    {
        var expired = Waiver("*", s_today.AddDays(-1));
        var book = new WaiverBook([expired], s_today);

        var finding = book.Apply(Finding(FindingStatus.Fail), null, "plan.json");

        Assert.Equal(FindingStatus.Fail, finding.Status);
        Assert.Same(expired, finding.Waiver);
        Assert.Same(expired, Assert.Single(book.Expired));
        Assert.Empty(book.Unused);
    }

    [Fact]
    public void One_in_force_wins_over_an_expired_one()
    {
        var inForce = Waiver("*", s_today);
        var book = new WaiverBook([Waiver("*", s_today.AddDays(-1)), inForce], s_today);

        Assert.Same(inForce, book.Apply(Finding(FindingStatus.Fail), null, "plan.json").Waiver);
    }

    private static Waiver Waiver(string pattern, DateOnly expires) => new(new RuleId("r"), pattern, "why", "me", expires);

    private static Finding Finding(FindingStatus status) => new()
    {
        Rule = s_rule, Severity = Severity.High, Status = status, Message = "m", Fingerprint = new Fingerprint("f"),
    };
}
