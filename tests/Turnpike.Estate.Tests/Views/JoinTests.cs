using Turnpike.Values;
using static Turnpike.Estate.Tests.PlanJson;

namespace Turnpike.Estate.Tests.Views;

/// <summary>A thing is judged as one, however it is written.</summary>
public class JoinTests
{
    [Theory]
    [InlineData("aws_s3_bucket_versioning", """{"versioning_configuration": [{"status": "Enabled", "mfa_delete": "Disabled"}]}""", "versioning", """[{"enabled":true,"mfa_delete":false}]""")]
    [InlineData("aws_s3_bucket_versioning", """{"versioning_configuration": [{"status": "Suspended"}]}""", "versioning", """[{"enabled":false,"mfa_delete":false}]""")]
    [InlineData("aws_s3_bucket_acl", """{"acl": "public-read"}""", "acl", "\"public-read\"")]
    [InlineData("aws_s3_bucket_logging", """{"target_bucket": "logs", "target_prefix": "a/"}""", "logging", """[{"target_bucket":"logs","target_prefix":"a/"}]""")]
    [InlineData("aws_s3_bucket_public_access_block", """{"block_public_acls": true}""", "public_access_block", """[{"block_public_acls":true,"block_public_policy":false,"ignore_public_acls":false,"restrict_public_buckets":false}]""")]
    [InlineData("aws_s3_bucket_server_side_encryption_configuration", """{"rule": [{"apply_server_side_encryption_by_default": [{"sse_algorithm": "aws:kms"}], "bucket_key_enabled": true}]}""", "server_side_encryption_configuration", """[{"rule":[{"apply_server_side_encryption_by_default":[{"sse_algorithm":"aws:kms"}],"bucket_key_enabled":true}]}]""")]
    [InlineData("aws_s3_bucket_ownership_controls", """{"rule": [{"object_ownership": "ObjectWriter"}]}""", "ownership_controls", """[{"rule":[{"object_ownership":"ObjectWriter"}]}]""")]
    [InlineData("aws_s3_bucket_policy", """{"policy": "{}"}""", "policy", "\"{}\"")]
    public void A_satellite_reads_as_if_the_bucket_said_so(string type, string satellite, string attribute, string expected)
    {
        // Named by a name known now, and by a reference to what is known later.
        var named = Estates.Plan(Create("aws_s3_bucket.b", """{"bucket": "data"}""") + "," + Create(type + ".s", With(satellite, "\"bucket\": \"data\"")));
        var referring = Estates.Plan(
            Create("aws_s3_bucket.b", "{}", "bucket") + "," + Create(type + ".s", satellite, "bucket"),
            "{\"resources\": [" + Block("aws_s3_bucket.b") + "," + Block(type + ".s", ("bucket", "\"aws_s3_bucket.b.id\", \"aws_s3_bucket.b\"")) + "]}");

        Assert.Equal(expected, named.View("aws_s3_bucket.b").At(attribute)?.ToString());
        Assert.Equal(expected, referring.View("aws_s3_bucket.b").At(attribute)?.ToString());
        Assert.Equal(type + ".s", referring.View("aws_s3_bucket.b").Trace(ValuePath.Of(attribute)).Resource.Address.Text);
    }

    [Fact]
    public void A_security_group_has_the_rules_written_apart_and_says_where_each_stands()
    {
        var rule = """{"security_group_id": "sg-1", "type": "ingress", "from_port": 22, "to_port": 22, "protocol": "tcp", "cidr_blocks": ["0.0.0.0/0"], "self": false}""";
        var modern = """{"security_group_id": "sg-1", "from_port": 443, "to_port": 443, "ip_protocol": "tcp", "cidr_ipv6": "::/0"}""";
        var group = """{"id": "sg-1", "ingress": [{"from_port": 80, "to_port": 80, "protocol": "tcp", "cidr_blocks": ["10.0.0.0/8"]}], "egress": []}""";
        var view = Estates.Plan(string.Join(",", Keep("aws_security_group.g", group), Create("aws_security_group_rule.r", rule), Create("aws_vpc_security_group_ingress_rule.m", modern))).View("aws_security_group.g");

        var ingress = Assert.IsType<ArrayValue>(view.At("ingress"));
        Assert.Equal(3, ingress.Count);
        Assert.Equal("""["0.0.0.0/0"]""", ((ObjectValue)ingress[1]).Get("cidr_blocks")!.ToString());
        Assert.Equal(Value.Of(22), ((ObjectValue)ingress[1]).Get("from_port"));
        Assert.Equal("""["::/0"]""", ((ObjectValue)ingress[2]).Get("ipv6_cidr_blocks")!.ToString());
        Assert.Equal("aws_security_group.g ingress[0].from_port", Place(view, "ingress", 0, "from_port"));
        Assert.Equal("aws_security_group_rule.r cidr_blocks[0]", Place(view, "ingress", 1, "cidr_blocks", 0));
        Assert.Equal("aws_vpc_security_group_ingress_rule.m cidr_ipv6", Place(view, "ingress", 2, "ipv6_cidr_blocks", 0));
        Assert.Equal("[]", view.At("egress")!.ToString());
    }

    [Fact]
    public void A_rule_that_goes_is_not_seen_though_the_refreshed_group_still_lists_it()
    {
        const string Group = """{"id": "sg-1", "ingress": [{"from_port": 22, "to_port": 22, "protocol": "tcp", "cidr_blocks": ["0.0.0.0/0", "10.0.0.0/8"], "ipv6_cidr_blocks": [], "security_groups": [], "prefix_list_ids": [], "self": false}]}""";
        const string Open = """{"security_group_id": "sg-1", "from_port": 22, "to_port": 22, "ip_protocol": "tcp", "cidr_ipv4": "0.0.0.0/0"}""";
        const string Office = """{"security_group_id": "sg-1", "from_port": 22, "to_port": 22, "ip_protocol": "tcp", "cidr_ipv4": "10.0.0.0/8"}""";
        var overlay = Estates.Plan(string.Join(",", Keep("aws_security_group.g", Group), Delete("aws_vpc_security_group_ingress_rule.open", Open), Keep("aws_vpc_security_group_ingress_rule.office", Office)));

        Assert.DoesNotContain("0.0.0.0/0", overlay.View("aws_security_group.g").At("ingress")!.ToString(), StringComparison.Ordinal);
        Assert.Contains("10.0.0.0/8", overlay.View("aws_security_group.g").At("ingress")!.ToString(), StringComparison.Ordinal);
        Assert.Contains("0.0.0.0/0", overlay.Views().Before(overlay.Before.Get("aws_security_group.g")).At("ingress")!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_someone_attached_by_hand_stays_visible()
    {
        const string Role = """{"id": "r", "name": "r", "managed_policy_arns": ["arn:aws:iam::aws:policy/AdministratorAccess", "arn:aws:iam::aws:policy/ReadOnlyAccess"]}""";
        var overlay = Estates.Plan(string.Join(",", Keep("aws_iam_role.r", Role), Keep("aws_iam_role_policy_attachment.a", """{"role": "r", "policy_arn": "arn:aws:iam::aws:policy/ReadOnlyAccess"}""")));

        Assert.Equal("""["arn:aws:iam::aws:policy/AdministratorAccess","arn:aws:iam::aws:policy/ReadOnlyAccess"]""", overlay.View("aws_iam_role.r").At("managed_policy_arns")!.ToString());
    }

    [Fact]
    public void A_satellite_of_nobody_knows_whom_is_never_silently_absent()
    {
        var configuration = "{\"resources\": [" + string.Join(",", Block("aws_s3_bucket.b"), Block("aws_security_group.g"),
            Block("aws_s3_bucket_acl.s", ("bucket", "\"local.name\"")), Block("aws_security_group_rule.r", ("security_group_id", "\"local.id\""))) + "]}";
        var overlay = Estates.Plan(
            string.Join(",", Create("aws_s3_bucket.b", "{}", "bucket"), Create("aws_security_group.g", "{}", "id", "ingress"),
                Create("aws_s3_bucket_acl.s", """{"acl": "public-read"}""", "bucket"),
                Create("aws_security_group_rule.r", """{"type": "ingress", "from_port": 22}""", "security_group_id")),
            configuration);

        Assert.IsType<UnknownValue>(overlay.View("aws_s3_bucket.b").At("acl"));
        var entry = Assert.IsType<PossibleValue>(Assert.Single(Assert.IsType<ArrayValue>(overlay.View("aws_security_group.g").At("ingress")).Items.ToArray()));
        Assert.Equal("22", ((ObjectValue)entry.Member).Get("from_port")!.ToString());
    }

    [Fact]
    public void Satellites_chained_for_order_reach_the_bucket()
    {
        var overlay = Estates.Plan(
            string.Join(",", Create("aws_s3_bucket.b", "{}", "bucket"), Create("aws_s3_bucket.other", "{}", "bucket"),
                Create("aws_s3_bucket_versioning.v", "{}", "bucket"), Create("aws_s3_bucket_acl.a", """{"acl": "public-read"}""", "bucket")),
            "{\"resources\": [" + string.Join(",", Block("aws_s3_bucket.b"), Block("aws_s3_bucket.other"),
                Block("aws_s3_bucket_versioning.v", ("bucket", "\"aws_s3_bucket.b.id\", \"aws_s3_bucket.b\"")),
                Block("aws_s3_bucket_acl.a", ("bucket", "\"aws_s3_bucket_versioning.v.bucket\", \"aws_s3_bucket_versioning.v\""))) + "]}");

        Assert.Equal("\"public-read\"", overlay.View("aws_s3_bucket.b").At("acl")!.ToString());
        Assert.Null(overlay.View("aws_s3_bucket.other").At("acl") as UnknownValue);
    }

    /// <summary>bucket = local.attach_policy ? aws_s3_bucket_policy.this[0].id : aws_s3_bucket.this[0].id, as a well-known module has it.</summary>
    [Fact]
    public void A_choice_between_the_bucket_and_its_satellite_is_the_bucket()
    {
        var view = Estates.Vector("plans/nested-modules-relevant-attributes.json").View("module.s3_bucket.aws_s3_bucket.this[0]");

        Assert.Equal("module.s3_bucket.aws_s3_bucket_public_access_block.this[0]", view.Trace(ValuePath.Of("public_access_block")).Resource.Address.Text);
        Assert.True(view.At("public_access_block")!.IsGround);
    }

    [Fact]
    public void A_policy_that_is_unknown_as_text_is_rebuilt_from_its_document()
    {
        var overlay = Estates.Vector("terraform/roots/s3-data-lake/plan-1-create.json");
        var view = overlay.View("aws_s3_bucket.lake[\"raw\"]");
        var path = ValuePath.Of("policy", "Statement").Append(0).Append("Effect");

        Assert.Equal("\"Deny\"", path.Resolve(view.Attributes)!.ToString());
        Assert.Equal("data.aws_iam_policy_document.tls_only[\"raw\"] statement[0].effect", $"{view.Trace(path).Resource.Address} {view.Trace(path).Path}");
    }

    private static string Place(Turnpike.Estate.Views.ResourceView view, params object[] steps)
    {
        var path = steps.Aggregate(ValuePath.Root, static (p, s) => s is int i ? p.Append(i) : p.Append((string)s));
        var origin = view.Trace(path);
        return $"{origin.Resource.Address} {origin.Path}";
    }

    private static string With(string json, string member) => json[..^1] + ", " + member + "}";
}
