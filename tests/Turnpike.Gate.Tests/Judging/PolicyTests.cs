using Turnpike.Gate.Findings;
using Turnpike.Gate.Rules;
using Turnpike.Text;

namespace Turnpike.Gate.Tests.Judging;

/// <summary>Policies as users of Conftest and OPA write them.</summary>
public sealed class PolicyTests
{
    private const string Public = """
        package main

        deny contains msg if {
            some change in input.resource_changes
            change.change.after.acl == "public"
            msg := sprintf("%v is public", [change.address])
        }

        warn contains {"msg": "no tags", "details": {"a": 1}} if {
            some change in input.resource_changes
            not change.change.after.tags
        }
        """;

    [Fact]
    public void Deny_and_warn_over_the_document()
    {
        var report = Checking.Run(Checking.Policies(Public), Checking.Plan(Checking.Create("a", "{\"acl\":\"public\"}")));

        Assert.Equal(Verdict.Fail, report.Verdict);
        Assert.Equal(["main.deny: aws_s3_bucket.a is public", "main.warn: no tags"], report.Findings.Select(static f => $"{f.Rule.Id}: {f.Message}"));
        Assert.True(report.Findings[1].IsWarning);
        Assert.Equal("plan0.json", report.Findings[0].Source!.File);
    }

    [Fact]
    public void A_path_into_a_change_leads_to_the_resource_and_the_line()
    {
        var policy = """
            package main

            deny contains {"msg": "public", "path": ["resource_changes", i, "change", "after", "acl"]} if {
                some i, change in input.resource_changes
                change.change.after.acl == "public"
            }
            """;

        var report = Checking.Run(Checking.Policies(policy), Checking.Plan(Checking.Create("a", "{}"), Checking.Create("b", "{\n\"acl\":\"public\"}")));

        var finding = Assert.Single(report.Findings);
        Assert.Equal("aws_s3_bucket.b", finding.Resource!.Address);
        Assert.Equal(new SourcePlace("plan0.json", 6, 1), finding.Source);
    }

    [Fact]
    public void Unknown_values_are_unknown_unless_told_otherwise()
    {
        var request = Checking.Request(Checking.Policies(Public), Checking.Plan(Checking.Create("a", "{\"tags\":{}}", "{\"acl\":true}")));

        Assert.Equal(Verdict.Unknown, GateCheck.Run(request, TestContext.Current.CancellationToken).Verdict);
        Assert.Equal(Verdict.Pass, GateCheck.Run(request with { Unknowns = UnknownMode.Absent }, TestContext.Current.CancellationToken).Verdict);
    }

    [Fact]
    public void Manifests_are_judged_one_by_one()
    {
        var policy = "package main\n\ndeny contains sprintf(\"%v\", [input.metadata.name]) if input.kind == \"Pod\"";
        var manifests = "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n---\napiVersion: v1\nkind: Pod\nmetadata: {name: b, namespace: shop}\n";

        var report = Checking.Run(Checking.Policies(policy), manifests);

        Assert.Equal(["Pod/a a", "Pod/shop/b b"], report.Findings.Select(static f => $"{f.Resource!.Address} {f.Message}"));
    }

    [Fact]
    public void Exceptions_waive()
    {
        var policy = """
            package main

            deny_acl contains "acl" if input.resource_changes[_].change.after.acl
            deny_tags contains "tags" if input.resource_changes[_]

            exception contains rules if {
                input.resource_changes[_].change.after.acl == "public"
                rules := ["acl"]
            }
            """;

        var report = Checking.Run(Checking.Policies(policy), Checking.Plan(Checking.Create("a", "{\"acl\":\"public\"}")));
        Assert.Equal(["main.deny_tags Fail", "main.deny_acl Waived"], report.Findings.Select(static f => $"{f.Rule.Id} {f.Status}"));

        var perhaps = Checking.Run(Checking.Policies(policy), Checking.Plan(Checking.Create("a", "{}", "{\"acl\":true}")));
        Assert.Contains(perhaps.Findings, static f => f.Rule.Id.Value == "main.deny_acl" && f.Status == FindingStatus.Unknown);
    }

    [Fact]
    public void Old_syntax_on_request()
    {
        var files = new[] { SourceText.From("p.rego", "package main\n\ndeny[msg] {\n  input.resource_changes[_]\n  msg := \"old\"\n}\n") };

        var report = Checking.Run(RuleSet.Compile([], new PolicyFolder { Files = files, IsV0 = true }), Checking.Plan(Checking.Create("a", "{}")));

        Assert.Equal("old", Assert.Single(report.Findings).Message);
    }

    [Fact]
    public void Data_files_are_read_below_data()
    {
        var policy = "package main\n\ndeny contains sprintf(\"%v %v\", [data.limits.max, data.limits.min])";
        var request = Checking.Request(Checking.Policies(policy), Checking.Plan(Checking.Create("a", "{}"))) with
        {
            DataFiles = [new DataFile(SourceText.From("a.yaml", "limits: {max: 3}")), new DataFile(SourceText.From("b.json", "{\"limits\": {\"min\": 1}}"))],
        };

        Assert.Equal("3 1", GateCheck.Run(request, TestContext.Current.CancellationToken).Findings.Single().Message);
    }

    [Fact]
    public void Namespaces_are_chosen()
    {
        var files = new[] { SourceText.From("a.rego", "package a\n\ndeny contains \"a\""), SourceText.From("b.rego", "package b.c\n\ndeny contains \"b\"") };
        var plan = Checking.Plan(Checking.Create("a", "{}"));

        var one = Checking.Run(RuleSet.Compile([], new PolicyFolder { Files = files, Namespaces = ["b.c"] }), plan);
        var all = Checking.Run(RuleSet.Compile([], new PolicyFolder { Files = files, Namespaces = ["*"] }), plan);

        Assert.Equal(["b"], one.Findings.Select(static f => f.Message));
        Assert.Equal("GATE011", Assert.Single(one.Diagnostics).Code);
        Assert.Equal(["a", "b"], all.Findings.Select(static f => f.Message));
        Assert.Empty(all.Diagnostics);
    }
}
