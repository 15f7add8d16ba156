using System.Text;
using Turnpike.Estate;
using Turnpike.Estate.Identity;
using Turnpike.Formats;
using Turnpike.Formats.TerraformState;
using Turnpike.Gate.Rules;
using Turnpike.Gate.Surrounding;
using Turnpike.Gate.Tests.Judging;
using Turnpike.Text;

namespace Turnpike.Gate.Tests.Surrounding;

/// <summary>Small estates around a plan, written in place.</summary>
internal static class Around
{
    public static readonly byte[] Key = [.. Enumerable.Range(1, 32).Select(static i => (byte)i)];

    /// <summary>What a state of that scope holds. An entry is <c>type.name</c> and its attributes as JSON.</summary>
    public static IReadOnlyList<Resource> State(string scope, params (string Address, string Attributes)[] resources) =>
        ((TerraformStateDocument)Read(scope, StateText(resources))).Resources;

    public static string StateText(params (string Address, string Attributes)[] resources) =>
        $$"""{"version":4,"terraform_version":"1.11.0","serial":1,"lineage":"x","outputs":{},"resources":[{{string.Join(",\n", resources.Select(static r => Entry(r.Address, r.Attributes)))}}]}""";

    public static InputDocument Read(string scope, string text) =>
        InputReader.Read(scope + ".json", Encoding.UTF8.GetBytes(text), InputReaderOptions.Default with { Scope = new EstateScope(scope) }).Document!;

    public static ApprovedChange Approved(string id, string scope, params string[] changes) => ApprovedChange.Of(id, Read(scope, Checking.Plan(changes)))!;

    public static RuleSet Rules(params string[] modules) =>
        RuleSet.Compile([new RulePack("test", [.. modules.Select(static (text, i) => SourceText.From($"rule{i}.rego", text))])]);

    public static CheckReport Judge(RuleSet rules, string plan, Surroundings surroundings, string scope = "app") => GateCheck.Run(
        Checking.Request(rules, plan) with { Surroundings = surroundings, Scope = scope, ProviderData = Repository.ProviderData(), InstallationKey = Key },
        TestContext.Current.CancellationToken);

    /// <summary>Each finding as <c>status rule scope//address</c>, with what broke it behind.</summary>
    public static IEnumerable<string> Said(CheckReport report)
    {
        Assert.DoesNotContain(report.Diagnostics, static d => d.IsError);
        return report.Findings.Select(static f =>
            $"{f.Status} {f.Rule.Id} {f.Resource!.Scope}//{f.Resource.Address}{string.Concat(f.BrokenBy.Select(static b => $" broken by {b.Scope}//{b.Address}"))}");
    }

    private static string Entry(string address, string attributes)
    {
        var parts = address.Split('.');
        return $$"""
        {"mode":"managed","type":"{{parts[0]}}","name":"{{parts[1]}}","provider":"provider[\"registry.terraform.io/hashicorp/aws\"]",
         "instances":[{"schema_version":0,"attributes":{{attributes}},"sensitive_attributes":[]}]}
        """;
    }
}
