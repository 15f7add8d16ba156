using System.Text;
using Turnpike.Gate.Rules;
using Turnpike.Text;

namespace Turnpike.Gate.Tests.Judging;

/// <summary>Small rules and plans to check, written in place.</summary>
internal static class Checking
{
    /// <summary>A pack of one resource rule over aws_s3_bucket with this body.</summary>
    public static RuleSet Rule(string body, string severity = "high", string scope = "resource", string types = "[aws_s3_bucket]") =>
        RuleSet.Compile([new RulePack("test", [SourceText.From("rule.rego", Module(body, severity, scope, types))])]);

    public static string Module(string body, string severity = "high", string scope = "resource", string types = "[aws_s3_bucket]", string id = "a-rule") =>
        $"""
        # METADATA
        # title: Buckets are right
        # description: Why.
        # custom:
        #   id: {id}
        #   severity: {severity}
        #   scope: {scope}
        #   resource_types: {types}
        #   remediation: Do it.
        package test.{id.Replace('-', '_')}

        {body}
        """;

    public static RuleSet Policies(params string[] files) => RuleSet.Compile([], new PolicyFolder
    {
        Files = [.. files.Select(static (text, i) => SourceText.From($"policy{i}.rego", text))],
    });

    public static string Plan(params string[] changes) => PlanWith("", changes);

    public static string PlanWith(string more, params string[] changes) =>
        $$"""{"format_version":"1.2","terraform_version":"1.9.0",{{more}}"resource_changes":[{{string.Join(",\n", changes)}}]}""";

    /// <summary>A change of aws_s3_bucket.NAME; before and after are JSON, null for none.</summary>
    public static string Change(
        string name, string actions, string before, string after, string unknown = "{}", string sensitive = "{}", string type = "aws_s3_bucket", string more = "") =>
        $$$"""
        {"address":"{{{type}}}.{{{name}}}","mode":"managed","type":"{{{type}}}","name":"{{{name}}}","provider_name":"registry.terraform.io/hashicorp/aws",{{{more}}}
         "change":{"actions":[{{{string.Join(',', actions.Split(' ').Select(static a => $"\"{a}\""))}}}],"before":{{{before}}},"after":{{{after}}},
         "after_unknown":{{{unknown}}},"before_sensitive":{},"after_sensitive":{{{sensitive}}}}}
        """;

    public static string Create(string name, string after, string unknown = "{}", string sensitive = "{}") =>
        Change(name, "create", "null", after, unknown, sensitive);

    public static CheckRequest Request(RuleSet rules, params string[] inputs) => new()
    {
        Rules = rules,
        Inputs = [.. inputs.Select(static (text, i) => new InputFile($"plan{i}.json", Encoding.UTF8.GetBytes(text)))],
        Clock = new FixedClock(),
    };

    public static CheckReport Run(RuleSet rules, params string[] inputs) => GateCheck.Run(Request(rules, inputs), TestContext.Current.CancellationToken);

    private sealed class FixedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);
    }
}
