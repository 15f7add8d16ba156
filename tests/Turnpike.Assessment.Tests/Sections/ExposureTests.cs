using Turnpike.Assessment.Sections;
using Turnpike.Formats.Observation;
using Turnpike.Gate.Rules;

namespace Turnpike.Assessment.Tests.Sections;

public class ExposureTests
{
    private const string Web = """{"ingress":[{"protocol":"tcp","from_port":443,"to_port":443,"cidr_blocks":["0.0.0.0/0"]}]}""";
    private const string Shell = """{"ingress":[{"protocol":"tcp","from_port":22,"to_port":22,"cidr_blocks":[],"ipv6_cidr_blocks":["::/0"]}]}""";
    private const string Inside = """{"ingress":[{"protocol":"tcp","from_port":0,"to_port":65535,"cidr_blocks":["10.0.0.0/8"]}]}""";

    [Theory]
    [InlineData("aws_instance", """{"public_ip":"198.51.100.7","vpc_security_group_ids":["sg-web","sg-inside"]}""", "exposure.machine", Severity.Medium)]
    [InlineData("aws_instance", """{"public_ip":"198.51.100.7","vpc_security_group_ids":["sg-shell"]}""", "exposure.machine", Severity.High)]
    [InlineData("aws_instance", """{"public_ip":"198.51.100.7","vpc_security_group_ids":["sg-inside"]}""", null, Severity.Low)]
    [InlineData("aws_instance", """{"public_ip":"","vpc_security_group_ids":["sg-shell"]}""", null, Severity.Low)]
    [InlineData("aws_db_instance", """{"publicly_accessible":true,"vpc_security_group_ids":["sg-web"]}""", "exposure.database", Severity.Critical)]
    [InlineData("aws_db_instance", """{"publicly_accessible":false,"vpc_security_group_ids":["sg-web"]}""", null, Severity.Low)]
    [InlineData("aws_db_instance", """{"publicly_accessible":true,"vpc_security_group_ids":["sg-inside"]}""", null, Severity.Low)]
    [InlineData("aws_ami", """{"public":true}""", "exposure.image", Severity.High)]
    [InlineData("aws_ami", """{"public":false}""", null, Severity.Low)]
    public async Task An_address_and_an_open_group_together_are_a_way_in(string type, string attributes, string? kind, Severity severity)
    {
        await using var yard = new EstateYard();
        await yard.ObserveAsync("eu-west-1", "groups", [("aws_security_group", "sg-web", Web), ("aws_security_group", "sg-shell", Shell), ("aws_security_group", "sg-inside", Inside)]);
        await yard.ObserveAsync("eu-west-1", "some", [(type, "one", attributes)]);

        var result = await yard.JudgeAsync(new Exposure());

        Assert.Equal(kind is null ? [] : [(kind, severity)], result.Lines.Select(static l => (l.Kind, l.Severity)));
        Assert.Empty(result.NotJudged);
    }

    [Fact]
    public async Task Whose_groups_were_not_read_nobody_can_tell()
    {
        await using var yard = new EstateYard();
        await yard.ObserveAsync("eu-west-1", "ec2",
            coverage: [new("ec2:DescribeInstances", CoverageStatus.Read, ["aws_instance"]), new("ec2:DescribeSecurityGroups", CoverageStatus.Denied, ["aws_security_group"], "Grant ec2:DescribeSecurityGroups.")],
            [("aws_instance", "i-1", """{"public_ip":"198.51.100.7","vpc_security_group_ids":["sg-web"]}""")]);

        var result = await yard.JudgeAsync(new Exposure());

        Assert.Empty(result.Lines);
        Assert.Contains(result.NotJudged, static n => n.Count == 1 && n.Why.Contains("ec2:DescribeSecurityGroups", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Ways_in_are_followed_to_what_is_behind_them()
    {
        await using var yard = new EstateYard();
        await yard.ObserveAsync("eu-west-1", "elbv2",
        [
            new ObservedResource("aws_lb", "arn:lb/shop", EstateYard.Object("""{"internal":false,"security_groups":["sg-web"]}""")) { Arn = "arn:lb/shop", Name = "shop" },
            new ObservedResource("aws_lb", "arn:lb/back", EstateYard.Object("""{"internal":true,"security_groups":["sg-web"]}""")) { Arn = "arn:lb/back", Name = "back" },
            new ObservedResource("aws_lb_listener", "l", EstateYard.Object("""{"load_balancer_arn":"arn:lb/shop","port":443}""")),
            new ObservedResource("aws_lb_target_group", "tg", EstateYard.Object("""{"load_balancer_arns":["arn:lb/shop"],"target_ids":["i-1","10.0.0.7"]}""")) { Name = "web" },
            new ObservedResource("aws_instance", "i-1", EstateYard.Object("""{"public_ip":"","vpc_security_group_ids":["sg-web"]}""")) { Name = "web-1" },
            new ObservedResource("aws_security_group", "sg-web", EstateYard.Object(Web)),
        ]);
        await yard.PushAsync("kubernetes/east", "v1/services", """
            {"apiVersion":"v1","kind":"List","items":[
              {"apiVersion":"v1","kind":"Service","metadata":{"name":"front","namespace":"shop"},"spec":{"type":"LoadBalancer","ports":[{"port":80}],"selector":{"app":"web"}}},
              {"apiVersion":"v1","kind":"Service","metadata":{"name":"hidden","namespace":"shop","annotations":{"service.beta.kubernetes.io/aws-load-balancer-internal":"true"}},"spec":{"type":"LoadBalancer","ports":[{"port":80}]}},
              {"apiVersion":"v1","kind":"Service","metadata":{"name":"db","namespace":"shop"},"spec":{"type":"ClusterIP","ports":[{"port":5432}]}}]}
            """);

        var result = await yard.JudgeAsync(new Exposure());

        Assert.Equal(
            [["front", "Service", "80", "app=web", ""], ["shop", "aws_lb", "443", "web-1, 10.0.0.7", ""]],
            Assert.Single(result.Tables).Rows.Select(static r => r.Select(static c => c.Length > 20 ? "" : c).ToArray()));
        Assert.Equal(2, result.Measures.Single(static m => m.Id == "exposure.entries").Value);
    }

    [Fact]
    public async Task What_rules_found_is_told_and_not_judged_again()
    {
        await using var yard = new EstateYard();
        await yard.ObserveAsync("eu-west-1", "s3", [("aws_s3_bucket", "b", "{}")]);
        var rule = Ruling.Rule("aws-s3-public-policy", "aws_s3_bucket");

        var result = await yard.JudgeAsync(new Exposure(), findings: [Ruling.Finding(rule, "aws_s3_bucket", "b")], rules: [rule]);

        Assert.Equal(("exposure.rule", "Title of aws-s3-public-policy: 1 breaks it (b)"), result.Lines.Select(static l => (l.Kind, l.What)).Single());
        Assert.Equal(1, result.Measures.Single(static m => m.Id == "exposure.data").Value);
    }
}
