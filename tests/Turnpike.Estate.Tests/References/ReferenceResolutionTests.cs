using static Turnpike.Estate.Tests.PlanJson;

namespace Turnpike.Estate.Tests.References;

/// <summary>How references are followed through modules, keys and what a plan does not say.</summary>
public class ReferenceResolutionTests
{
    [Theory]
    [InlineData("""  "aws_a.one.id", "aws_a.one"  """, "aws_a.one")]
    [InlineData("""  "aws_a.many[0].id", "aws_a.many[0]", "aws_a.many"  """, "aws_a.many[0]")]
    [InlineData("""  "aws_a.many"  """, "aws_a.many[0] aws_a.many[1]")]
    [InlineData("""  "aws_a.many", "count.index"  """, "aws_a.many[1]")]
    [InlineData("""  "aws_a.many", "var.which"  """, "aws_a.many[0]? aws_a.many[1]?")]
    [InlineData("""  "aws_a.many", "local.which"  """, "aws_a.many[0]? aws_a.many[1]? …")]
    [InlineData("""  "local.name"  """, "…")]
    [InlineData("""  "aws_a.one.id", "aws_a.one", "local.name"  """, "aws_a.one …")]
    [InlineData("""  "var.name"  """, "")]
    [InlineData("""  "path.module", "terraform.workspace"  """, "")]
    [InlineData("""  "module.m.out", "module.m"  """, "module.m.aws_a.inner")]
    [InlineData("""  "module.m.through", "module.m"  """, "aws_a.one")]
    [InlineData("""  "module.m.nothing", "module.m"  """, "…")]
    [InlineData("""  "module.k[\"x\"].out", "module.k[\"x\"]", "module.k"  """, "module.k[\"x\"].aws_a.inner")]
    [InlineData("""  "data.aws_a.read.id", "data.aws_a.read"  """, "data.aws_a.read")]
    [InlineData("""  "module.gone.out", "module.gone"  """, "…")]
    public void References_lead_to_instances(string references, string expected)
    {
        var inner = "{\"resources\": [" + Block("aws_a.inner") + "], \"outputs\": {\"out\": {\"expression\": " + Refers("\"aws_a.inner.id\", \"aws_a.inner\"")
            + "}, \"through\": {\"expression\": " + Refers("\"var.given\"") + "}}}";
        var overlay = Estates.Plan(
            Changes("aws_a.one", "aws_a.many[0]", "aws_a.many[1]", "data.aws_a.read", "module.m.aws_a.inner", "module.k[\"x\"].aws_a.inner", "module.k[\"y\"].aws_a.inner", "aws_b.asks[1]"),
            "{\"resources\": [" + string.Join(",", Block("aws_a.one"), Block("aws_a.many"), Block("data.aws_a.read"), Block("aws_b.asks", ("link", references)))
            + "], \"module_calls\": {\"m\": {\"expressions\": " + Expressions(("given", "\"aws_a.one.id\", \"aws_a.one\"")) + ", \"module\": " + inner
            + "}, \"k\": {\"for_each_expression\": {\"constant_value\": [\"x\", \"y\"]}, \"module\": " + inner + "}}}");

        Assert.Equal(expected, overlay.After.Refs("aws_b.asks[1]", "link"));
    }

    [Fact]
    public void A_variable_leads_through_each_caller_to_its_own_argument()
    {
        var overlay = Estates.Plan(
            Changes("aws_a.k[\"x\"]", "aws_a.k[\"y\"]", "module.k[\"x\"].aws_b.asks", "module.k[\"y\"].aws_b.asks"),
            "{\"resources\": [" + Block("aws_a.k") + "], \"module_calls\": {\"k\": {\"for_each_expression\": " + Refers("\"aws_a.k\"")
            + ", \"expressions\": " + Expressions(("given", "\"each.value.id\", \"each.value\""))
            + ", \"module\": {\"resources\": [" + Block("aws_b.asks", ("link", "\"var.given\"")) + "]}}}}");

        Assert.Equal("aws_a.k[\"x\"]", overlay.After.Refs("module.k[\"x\"].aws_b.asks", "link"));
        Assert.Equal("module.k[\"y\"].aws_b.asks", overlay.After.Referrers("aws_a.k[\"y\"]", "aws_b"));
    }

    [Fact]
    public void A_hostile_cycle_of_modules_and_outputs_ends()
    {
        string Call(string other, string resources) => "{\"expressions\": " + Expressions(("given", $"\"module.{other}.out\", \"module.{other}\""))
            + ", \"module\": {\"outputs\": {\"out\": {\"expression\": " + Refers("\"var.given\"") + "}}, \"resources\": [" + resources + "]}}";
        var overlay = Estates.Plan(
            Changes("module.a.aws_b.asks"),
            "{\"module_calls\": {\"a\": " + Call("b", Block("aws_b.asks", ("link", "\"var.given\""))) + ", \"b\": " + Call("a", "") + "}}");

        Assert.Equal("…", overlay.After.Refs("module.a.aws_b.asks", "link"));
    }

    [Fact]
    public void Ids_arns_and_names_lead_to_what_they_identify()
    {
        var after = Estates.Plan(string.Join(",",
            Keep("aws_s3_bucket.x", """{"id": "logs", "bucket": "logs", "arn": "arn:aws:s3:::logs"}"""),
            Keep("aws_s3_bucket_policy.x", """{"id": "logs", "bucket": "logs"}"""),
            Keep("aws_security_group.x", """{"id": "sg-1", "name": "web"}"""),
            Keep("aws_instance.x", """{"id": "i-0123456789abcdef0", "vpc_security_group_ids": ["sg-1"], "tags": {"Name": "logs"}, "user_data": "logs"}"""),
            Keep("aws_flow_log.x", """{"id": "fl-0123456789abcdef0", "log_destination": "arn:aws:s3:::logs"}"""))).After;

        Assert.Equal("aws_security_group.x", after.Refs("aws_instance.x"));
        Assert.Equal("aws_s3_bucket.x", after.Refs("aws_s3_bucket_policy.x", "bucket"));
        Assert.Equal("aws_s3_bucket.x", after.Refs("aws_flow_log.x", "log_destination"));
        Assert.Equal("aws_instance.x", after.Referrers("aws_security_group.x", "aws_instance"));
        Assert.Equal("", after.Referrers("aws_s3_bucket.x", "aws_instance"));
    }

    [Fact]
    public void A_type_with_instances_not_known_yet_is_open()
    {
        Assert.Equal("aws_a.one", Estates.Plan(Changes("aws_a.one")).After.Resources("aws_a").Text());
        Assert.Equal("aws_a.one aws_a.later[?]? …", Estates.Plan(Changes("aws_a.one", "aws_a.later[?]")).After.Resources("aws_a").Text());
    }

    private static string Changes(params string[] addresses) => string.Join(",", addresses.Select(static a => Create(a, "{}", "link")));
}
