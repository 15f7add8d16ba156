using System.Text;
using Turnpike.Estate.Identity;
using Turnpike.Formats;
using Turnpike.Formats.TerraformState;
using Turnpike.Formats.Withholding;
using Turnpike.Gate.Surrounding;
using Turnpike.Gate.Tests.Judging;

namespace Turnpike.Gate.Tests.Surrounding;

/// <summary>What a plan starts from, compared with what the estate has.</summary>
public sealed class StalenessTests
{
    private const string Before = """{"id":"b","bucket":"b","acl":"private","tags":{"env":"prod"}}""";

    private static CheckReport Judge(Surroundings surroundings, string before = Before, string more = "", string actions = "update", string sensitive = "{}") => Around.Judge(
        RealPlans.Baseline,
        Checking.PlanWith(more, Checking.Change("b", actions, before, actions == "delete" ? "null" : """{"id":"b","bucket":"b","acl":"private","tags":{"env":"test"}}""", sensitive: sensitive)
            .Replace("\"before_sensitive\":{}", $"\"before_sensitive\":{sensitive}", StringComparison.Ordinal)),
        surroundings);

    private static Surroundings Has(string attributes) => new() { Resources = Around.State("app", ("aws_s3_bucket.b", attributes)) };

    [Theory]
    [InlineData(Before)]
    [InlineData("""{"id":"b","bucket":"b","acl":"private","tags":{"env":"prod"},"region":"eu-west-1"}""")]
    [InlineData("""{"id":"b","bucket":"b","acl":"private","tags":{"env":"prod","owner":""}}""")]
    public void What_both_know_alike_is_not_stale(string estate) => Assert.Empty(Judge(Has(estate)).Stale);

    [Fact]
    public void Other_values_are_told_one_by_one()
    {
        var report = Judge(Has("""{"id":"b","bucket":"b","acl":"public-read","tags":{"env":"stage"}}"""));

        var stale = Assert.Single(report.Stale);
        Assert.Equal(("app", "aws_s3_bucket.b", StaleDifference.Changed, null), (stale.Scope, stale.Address, stale.Difference, stale.ConflictsWith));
        Assert.Equal([new StaleAttribute("acl", "\"public-read\"", "\"private\""), new StaleAttribute("tags.env", "\"stage\"", "\"prod\"")], stale.Attributes);
        Assert.Contains(report.Diagnostics, static d => d.Code == "GATE066" && !d.IsError && d.Message.Contains("aws_s3_bucket.b is", StringComparison.Ordinal));
    }

    [Fact]
    public void What_the_provider_alone_sets_may_move()
    {
        const string configuration = """
            "configuration":{"root_module":{"resources":[{"address":"aws_s3_bucket.b","mode":"managed","type":"aws_s3_bucket","name":"b","expressions":{"acl":{"constant_value":"private"}}}]}},
            """;
        const string before = """{"id":"b","bucket":"b","acl":"private","etag":"1","tags":{"env":"prod"}}""";

        Assert.Empty(Judge(Has("""{"id":"b","bucket":"b","acl":"private","etag":"2","tags":{"env":"prod"}}"""), before, configuration).Stale);
        Assert.Single(Judge(Has("""{"id":"b","bucket":"b","acl":"public-read","etag":"2","tags":{"env":"prod"}}"""), before, configuration).Stale);

        // The plan moves the tags away from what is no longer there.
        Assert.Single(Judge(Has("""{"id":"b","bucket":"b","acl":"private","etag":"2","tags":{"env":"stage"}}"""), before, configuration).Stale);
    }

    [Fact]
    public void Lists_in_another_order_and_policies_in_other_spacing_are_the_same()
    {
        const string before = """{"id":"b","bucket":"b","zones":["a","b"],"policy":"{\"Version\":\"2012-10-17\",\"Statement\":[]}"}""";

        Assert.Empty(Judge(Has("""{"id":"b","bucket":"b","zones":["b","a"],"policy":"{ \"Statement\": [], \"Version\": \"2012-10-17\" }"}"""), before).Stale);
        Assert.Equal("zones[1]", Assert.Single(Assert.Single(Judge(Has("""{"id":"b","bucket":"b","zones":["a","c"]}"""), before).Stale).Attributes).Path);
    }

    [Fact]
    public void What_is_gone_and_what_has_appeared()
    {
        var report = Judge(new Surroundings { Resources = Around.State("app", ("aws_s3_bucket.c", """{"id":"c"}""")) });

        Assert.Equal(
            [("aws_s3_bucket.b", StaleDifference.Gone), ("aws_s3_bucket.c", StaleDifference.Appeared)],
            report.Stale.Select(static s => (s.Address, s.Difference)));
    }

    [Fact]
    public void A_scope_that_was_never_told_of_is_not_compared() =>
        Assert.Empty(Judge(new Surroundings { Resources = Around.State("elsewhere", ("aws_s3_bucket.b", """{"id":"x"}""")) }).Stale);

    [Fact]
    public void A_difference_that_an_approved_change_makes_is_a_conflict_with_it()
    {
        var update = Around.Approved("change-7", "app", Checking.Change("b", "update", Before, """{"id":"b","bucket":"b","acl":"public-read","tags":{"env":"prod"}}"""));

        var report = Judge(Has(Before) with { Approved = [update] });

        var stale = Assert.Single(report.Stale);
        Assert.Equal(("change-7", "acl"), (stale.ConflictsWith, Assert.Single(stale.Attributes).Path));
        Assert.Contains(report.Diagnostics, static d => d.Code == "GATE067" && d.Message.Contains("change-7", StringComparison.Ordinal));
        Assert.DoesNotContain(report.Diagnostics, static d => d.Code == "GATE066");

        // It was carried out, and nobody has told of it yet.
        Assert.Empty(Judge(Has(Before) with { Approved = [update] }, """{"id":"b","bucket":"b","acl":"public-read","tags":{"env":"prod"}}""").Stale);
    }

    [Theory]
    [InlineData("hunter2-a", 0)]
    [InlineData("hunter2-b", 1)]
    public void Secrets_are_compared_by_their_markers_and_never_shown(string inPlan, int expected)
    {
        var state = Around.StateText(("aws_s3_bucket.b", """{"id":"b","bucket":"b","password":"hunter2-a"}"""));
        var kept = KeptDocument.Write(Around.Read("app", state), Around.Key)!;
        var document = (TerraformStateDocument)InputReader.Read("kept", kept, InputReaderOptions.Default with { Scope = new EstateScope("app") }).Document!;

        var report = Judge(
            new Surroundings { Resources = document.Resources }, $$"""{"id":"b","bucket":"b","password":"{{inPlan}}"}""", sensitive: """{"password":true}""");

        Assert.DoesNotContain("hunter2", Encoding.UTF8.GetString(kept), StringComparison.Ordinal);
        Assert.Equal(expected, report.Stale.Count);
        Assert.All(report.Stale, static s => Assert.Equal(new StaleAttribute("password", "(sensitive value)", "(sensitive value)"), Assert.Single(s.Attributes)));
    }
}
