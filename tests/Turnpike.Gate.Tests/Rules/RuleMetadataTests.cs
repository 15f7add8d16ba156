using Turnpike.Gate.Rules;
using Turnpike.Text;

namespace Turnpike.Gate.Tests.Rules;

public sealed class RuleMetadataTests
{
    private const string Body = "deny contains \"no\" if input.after.a == 1\n";

    private const string Whole = """
        # METADATA
        # title: Title
        # description: Why.
        # custom:
        #   id: a-rule
        #   severity: high
        #   scope: resource
        #   resource_types: [aws_s3_bucket, aws_instance]
        #   modes: [managed, data]
        #   remediation: Do it.
        #   params: {tags: [owner]}
        #   controls: {cis-aws-3.0: ["2.1.4"], soc2: ["CC6.1", "CC6.2"]}
        package p.q

        """;

    [Fact]
    public void Reads_all_fields()
    {
        var rule = Assert.Single(Compile(Whole + Body).Rules);

        Assert.Equal("a-rule", rule.Id.Value);
        Assert.Equal("Title", rule.Title);
        Assert.Equal("Why.", rule.Description);
        Assert.Equal(Severity.High, rule.Severity);
        Assert.Equal(RuleScope.Resource, rule.Scope);
        Assert.Equal(["aws_s3_bucket", "aws_instance"], rule.ResourceTypes);
        Assert.Equal(["managed", "data"], rule.Modes);
        Assert.Equal("Do it.", rule.Remediation);
        Assert.Equal("""{"tags":["owner"]}""", rule.Parameters.ToString());
        Assert.Equal(["cis-aws-3.0 2.1.4", "soc2 CC6.1", "soc2 CC6.2"], rule.Controls.Select(static c => c.ToString()));
        Assert.Equal("test", rule.Pack);
        Assert.Equal("p.q", rule.Package);
    }

    [Theory]
    [InlineData("# title: Title\n", "", "GATE001")]
    [InlineData("# description: Why.\n", "", "GATE001")]
    [InlineData("#   severity: high\n", "", "GATE001")]
    [InlineData("#   scope: resource\n", "", "GATE001")]
    [InlineData("#   remediation: Do it.\n", "", "GATE001")]
    [InlineData("#   resource_types: [aws_s3_bucket, aws_instance]\n", "", "GATE001")]
    [InlineData("id: a-rule", "id: a-rule\n#   owner: me", "GATE002")]
    [InlineData("severity: high", "severity: severe", "GATE003")]
    [InlineData("scope: resource", "scope: module", "GATE003")]
    [InlineData("modes: [managed, data]", "modes: [list]", "GATE003")]
    [InlineData("params: {tags: [owner]}", "params: 3", "GATE004")]
    [InlineData("controls: {cis-aws-3.0: [\"2.1.4\"]", "controls: {cis-aws-3.0: 2.1", "GATE004")]
    [InlineData("id: a-rule", "id: A rule", "GATE005")]
    [InlineData("deny contains", "denied contains", "GATE007")]
    [InlineData("#   id: a-rule\n", "", "GATE009")]
    public void Reports_each_fault(string written, string instead, string code)
    {
        var text = (Whole + Body).Replace(written, instead, StringComparison.Ordinal);
        Assert.NotEqual(Whole + Body, text);

        var fault = Assert.Single(Compile(text).Diagnostics);
        Assert.Equal(code, fault.Code);
        Assert.True(fault.IsError);
    }

    [Fact]
    public void Ids_and_packages_are_unique()
    {
        var rules = RuleSet.Compile([new RulePack("test", [SourceText.From("a.rego", Whole + Body), SourceText.From("b.rego", Whole + Body)])]);

        Assert.Equal("GATE006", Assert.Single(rules.Diagnostics).Code);
    }

    [Fact]
    public void A_pack_without_a_rule_is_an_error() =>
        Assert.Equal("GATE008", Assert.Single(Compile("package lib\n\nf(x) := x\n").Diagnostics).Code);

    [Fact]
    public void Policies_without_metadata_become_document_rules()
    {
        var rules = Policies("package main\n\ndeny contains \"a\" if input.x\n\nwarn_tags contains \"b\" if input.y\n\nallow if input.z\n");

        Assert.Empty(rules.Diagnostics);
        Assert.Equal(["main.deny", "main.warn_tags"], rules.Rules.Select(static r => r.Id.Value));
        Assert.All(rules.Rules, static r => Assert.Equal(RuleScope.Document, r.Scope));
    }

    [Theory]
    [InlineData("package main\n\nallow if input.x\n", "GATE010")]
    [InlineData("package other\n\ndeny contains \"a\" if input.x\n", "GATE011,GATE010")]
    [InlineData("package main\n\ndeny if input.x\n", "GATE012")]
    [InlineData("package main\n\ndeny := true if input.x\n", "GATE012")]
    public void A_policy_that_could_never_report_is_said(string text, string codes) =>
        Assert.Equal(codes, string.Join(',', Policies(text).Diagnostics.Select(static d => d.Code)));

    [Fact]
    public void A_misspelt_namespace_is_said()
    {
        var rules = RuleSet.Compile([], new PolicyFolder
        {
            Files = [SourceText.From("p.rego", "package main\n\ndeny contains \"a\" if input.x\n")],
            Namespaces = ["main", "mian"],
        });

        Assert.Equal("GATE013", Assert.Single(rules.Diagnostics).Code);
    }

    private static RuleSet Compile(string text) => RuleSet.Compile([new RulePack("test", [SourceText.From("rule.rego", text)])]);

    private static RuleSet Policies(string text) => RuleSet.Compile([], new PolicyFolder { Files = [SourceText.From("policy.rego", text)] });
}
