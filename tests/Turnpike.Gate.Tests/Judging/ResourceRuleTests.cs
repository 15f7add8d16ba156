using Turnpike.Values;

namespace Turnpike.Gate.Tests.Judging;

/// <summary>What resource rules are given, for every kind of change.</summary>
public sealed class ResourceRuleTests
{
    [Theory]
    [InlineData("create", "null", "{\"a\":1}", "[\"create\"] null {\"a\": 1}")]
    [InlineData("no-op", "{\"a\":1}", "{\"a\":1}", "[\"no-op\"] {\"a\": 1} {\"a\": 1}")]
    [InlineData("update", "{\"a\":1}", "{\"a\":2}", "[\"update\"] {\"a\": 1} {\"a\": 2}")]
    [InlineData("delete", "{\"a\":1}", "null", "[\"delete\"] {\"a\": 1} null")]
    [InlineData("forget", "{\"a\":1}", "null", "[\"forget\"] {\"a\": 1} null")]
    [InlineData("delete create", "{\"a\":1}", "{\"a\":2}", "[\"delete\", \"create\"] {\"a\": 1} {\"a\": 2}")]
    [InlineData("create forget", "{\"a\":1}", "{\"a\":2}", "[\"create\", \"forget\"] {\"a\": 1} {\"a\": 2}")]
    public void Sees_before_and_after(string actions, string before, string after, string expected)
    {
        var rule = Checking.Rule("deny contains sprintf(\"%v %v %v\", [input.actions, input.before, input.after])");

        Assert.Equal(expected, Message(rule, Checking.Change("x", actions, before, after)));
    }

    [Fact]
    public void Sees_a_deposed_object_beside_the_current_one()
    {
        var rule = Checking.Rule("deny contains sprintf(\"%v %v\", [input.change.deposed, input.before.a])");

        var report = Checking.Run(rule, Checking.Plan(
            Checking.Change("x", "no-op", "{\"a\":1}", "{\"a\":1}"), Checking.Change("x", "delete", "{\"a\":2}", "null", more: "\"deposed\":\"abcd1234\",")));

        Assert.Equal(["null 1", "abcd1234 2"], report.Findings.Select(static f => f.Message));
        Assert.Equal([null, "abcd1234"], report.Findings.Select(static f => f.Resource!.Deposed));
    }

    [Fact]
    public void Sees_its_identity()
    {
        var rule = Checking.Rule("""
            deny contains json.marshal([input.address, input.type, input.name, input.index, input.module, input.mode, input.scope, input.provider])
            """);
        var change = """
            {"address":"module.m[0].aws_s3_bucket.b[\"a.b\"]","module_address":"module.m[0]","mode":"managed","type":"aws_s3_bucket","name":"b","index":"a.b",
             "provider_name":"registry.terraform.io/hashicorp/aws","change":{"actions":["create"],"before":null,"after":{},"after_unknown":{}}}
            """;

        Assert.Equal(
            """["module.m[0].aws_s3_bucket.b[\"a.b\"]","aws_s3_bucket","b","a.b","module.m[0]","managed","","registry.terraform.io/hashicorp/aws"]""",
            Message(rule, change));
    }

    [Fact]
    public void Is_given_parameters_with_the_users_laid_over()
    {
        var text = Checking.Module("deny contains sprintf(\"%v\", [input.params])").Replace(
            "#   remediation", "#   params: {a: 1, b: [2]}\n#   remediation", StringComparison.Ordinal);
        var rules = Turnpike.Gate.Rules.RuleSet.Compile([new Turnpike.Gate.Rules.RulePack("test", [Text.SourceText.From("rule.rego", text)])]);
        var request = Checking.Request(rules, Checking.Plan(Checking.Create("x", "{}"))) with
        {
            Parameters = Value.Object(("a-rule", Value.Object(("b", Value.Of(3)), ("c", Value.Of(4))))),
        };

        Assert.Equal("{\"a\": 1, \"b\": 3, \"c\": 4}", GateCheck.Run(request, TestContext.Current.CancellationToken).Findings.Single().Message);
    }

    [Fact]
    public void Data_sources_only_where_the_rule_says_so()
    {
        var data = Checking.Change("x", "read", "null", "{}").Replace("\"managed\"", "\"data\"", StringComparison.Ordinal).Replace("\"aws_s3_bucket.x\"", "\"data.aws_s3_bucket.x\"", StringComparison.Ordinal);
        var managed = Checking.Create("y", "{}");
        var text = Checking.Module("deny contains input.address");
        var both = text.Replace("#   remediation", "#   modes: [managed, data]\n#   remediation", StringComparison.Ordinal);

        Assert.Equal(["aws_s3_bucket.y"], Messages(text));
        Assert.Equal(["aws_s3_bucket.y", "data.aws_s3_bucket.x"], Messages(both));

        IEnumerable<string> Messages(string module) =>
            Checking.Run(Turnpike.Gate.Rules.RuleSet.Compile([new("test", [Text.SourceText.From("rule.rego", module)])]), Checking.Plan(data, managed)).Findings.Select(static f => f.Message);
    }

    [Fact]
    public void Asks_the_estate_after_and_before()
    {
        var rule = Checking.Rule("""
            deny contains sprintf("%v %v", [names(turnpike.estate.resources("aws_kms_key")), names(turnpike.estate.before.resources("aws_kms_key"))])

            names(resources) := [r.name | some r in resources]
            """);

        Assert.Equal("[\"kept\", \"new\"] [\"gone\", \"kept\"]", Message(
            rule,
            Checking.Create("x", "{}"),
            Checking.Change("new", "create", "null", "{}", type: "aws_kms_key"),
            Checking.Change("gone", "delete", "{}", "null", type: "aws_kms_key"),
            Checking.Change("kept", "no-op", "{}", "{}", type: "aws_kms_key")));
    }

    [Fact]
    public void Estate_rules_see_all_changes_once()
    {
        var rule = Checking.Rule("deny contains sprintf(\"%v\", [[c.address | some c in input.changes]])", scope: "estate", types: "[]");

        Assert.Equal("[\"aws_s3_bucket.x\", \"aws_s3_bucket.y\"]", Message(rule, Checking.Create("x", "{}"), Checking.Create("y", "{}")));
    }

    [Fact]
    public void Many_resources_come_out_in_one_order()
    {
        var rule = Checking.Rule("deny contains sprintf(\"%v\", [n]) if some n in numbers.range(1, input.after.n)");
        var plan = Checking.Plan([.. Enumerable.Range(0, 500).Select(static i => Checking.Create($"b{i}", $"{{\"n\":{i % 4}}}"))]);

        var one = GateCheck.Run(Checking.Request(rule, plan) with { Threads = 1 }, TestContext.Current.CancellationToken);
        var many = GateCheck.Run(Checking.Request(rule, plan) with { Threads = 4 }, TestContext.Current.CancellationToken);

        Assert.Equal(500, many.Summary.ResourcesJudged);
        Assert.Equal(one.Findings.Select(static f => (f.Resource!.Address, f.Message)), many.Findings.Select(static f => (f.Resource!.Address, f.Message)));
    }

    private static string Message(Turnpike.Gate.Rules.RuleSet rules, params string[] changes)
    {
        var report = Checking.Run(rules, Checking.Plan(changes));
        Assert.Empty(report.Diagnostics);
        return Assert.Single(report.Findings).Message;
    }
}
