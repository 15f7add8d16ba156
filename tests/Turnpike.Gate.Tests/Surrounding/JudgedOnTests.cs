using Turnpike.Gate.Rules;
using Turnpike.Gate.Surrounding;
using Turnpike.Gate.Tests.Judging;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Gate.Tests.Surrounding;

/// <summary>What a verdict hangs on: the hashes move when it could, and stay when it could not.</summary>
public sealed class JudgedOnTests
{
    private static readonly RuleSet s_rules = Around.Rules(
        Checking.Module(
            """
            deny contains {"msg": topic.address, "key": topic.address} if {
            	some topic in turnpike.estate.resources("aws_sns_topic")
            	topic.attributes.name == "bad"
            }
            """,
            id: "topics"),
        Checking.Module(
            """
            deny contains "not versioned" if not input.after.versioning[0].enabled
            """,
            id: "versions"));

    private static string Plan(string name = "b") => Checking.Plan(Checking.Change(
        "b", "update", """{"bucket":"b","id":"b"}""", $$$"""{"bucket":"b","id":"b","tags":{"name":"{{{name}}}"}}"""));

    private static ContentHash Estate(params (string Address, string Attributes)[] resources) => On(Plan(), resources).Estate;

    private static JudgementInputs On(string plan, params (string Address, string Attributes)[] resources) =>
        Around.Judge(s_rules, plan, new Surroundings { Resources = [.. Around.State("far", resources), .. Around.State("further", ("aws_vpc.v", """{"id":"vpc"}"""))] }).JudgedOn!;

    [Fact]
    public void What_no_rule_asked_for_may_move() =>
        Assert.Equal(Estate(("aws_sqs_queue.q", """{"name":"q"}""")), Estate(("aws_sqs_queue.q", """{"name":"other"}"""), ("aws_sqs_queue.more", """{"name":"more"}""")));

    [Fact]
    public void What_was_read_moves_it_with_its_document_and_with_what_is_listed()
    {
        var hashes = new[]
        {
            Estate(),
            Estate(("aws_sns_topic.a", """{"name":"a"}""")),
            Estate(("aws_sns_topic.a", """{"name":"b"}""")),
            Estate(("aws_sns_topic.a", """{"name":"b"}"""), ("aws_sns_topic.b", """{"name":"b"}""")),
        };

        Assert.Equal(hashes.Length, hashes.Distinct().Count());
        Assert.Equal(hashes[1], Estate(("aws_sns_topic.a", """{"name":"a"}""")));
    }

    [Fact]
    public void A_satellite_elsewhere_is_read_with_what_it_is_joined_to() => Assert.NotEqual(
        Estate(("aws_s3_bucket_versioning.b", """{"bucket":"b","id":"b","versioning_configuration":[{"status":"Enabled"}]}""")),
        Estate(("aws_s3_bucket_versioning.b", """{"bucket":"b","id":"b","versioning_configuration":[{"status":"Suspended"}]}""")));

    [Fact]
    public void The_plan_has_a_hash_of_its_own()
    {
        var (first, second) = (On(Plan()), On(Plan("c")));

        Assert.NotEqual(first.Plan, second.Plan);
        Assert.Equal(first.Plan, On(Plan()).Plan);
        Assert.Equal((first.Policies, first.Estate), (second.Policies, second.Estate));
    }

    [Fact]
    public void Rules_are_hashed_whatever_the_order_and_names_of_their_files()
    {
        SourceText File(string name, string text) => SourceText.From(name, text);
        var (one, two) = (Checking.Module("deny contains 1", id: "one"), Checking.Module("deny contains 2", id: "two"));
        ContentHash Hash(params SourceText[] files) => RuleSet.Compile([new RulePack("p", files)]).Hash;

        var hash = Hash(File("a.rego", one), File("b.rego", two));

        Assert.Equal(hash, Hash(File("/home/x/b.rego", two), File("/home/x/a.rego", one)));
        Assert.Equal(hash, Hash(File("a.rego", one), File("b.rego", two), File("b_test.rego", "package x")));
        Assert.NotEqual(hash, Hash(File("a.rego", one)));
        Assert.NotEqual(hash, Hash(File("a.rego", one), File("b.rego", two + "\n")));
        Assert.NotEqual(hash, RuleSet.Compile([new RulePack("p", [File("a.rego", one), File("b.rego", two)])]).Only([new RuleId("one")]).Hash);
    }

    [Fact]
    public void Data_parameters_and_settings_are_part_of_the_policies()
    {
        var request = Checking.Request(s_rules, Plan()) with { InstallationKey = Around.Key };
        ContentHash Hash(CheckRequest r) => GateCheck.Run(r, TestContext.Current.CancellationToken).JudgedOn!.Policies;

        var hashes = new[]
        {
            Hash(request),
            Hash(request with { DataFiles = [new DataFile(SourceText.From("d.json", """{"a":1}"""))] }),
            Hash(request with { DataFiles = [new DataFile(SourceText.From("d.json", """{"a":1}"""), ["x"])] }),
            Hash(request with { Parameters = Value.Object(("topics", Value.Object(("a", Value.Of(1))))) }),
            Hash(request with { FailOn = Severity.Critical }),
            Hash(request with { ChangedOnly = true }),
            Hash(request with { ProviderData = [SourceText.From("j.json", """{"joins":[]}""")] }),
        };

        Assert.Equal(hashes.Length, hashes.Distinct().Count());
        Assert.Equal(hashes[0], Hash(request));
    }
}
