using Turnpike.Gate.Rules;
using Turnpike.Gate.Surrounding;
using Turnpike.Gate.Tests.Judging;

namespace Turnpike.Gate.Tests.Surrounding;

/// <summary>What a change does to resources of which it plans nothing.</summary>
public sealed class BreakageTests
{
    private static readonly RuleSet s_blocked = Around.Rules(Checking.Module(
        """
        deny contains {"msg": "nothing blocks public access", "key": "block"} if {
        	count(turnpike.estate.referrers(input.address, "aws_s3_bucket_public_access_block")) == 0
        }
        """));

    private static readonly (string, string) s_bucket = ("aws_s3_bucket.data", """{"bucket":"data","id":"data"}""");

    private const string Block = """{"bucket":"data","id":"data","block_public_acls":true}""";

    private static string Plan(string actions, string before, string after) => Checking.Plan(
        Checking.Change("data", actions, before, after, type: "aws_s3_bucket_public_access_block"));

    [Fact]
    public void A_bucket_elsewhere_loses_what_protected_it()
    {
        var surroundings = new Surroundings { Resources = Around.State("data", s_bucket, ("aws_s3_bucket.other", """{"bucket":"other","id":"other"}""")) };

        var report = Around.Judge(s_blocked, Plan("delete", Block, "null"), surroundings);

        Assert.Equal(["Fail a-rule data//aws_s3_bucket.data broken by app//aws_s3_bucket_public_access_block.data"], Around.Said(report));
        Assert.Equal(Verdict.Fail, report.Verdict);

        // What stands around it is judged too, and is no resource of the change.
        Assert.Equal((1, 0), (report.Summary.Resources, report.Summary.ResourcesJudged));
    }

    [Fact]
    public void Its_fingerprint_is_that_of_the_finding_once_the_change_is_made()
    {
        var data = Around.State("data", s_bucket);

        var broken = Around.Judge(s_blocked, Plan("delete", Block, "null"), new Surroundings { Resources = data });
        var standing = EstateCheck.Run(
            new EstateCheckRequest { Rules = s_blocked, Estate = new Surroundings { Resources = data } }, null, TestContext.Current.CancellationToken);

        Assert.Equal(Assert.Single(standing.Findings).Fingerprint, Assert.Single(broken.Findings).Fingerprint);
    }

    [Theory]
    [InlineData("create", "null", Block)]
    [InlineData("update", """{"bucket":"data","id":"data","block_public_acls":false}""", Block)]
    public void What_gets_better_or_stays_as_bad_is_not_told(string actions, string before, string after)
    {
        var report = Around.Judge(s_blocked, Plan(actions, before, after), new Surroundings { Resources = Around.State("data", s_bucket) });

        Assert.Empty(report.Findings);
    }

    [Fact]
    public void What_becomes_doubtful_is_unknown()
    {
        var rules = Around.Rules(Checking.Module(
            """
            deny contains "the bucket keeps no versions" if not input.after.versioning[0].enabled
            """));
        const string on = """{"bucket":"data","id":"data","versioning_configuration":[{"status":"Enabled"}]}""";
        var plan = Checking.Plan(Checking.Change(
            "data", "update", on, """{"bucket":"data","id":"data","versioning_configuration":[{}]}""", """{"versioning_configuration":[{"status":true}]}""", type: "aws_s3_bucket_versioning"));

        var report = Around.Judge(rules, plan, new Surroundings { Resources = Around.State("data", s_bucket) });

        Assert.Equal(["Unknown a-rule data//aws_s3_bucket.data broken by app//aws_s3_bucket_versioning.data"], Around.Said(report));
    }

    [Fact]
    public void A_satellite_that_is_joined_changes_what_another_scopes_resource_is_judged_as()
    {
        var rules = Around.Rules(Checking.Module(
            """
            deny contains "the bucket keeps no versions" if not input.after.versioning[0].enabled
            """));
        const string on = """{"bucket":"data","id":"data","versioning_configuration":[{"status":"Enabled"}]}""";
        const string off = """{"bucket":"data","id":"data","versioning_configuration":[{"status":"Suspended"}]}""";
        var plan = Checking.Plan(Checking.Change("data", "update", on, off, type: "aws_s3_bucket_versioning"));

        var report = Around.Judge(rules, plan, new Surroundings { Resources = Around.State("data", s_bucket) });

        Assert.Equal(["Fail a-rule data//aws_s3_bucket.data broken by app//aws_s3_bucket_versioning.data"], Around.Said(report));
    }

    [Fact]
    public void A_resource_that_refers_to_what_is_deleted_is_judged()
    {
        var rules = Around.Rules(Checking.Module(
            """
            deny contains "its group is gone" if {
            	count(turnpike.estate.refs(input.address, ["security_groups"])) == 0
            }
            """,
            types: "[aws_lb]"));
        const string group = """{"id":"sg-0123456789abcdef0","name":"web"}""";
        var plan = Checking.Plan(Checking.Change("web", "delete", group, "null", type: "aws_security_group"));
        var resources = Around.State("edge", ("aws_lb.front", """{"id":"front","security_groups":["sg-0123456789abcdef0"]}"""), ("aws_lb.back", """{"id":"back","security_groups":["sg-aaaaaaaaaaaaaaaa0"]}"""));

        var report = Around.Judge(rules, plan, new Surroundings { Resources = resources });

        Assert.Equal(["Fail a-rule edge//aws_lb.front broken by app//aws_security_group.web"], Around.Said(report));
    }

    [Fact]
    public void A_selector_elsewhere_picks_a_manifest()
    {
        var rules = Around.Rules(Checking.Module(
            """
            deny contains "a debugging pod is served" if {
            	some pod in turnpike.estate.refs(input.address, ["spec", "selector"])
            	pod.attributes.metadata.annotations.debug == "true"
            }
            """,
            types: "[Service]"));
        const string service = """
            {"apiVersion":"v1","kind":"Service","metadata":{"name":"web","namespace":"shop"},"spec":{"selector":{"app":"web"}}}
            """;
        const string pod = """
            {"apiVersion":"v1","kind":"Pod","metadata":{"name":"tool","namespace":"shop","labels":{"app":"web"},"annotations":{"debug":"true"}},"spec":{"containers":[]}}
            """;
        var cluster = ((Turnpike.Formats.Kubernetes.KubernetesDocument)Around.Read("cluster", service)).Resources;

        var report = Around.Judge(rules, pod, new Surroundings { Resources = cluster }, scope: "cluster");

        Assert.Equal(["Fail a-rule cluster//Service/shop/web broken by cluster//Pod/shop/tool"], Around.Said(report));
    }
}
