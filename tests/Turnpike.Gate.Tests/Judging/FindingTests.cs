using Turnpike.Gate.Findings;
using Turnpike.Gate.Rules;

namespace Turnpike.Gate.Tests.Judging;

public sealed class FindingTests
{
    [Fact]
    public void Points_at_the_attribute_at_fault()
    {
        var rule = Checking.Rule("deny contains {\"msg\": \"no\", \"path\": [\"versioning\", 0, \"enabled\"]} if input.after.versioning[0].enabled == false");

        var finding = Assert.Single(Checking.Run(rule, Checking.Plan(Checking.Create("a", "{\"acl\":\"x\",\n\"versioning\":[{\n  \"enabled\":false}]}"))).Findings);

        Assert.Equal("versioning[0].enabled", finding.Path);
        Assert.Equal(new SourcePlace("plan0.json", 4, 3), finding.Source);
        Assert.Equal(new FindingSubject("", "aws_s3_bucket.a", "aws_s3_bucket", ["create"]).Address, finding.Resource!.Address);
    }

    [Fact]
    public void Points_at_the_nearest_ancestor_of_what_is_absent()
    {
        var rule = Checking.Rule("deny contains {\"msg\": \"no\", \"path\": [\"versioning\", 0, \"enabled\"]} if not input.after.versioning[0].enabled");

        var finding = Assert.Single(Checking.Run(rule, Checking.Plan(Checking.Create("a", "{\"acl\":\"x\",\n\"versioning\":[]}"))).Findings);

        Assert.Equal(3, finding.Source!.Line);
    }

    [Fact]
    public void An_unknown_one_says_what_it_needs_and_why()
    {
        var rule = Checking.Rule("deny contains \"no\" if { input.after.kms == \"a\"; input.after.acl == \"b\" }");
        var configuration = """
            "configuration":{"root_module":{"resources":[{"address":"aws_s3_bucket.a","mode":"managed","type":"aws_s3_bucket","name":"a",
            "expressions":{"kms":{"references":["aws_kms_key.main.arn","aws_kms_key.main"]}}}]}},
            """;

        var finding = Assert.Single(Checking.Run(rule, Checking.PlanWith(configuration, Checking.Create("a", "{}", "{\"kms\":true,\"acl\":true}"))).Findings);

        Assert.Equal(FindingStatus.Unknown, finding.Status);
        Assert.Contains(new UnknownPart("kms", "known after apply: refers to aws_kms_key.main.arn"), finding.Unknowns);
        Assert.Contains(finding.Unknowns, static u => u.Path == "acl" && u.Origin.Contains("the configuration does not set it", StringComparison.Ordinal));
    }

    [Fact]
    public void Lists_eight_unknowns_and_counts_the_rest()
    {
        var all = string.Join(';', Enumerable.Range(0, 11).Select(static i => $"input.after.a{i} == 1"));
        var mask = string.Join(',', Enumerable.Range(0, 11).Select(static i => $"\"a{i}\":true"));

        var finding = Assert.Single(Checking.Run(Checking.Rule($"deny contains \"no\" if {{ {all} }}"), Checking.Plan(Checking.Create("a", "{}", $"{{{mask}}}"))).Findings);

        Assert.Equal((8, 3), (finding.Unknowns.Count, finding.FurtherUnknowns));
    }

    [Fact]
    public void A_definite_one_with_an_unknown_message_fails()
    {
        var rule = Checking.Rule("deny contains {\"msg\": sprintf(\"bucket %v\", [input.after.bucket])} if input.after.acl == \"public\"");

        var finding = Assert.Single(Checking.Run(rule, Checking.Plan(Checking.Create("a", "{\"acl\":\"public\"}", "{\"bucket\":true}"))).Findings);

        Assert.Equal(FindingStatus.Fail, finding.Status);
        Assert.Contains("(known after apply)", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sensitive_message_is_withheld()
    {
        var rule = Checking.Rule("deny contains {\"msg\": sprintf(\"password %v\", [input.after.password]), \"key\": input.after.password} if input.after.password == \"hunter2\"");

        var finding = Assert.Single(Checking.Run(rule, Checking.Plan(Checking.Create("a", "{\"password\":\"hunter2\"}", "{}", "{\"password\":true}"))).Findings);

        Assert.Equal(FindingStatus.Fail, finding.Status);
        Assert.DoesNotContain("hunter2", finding.Message, StringComparison.Ordinal);
        Assert.Contains("Buckets are right: aws_s3_bucket.a", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rule_may_grade_its_findings()
    {
        var rule = Checking.Rule("deny contains {\"msg\": \"no\", \"severity\": \"critical\"} if input.after.acl", severity: "low");

        Assert.Equal(Severity.Critical, Assert.Single(Checking.Run(rule, Checking.Plan(Checking.Create("a", "{\"acl\":\"x\"}"))).Findings).Severity);
    }

    [Fact]
    public void Fingerprints_stay_where_order_lines_and_addresses_change()
    {
        var rule = Checking.Rule("deny contains {\"msg\": sprintf(\"%v of %v\", [grant, count(input.after.grants)]), \"key\": grant} if some grant in input.after.grants");
        var one = Checking.Change("a", "update", "{}", "{\"grants\":[\"x\",\"y\"]}");
        var two = Checking.Change("b", "update", "{}", "{\"grants\":[\"x\"]}");
        var moved = Checking.Change("a", "no-op", "{}", "{\"grants\":[\"y\",\"z\",\"x\"]}", more: "\"previous_address\":\"aws_s3_bucket.old\",");

        var first = Prints(Checking.Run(rule, Checking.Plan(one, two)));
        var second = Prints(Checking.Run(rule, Checking.PlanWith("\n\n", two, moved)));

        Assert.Equal(3, first.Count);
        Assert.Equal(3, first.Distinct().Count());
        Assert.Subset(second.ToHashSet(), first.ToHashSet());
    }

    [Fact]
    public void Scopes_tell_roots_apart()
    {
        var request = Checking.Request(Checking.Rule("deny contains \"no\" if input.after.acl"), Checking.Plan(Checking.Create("a", "{\"acl\":\"x\"}")));

        var first = GateCheck.Run(request, TestContext.Current.CancellationToken).Findings.Single();
        var second = GateCheck.Run(request with { Scope = "shop" }, TestContext.Current.CancellationToken).Findings.Single();

        Assert.NotEqual(first.Fingerprint, second.Fingerprint);
        Assert.Equal("shop", second.Resource!.Scope);
    }

    private static List<Fingerprint> Prints(CheckReport report) => [.. report.Findings.Select(static f => f.Fingerprint)];
}
