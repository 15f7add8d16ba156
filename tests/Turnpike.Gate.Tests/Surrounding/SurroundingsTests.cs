using Turnpike.Gate.Rules;
using Turnpike.Gate.Surrounding;
using Turnpike.Gate.Tests.Judging;

namespace Turnpike.Gate.Tests.Surrounding;

/// <summary>Rules read the estate as it will be, across scopes.</summary>
public sealed class SurroundingsTests
{
    private static readonly RuleSet s_publicSubnet = Around.Rules(Checking.Module(
        """
        deny contains {"msg": sprintf("%v is public", [subnet.address])} if {
        	some subnet in turnpike.estate.refs(input.address, ["subnet_id"])
        	subnet.attributes.map_public_ip_on_launch
        }
        """,
        types: "[aws_instance]"));

    private static readonly RuleSet s_topics = Around.Rules(Checking.Module(
        """
        deny contains {"msg": topic.address, "key": topic.address} if {
        	some topic in turnpike.estate.resources("aws_sns_topic")
        }
        """));

    private const string Instance = """{"subnet_id":"subnet-0123456789abcdef0","id":null}""";

    private static string InstancePlan => Checking.Plan(Checking.Change("web", "create", "null", Instance, type: "aws_instance"));

    private static string BucketPlan => Checking.Plan(Checking.Create("b", """{"bucket":"b"}"""));

    private static string Topic(string name, string actions = "create") => Checking.Change(
        name, actions, actions == "create" ? "null" : $$"""{"name":"{{name}}"}""", actions == "delete" ? "null" : $$"""{"name":"{{name}}"}""", type: "aws_sns_topic");

    [Fact]
    public void A_reference_leads_into_another_scope()
    {
        var network = Around.State("network", ("aws_subnet.public", """{"id":"subnet-0123456789abcdef0","map_public_ip_on_launch":true}"""));

        var report = Around.Judge(s_publicSubnet, InstancePlan, new Surroundings { Resources = network });

        Assert.Equal("network//aws_subnet.public is public", Assert.Single(report.Findings).Message);
        Assert.Equal(Verdict.Pass, Around.Judge(s_publicSubnet, InstancePlan, Surroundings.None).Verdict);
    }

    [Fact]
    public void What_a_rule_was_given_it_can_ask_about_although_its_own_scope_has_the_same_address()
    {
        var rules = Around.Rules(Checking.Module(
            """
            deny contains {"msg": sprintf("%v -> %v", [subnet.address, vpc.address])} if {
            	some subnet in turnpike.estate.refs(input.address, ["subnet_id"])
            	some vpc in turnpike.estate.refs(subnet.address, ["vpc_id"])
            	turnpike.estate.resource(vpc.address).attributes.name == vpc.attributes.name
            }
            """,
            types: "[aws_instance]"));
        var plan = Checking.Plan(
            Checking.Change("web", "create", "null", Instance, type: "aws_instance"),
            Checking.Change("public", "create", "null", """{"vpc_id":"vpc-ffffffffffffffff0"}""", type: "aws_subnet"),
            Checking.Change("main", "no-op", """{"id":"vpc-ffffffffffffffff0","name":"own"}""", """{"id":"vpc-ffffffffffffffff0","name":"own"}""", type: "aws_vpc"));
        var network = Around.State(
            "acme/net//prod",
            ("aws_subnet.public", """{"id":"subnet-0123456789abcdef0","vpc_id":"vpc-0123456789abcdef0"}"""),
            ("aws_vpc.main", """{"id":"vpc-0123456789abcdef0","name":"far"}"""));

        var report = Around.Judge(rules, plan, new Surroundings { Resources = network });

        Assert.Equal("acme/net//prod//aws_subnet.public -> acme/net//prod//aws_vpc.main", Assert.Single(report.Findings).Message);
    }

    [Fact]
    public void Approved_changes_are_laid_in_their_order()
    {
        var resources = Around.State("bus", ("aws_sns_topic.old", """{"name":"old"}"""), ("aws_sns_topic.kept", """{"name":"kept"}"""));
        string[] Seen(params ApprovedChange[] approved) =>
            [.. Around.Judge(s_topics, BucketPlan, new Surroundings { Resources = resources, Approved = approved }).Findings.Select(static f => f.Message)];

        var create = Around.Approved("1", "bus", Topic("new"));
        var delete = Around.Approved("2", "bus", Topic("new", "delete"), Topic("old", "delete"));

        Assert.Equal(["bus//aws_sns_topic.kept", "bus//aws_sns_topic.old"], Seen());
        Assert.Equal(["bus//aws_sns_topic.kept", "bus//aws_sns_topic.new", "bus//aws_sns_topic.old"], Seen(create));
        Assert.Equal(["bus//aws_sns_topic.kept"], Seen(create, delete));
        Assert.Equal(["bus//aws_sns_topic.kept", "bus//aws_sns_topic.new"], Seen(delete, create));
    }

    [Fact]
    public void A_plan_alone_speaks_for_its_scope()
    {
        var own = Around.State("app", ("aws_sns_topic.gone", """{"name":"gone"}"""));
        var approved = Around.Approved("1", "app", Topic("promised"));

        var report = Around.Judge(s_topics, BucketPlan, new Surroundings { Resources = own, Approved = [approved] });

        Assert.Empty(report.Findings);
    }

    [Fact]
    public void What_every_scope_calls_the_same_does_not_blur_a_scopes_own_references()
    {
        var others = Enumerable.Range(0, 20).SelectMany(static i => Around.State($"stage{i}", ("aws_s3_bucket.logs", """{"bucket":"logs","id":"logs"}"""))).ToList();
        var plan = Checking.Plan(
            Checking.Change("logs", "no-op", """{"bucket":"logs","id":"logs"}""", """{"bucket":"logs","id":"logs"}"""),
            Checking.Change("logs", "create", "null", """{"bucket":"logs","block_public_acls":true}""", type: "aws_s3_bucket_public_access_block"));
        var rules = Around.Rules(Checking.Module(
            """
            deny contains bucket.address if some bucket in turnpike.estate.refs(input.address, ["bucket"])
            """,
            types: "[aws_s3_bucket_public_access_block]"));

        var report = Around.Judge(rules, plan, new Surroundings { Resources = others });

        Assert.Equal(["Fail a-rule app//aws_s3_bucket_public_access_block.logs"], Around.Said(report));
        Assert.Equal("aws_s3_bucket.logs", report.Findings[0].Message);
    }

    [Fact]
    public void Unknown_values_of_two_scopes_are_not_taken_for_one_because_of_their_address()
    {
        var rules = Around.Rules(Checking.Module(
            """
            deny contains "they share an owner" if {
            	some topic in turnpike.estate.resources("aws_sns_topic")
            	topic.scope != input.scope
            	some own in turnpike.estate.resources("aws_sns_topic")
            	own.scope == input.scope
            	own.attributes.owner == topic.attributes.owner
            }
            """));
        static string Unknown() => Checking.Change("t", "create", "null", """{"name":"t"}""", """{"owner":true}""", type: "aws_sns_topic");
        var plan = Checking.Plan(Checking.Create("b", """{"bucket":"b"}"""), Unknown());

        var report = Around.Judge(rules, plan, new Surroundings { Approved = [Around.Approved("1", "bus", Unknown())] });

        Assert.Equal(Verdict.Unknown, report.Verdict);
    }
}
