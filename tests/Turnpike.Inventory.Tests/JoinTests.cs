using System.Text;
using System.Text.Json.Nodes;
using Turnpike.Formats.Observation;
using Turnpike.Inventory.Coverage;
using Turnpike.Inventory.Joining;
using Turnpike.Inventory.Sources;
using Turnpike.Tests;
using Turnpike.Text;
using Turnpike.Values;
using Turnpike.Values.Json;

namespace Turnpike.Inventory.Tests;

/// <summary>What a state holds, what is observed, and what of it.</summary>
public class JoinTests
{
    private static readonly Formats.Observation.Coverage s_read = new("ec2:Describe", CoverageStatus.Read, ["aws_instance", "aws_vpc", "aws_security_group"]);

    [Theory]
    [InlineData("""{"instance_type":"t3.micro"}""", """{"instance_type":"t3.large"}""", "instance_type: \"t3.micro\" → \"t3.large\"")]
    [InlineData("""{"instance_type":"t3.micro","public_ip":"1.2.3.4","instance_state":"running"}""", """{"instance_type":"t3.micro","public_ip":"4.3.2.1","instance_state":"stopped"}""", "")]
    [InlineData("""{"ebs_optimized":false}""", """{"ebs_optimized":null}""", "")]
    [InlineData("""{"ebs_optimized":true}""", """{"ebs_optimized":false}""", "ebs_optimized: true → false")]
    [InlineData("""{"ebs_optimized":true}""", """{}""", "")]
    [InlineData("""{"vpc_security_group_ids":["sg-1","sg-2"]}""", """{"vpc_security_group_ids":["sg-2","sg-1"]}""", "")]
    [InlineData("""{"vpc_security_group_ids":["sg-1","sg-2"]}""", """{"vpc_security_group_ids":["sg-3","sg-1"]}""", "vpc_security_group_ids: [\"sg-2\"] → [\"sg-3\"]")]
    [InlineData("""{"root_block_device":[{"volume_size":8,"volume_id":"vol-1","encrypted":false}]}""", """{"root_block_device":[{"volume_size":"8","volume_id":"vol-2","encrypted":true}]}""", "root_block_device[0].encrypted: false → true")]
    [InlineData("""{"tags":{"a":"1"},"tags_all":{"a":"1","team":"x"}}""", """{"tags":{"a":"1","team":"x","aws:cloudformation:stack-name":"s"}}""", "")]
    [InlineData("""{"tags":{"a":"1"},"tags_all":{"a":"1","team":"x"}}""", """{"tags":{"a":"2","new":"y"}}""", "tags.a: \"1\" → \"2\"; tags.new: nothing → \"y\"; tags.team: \"x\" → nothing")]
    [InlineData("""{"timeouts":{"create":"1h"},"id":"i-1","arn":"x"}""", """{"timeouts":null,"id":"i-2","arn":"y"}""", "")]
    public void An_attribute_has_drifted_where_somebody_changed_it(string state, string observed, string expected) =>
        Assert.Equal(expected, Said(Yard.Drift.Compare("registry.terraform.io/hashicorp/aws", "aws_instance", Object(state), Object(observed))));

    [Theory]
    [InlineData("aws_iam_role", """{"assume_role_policy":"{\"Version\":\"2012-10-17\",\"Statement\":[{\"Action\":[\"sts:AssumeRole\"],\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"arn:aws:iam::1:root\"}}]}"}""", """{"assume_role_policy":"{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRole\",\"Principal\":{\"AWS\":[\"1\"]}},\"Version\":\"2012-10-17\"}"}""", true)]
    [InlineData("aws_iam_role", """{"assume_role_policy":"{\"Statement\":[{\"Action\":[\"a\",\"b\"]}]}"}""", """{"assume_role_policy":"{\"Statement\":[{\"Action\":[\"b\",\"a\",\"c\"]}]}"}""", false)]
    [InlineData("aws_security_group", """{"ingress":[{"from_port":80,"to_port":80,"protocol":"tcp","cidr_blocks":["10.0.0.0/8"],"description":"","self":false},{"from_port":443,"to_port":443,"protocol":"tcp","cidr_blocks":["10.0.0.0/8"]}]}""", """{"ingress":[{"from_port":443,"to_port":443,"protocol":"tcp","cidr_blocks":["10.0.0.0/8"]},{"from_port":80,"to_port":80,"protocol":"tcp","cidr_blocks":["10.0.0.0/8"]}]}""", true)]
    [InlineData("aws_security_group", """{"ingress":[{"from_port":80,"to_port":80,"protocol":"tcp","cidr_blocks":["10.0.0.0/8"]}]}""", """{"ingress":[{"from_port":80,"to_port":80,"protocol":"tcp","cidr_blocks":["0.0.0.0/0"]}]}""", false)]
    public void Noise_is_told_from_drift(string type, string state, string observed, bool isSame) =>
        Assert.Equal(isSame, Yard.Drift.Compare("registry.terraform.io/hashicorp/aws", type, Object(state), Object(observed)).Count == 0);

    [Fact]
    public async Task Each_thing_is_met_once_and_is_one_of_six()
    {
        await using var yard = new Yard();
        await yard.PushAsync("prod/web", "terraform.tfstate", StateFile.Of(
            ("aws_instance.same", Instance("i-00000001", "t3.micro")),
            ("aws_instance.other", Instance("i-00000002", "t3.micro")),
            ("aws_instance.gone", Instance("i-00000003", "t3.micro")),
            ("aws_default_vpc.main", """{"id":"vpc-00000001","arn":"arn:aws:ec2:eu-west-1:1:vpc/vpc-00000001"}"""),
            ("aws_sqs_queue.q", """{"id":"https://q","arn":"arn:aws:sqs:eu-west-1:1:q"}"""),
            ("aws_iam_thing.t", """{"id":"t-00000001"}""")));
        await ObserveAsync(yard, "eu-west-1/ec2", s_read, [
            Seen("aws_instance", "i-00000001", "t3.micro"),
            Seen("aws_instance", "i-00000002", "t3.large"),
            Seen("aws_instance", "i-00000009", "t3.nano") with { MadeBy = new MadeBy("autoscaling", "web") },
            Seen("aws_instance", "i-00000010", "t3.nano"),
            Seen("aws_vpc", "vpc-00000001", "")]);
        await ObserveAsync(yard, "eu-west-1/sqs", new("sqs:ListQueues", CoverageStatus.Denied, ["aws_sqs_queue"], "Grant sqs:ListQueues."), []);

        var joined = await yard.Join.AtAsync(null, TestContext.Current.CancellationToken);
        Assert.Equal(
            [
                ("aws_default_vpc.main", JoinedStatus.InSync, null),
                ("aws_iam_thing.t", JoinedStatus.Unknown, "Nothing in aws 1 reads aws_iam_thing."),
                ("aws_instance.gone", JoinedStatus.Orphaned, null),
                ("aws_instance.observed[\"i-00000009\"]", JoinedStatus.Unmanaged, "autoscaling"),
                ("aws_instance.observed[\"i-00000010\"]", JoinedStatus.Unmanaged, null),
                ("aws_instance.other", JoinedStatus.Drifted, "instance_type: \"t3.micro\" → \"t3.large\""),
                ("aws_instance.same", JoinedStatus.InSync, null),
                ("aws_sqs_queue.q", JoinedStatus.Unknown, "sqs:ListQueues in eu-west-1 was denied: Grant sqs:ListQueues."),
            ],
            joined.Resources().Select(static r => (r.Row.Key.Address, r.Status, r.Says ?? r.MadeBy?.Tool ?? (r.Drift.Count > 0 ? Said(r.Drift) : null))).OrderBy(static r => r.Address, StringComparer.Ordinal));

        var now = await yard.Inventory.AtAsync(null, TestContext.Current.CancellationToken);
        Assert.Equal(8, now.Judged().Count());
        Assert.Equal(("1", "eu-west-1"), joined.Find(now.FindAny("i-00000002")[0]) is { } found ? (found.Place.Account, found.Place.Region) : default);
    }

    [Fact]
    public async Task What_was_not_seen_becomes_orphaned_once_all_is_read_and_what_is_mended_is_in_sync()
    {
        await using var yard = new Yard();
        await yard.PushAsync("prod/web", "terraform.tfstate", StateFile.Of(("aws_instance.a", Instance("i-00000001", "t3.micro"))));
        Assert.Equal("aws 1 is not connected: turnpike connect aws NAME.", await WhyAsync("unknown"));

        await ObserveAsync(yard, "eu-west-1/ec2", s_read with { Status = CoverageStatus.Partial, Message = "Page 3 failed." }, []);
        Assert.Equal("ec2:Describe in eu-west-1 was partial: Page 3 failed.", await WhyAsync("unknown"));
        await ObserveAsync(yard, "eu-west-1/ec2", s_read, []);
        Assert.Null(await WhyAsync("orphaned"));
        await ObserveAsync(yard, "eu-west-1/ec2", s_read, [Seen("aws_instance", "i-00000001", "t3.large")]);
        Assert.Null(await WhyAsync("drifted"));
        await ObserveAsync(yard, "eu-west-1/ec2", s_read, [Seen("aws_instance", "i-00000001", "t3.micro")]);
        Assert.Null(await WhyAsync("insync"));

        async Task<string?> WhyAsync(string status)
        {
            var one = Assert.Single((await yard.Join.AtAsync(null, TestContext.Current.CancellationToken)).Resources());
            Assert.Equal(status, one.Status.ToString().ToLowerInvariant());
            return one.Says;
        }
    }

    [Fact]
    public async Task Who_claims_the_same_and_ids_that_mean_several_are_shown()
    {
        await using var yard = new Yard();
        await yard.PushAsync("a", "terraform.tfstate", StateFile.Of(("aws_instance.one", Instance("i-00000001", "t3.micro")), ("aws_iam_role.here", """{"id":"deploy","arn":"arn:aws:iam::2:role/deploy"}"""), ("aws_iam_user.which", """{"id":"robot"}""")));
        await yard.PushAsync("b", "terraform.tfstate", StateFile.Of(("aws_instance.two", Instance("i-00000001", "t3.micro"))));
        await ObserveAsync(yard, "eu-west-1/ec2", s_read, [Seen("aws_instance", "i-00000001", "t3.micro"), new("aws_ebs_volume", "vol-00000001", Attributes("""{"instance_id":"i-00000001"}"""))]);
        foreach (var account in (string[])["1", "2"])
        {
            await ObserveAsync(yard, "global/iam", new("iam:List", CoverageStatus.Read, ["aws_iam_role", "aws_iam_user"]), [new("aws_iam_role", "deploy", ObjectValue.Empty), new("aws_iam_user", "robot", ObjectValue.Empty)], account);
        }

        var joined = await yard.Join.AtAsync(null, TestContext.Current.CancellationToken);
        var now = await yard.Inventory.AtAsync(null, TestContext.Current.CancellationToken);
        Assert.All(now.Rows(), r => Assert.NotNull(now.BlastRadius([r])));
        Assert.Equal([JoinConflict.TwoClaimOne, JoinConflict.OneIdTwice], joined.Conflicts.Select(static c => c.Kind).OrderDescending());
        var role = joined.Resources().Single(static r => r.Row.Key.Address == "aws_iam_role.here");
        Assert.Equal((JoinedBy.IdAndPlace, "aws/2"), (role.By!.Value, role.Observed!.Key.Scope));
    }

    [Fact]
    public async Task What_a_state_holds_inside_another_is_no_thing_of_its_own_and_facts_are_none()
    {
        await using var yard = new Yard();
        await yard.PushAsync("net", "terraform.tfstate", StateFile.Of(("aws_security_group.web", """{"id":"sg-00000001"}""")));
        await ObserveAsync(yard, "eu-west-1/ec2", s_read, [
            new("aws_security_group", "sg-00000001", ObjectValue.Empty),
            new("aws_security_group", "sg-00000002", ObjectValue.Empty),
            new("aws_vpc_security_group_ingress_rule", "sgr-00000001", Value.Object(("security_group_id", Value.Of("sg-00000001")))),
            new("aws_vpc_security_group_ingress_rule", "sgr-00000002", Value.Object(("security_group_id", Value.Of("sg-00000002")))),
            new("aws_account_fact", "quota", ObjectValue.Empty)]);

        var joined = await yard.Join.AtAsync(null, TestContext.Current.CancellationToken);
        Assert.Equal(["sg-00000002"], joined.Resources(static s => s == JoinedStatus.Unmanaged).Select(static r => r.Row.Id).Order());
        var now = await yard.Inventory.AtAsync(null, TestContext.Current.CancellationToken);
        Assert.Equal(["aws_security_group.web", "aws_security_group.observed[\"sg-00000002\"]"], ((string[])["sgr-00000001", "sgr-00000002"]).Select(id => joined.Find(now.FindAny(id)[0])!.Row.Key.Address));
    }

    [Fact]
    public async Task What_terraform_makes_an_id_up_for_goes_by_what_it_says_or_is_found_within_another()
    {
        await using var yard = new Yard();
        await yard.PushAsync("app", "terraform.tfstate", StateFile.Of(
            ("aws_iam_role.web", """{"id":"webrole","name":"webrole","arn":"arn:aws:iam::1:role/webrole","managed_policy_arns":[]}"""),
            ("aws_iam_role_policy_attachment.kept", """{"id":"webrole-2026","role":"webrole","policy_arn":"arn:aws:iam::1:policy/read"}"""),
            ("aws_iam_role_policy_attachment.gone", """{"id":"webrole-2027","role":"webrole","policy_arn":"arn:aws:iam::1:policy/write"}"""),
            ("aws_security_group.web", """{"id":"sg-00000001","ingress":[]}"""),
            ("aws_security_group_rule.https", """{"id":"sgrule-1","type":"ingress","security_group_id":"sg-00000001","protocol":"tcp","from_port":443,"to_port":443,"cidr_blocks":["10.0.0.0/8","11.0.0.0/8"]}"""),
            ("aws_route_table.main", """{"id":"rtb-00000001","route":[]}"""),
            ("aws_route.out", """{"id":"r-rtb-000000011","route_table_id":"rtb-00000001","destination_cidr_block":"0.0.0.0/0","gateway_id":"igw-1"}"""),
            ("aws_route.lost", """{"id":"r-rtb-000000012","route_table_id":"rtb-00000001","destination_cidr_block":"10.9.0.0/16","gateway_id":"igw-1"}"""),
            ("aws_sns_topic_policy.t", """{"id":"arn:aws:sns:eu-west-1:1:t","arn":"arn:aws:sns:eu-west-1:1:t","policy":"{}"}"""),
            ("aws_s3_object.o", """{"id":"o"}""")));
        await ObserveAsync(yard, "eu-west-1/ec2", s_read with { Types = ["aws_security_group", "aws_vpc_security_group_ingress_rule", "aws_route_table", "aws_iam_role", "aws_iam_role_policy_attachment", "aws_sns_topic"] }, [
            new("aws_iam_role", "webrole", Attributes("""{"managed_policy_arns":["arn:aws:iam::1:policy/read"]}""")),
            new("aws_iam_role_policy_attachment", "webrole-arn:aws:iam::1:policy/read", Attributes("""{"role":"webrole","policy_arn":"arn:aws:iam::1:policy/read"}""")),
            new("aws_security_group", "sg-00000001", Attributes("""{"ingress":[{"from_port":443,"to_port":443,"protocol":"tcp","cidr_blocks":["10.0.0.0/8"]},{"from_port":22,"to_port":22,"protocol":"tcp","cidr_blocks":["0.0.0.0/0"]}]}""")),
            new("aws_vpc_security_group_ingress_rule", "sgr-00000001", Attributes("""{"security_group_id":"sg-00000001","ip_protocol":"tcp","from_port":443,"to_port":443,"cidr_ipv4":"10.0.0.0/8"}""")),
            new("aws_vpc_security_group_ingress_rule", "sgr-00000002", Attributes("""{"security_group_id":"sg-00000001","ip_protocol":"tcp","from_port":22,"to_port":22,"cidr_ipv4":"0.0.0.0/0"}""")),
            new("aws_route_table", "rtb-00000001", Attributes("""{"route":[{"cidr_block":"0.0.0.0/0","gateway_id":"igw-2"}]}""")),
            new("aws_sns_topic", "arn:aws:sns:eu-west-1:1:t", Attributes("""{"arn":"arn:aws:sns:eu-west-1:1:t","policy":"{\"Statement\":[]}"}""")) { Arn = "arn:aws:sns:eu-west-1:1:t" }]);

        var joined = await yard.Join.AtAsync(null, TestContext.Current.CancellationToken);
        Assert.Equal(
            [
                "aws_iam_role.web insync id",
                "aws_iam_role_policy_attachment.gone orphaned within It is not in aws/1//aws_iam_role.observed[\"webrole\"].",
                "aws_iam_role_policy_attachment.kept insync attributes",
                "aws_route.lost orphaned within It is not in aws/1//aws_route_table.observed[\"rtb-00000001\"].",
                "aws_route.out drifted within gateway_id: \"igw-1\" → \"igw-2\"",
                "aws_route_table.main insync id",
                "aws_s3_object.o unknown  What is in buckets is not read.",
                "aws_security_group.web insync id",
                "aws_security_group_rule.https drifted attributes cidr_blocks: [\"11.0.0.0/8\"] → []",
                "aws_sns_topic.observed[\"arn:aws:sns:eu-west-1:1:t\"] unmanaged ",
                "aws_sns_topic_policy.t drifted within policy: \"{}\" → \"{\\\"Statement\\\":[]}\"",
                "aws_vpc_security_group_ingress_rule.observed[\"sgr-00000002\"] unmanaged ",
            ],
            joined.Resources().Select(static r => $"{r.Row.Key.Address} {r.Status} {r.By}".ToLowerInvariant() + (r.Says is { } says ? " " + says : r.Drift.Count > 0 ? " " + Said(r.Drift) : "")).Order(StringComparer.Ordinal));
        Assert.Empty(joined.Conflicts);
        Assert.Equal(2, (await yard.Inventory.AtAsync(null, TestContext.Current.CancellationToken)).Judged().Count(static r => r.Key.Scope == "aws/1"));
    }

    [Fact]
    public async Task What_was_only_observed_of_a_managed_thing_leads_on_to_whoever_depends_on_it()
    {
        await using var yard = new Yard();
        await yard.PushAsync("app", "terraform.tfstate", StateFile.Of(
            ("aws_instance.web", """{"id":"i-00000001","subnet_id":"subnet-00000001"}"""),
            ("aws_instance.web_too", """{"id":"i-00000001"}""")));
        await ObserveAsync(yard, "eu-west-1/ec2", s_read with { Types = ["aws_instance", "aws_subnet", "aws_security_group", "aws_volume_attachment"] }, [
            new("aws_security_group", "sg-00000009", ObjectValue.Empty),
            new("aws_instance", "i-00000001", Attributes("""{"subnet_id":"subnet-00000001","vpc_security_group_ids":["sg-00000009"]}""")),
            new("aws_volume_attachment", "vai-00000001", Attributes("""{"instance_id":"i-00000001"}"""))]);
        var now = await yard.Inventory.AtAsync(null, TestContext.Current.CancellationToken);

        var radius = now.BlastRadius([now.FindAny("sg-00000009")[0]]);

        Assert.Equal(
            [("aws_instance.web", "vpc_security_group_ids"), ("aws_volume_attachment.observed[\"vai-00000001\"]", "instance_id")],
            radius.Affected.Select(static a => (a.Resource.Key.Address, a.Via.Attribute)));
        Assert.Empty(now.BlastRadius([.. now.Rows("app").Where(static r => r.Key.Address == "aws_instance.web_too")]).Affected);
    }

    [Fact]
    public async Task What_was_replaced_by_hand_is_shown_and_joined_by_nothing()
    {
        await using var yard = new Yard();
        await yard.PushAsync("web", "terraform.tfstate", StateFile.Of(
            ("aws_instance.a", """{"id":"i-00000001","arn":"arn:aws:ec2:eu-west-1:1:instance/i-00000001","tags":{"Name":"web-1"}}"""),
            ("aws_instance.b", """{"id":"i-00000002","arn":"arn:aws:ec2:eu-west-1:1:instance/i-00000002","tags":{"team":"web","env":"prod"}}""")));
        await ObserveAsync(yard, "eu-west-1/ec2", s_read, [
            new("aws_instance", "i-00000009", Attributes("""{"tags":{"Name":"web-1"}}""")),
            new("aws_instance", "i-00000010", Attributes("""{"tags":{"team":"web","env":"prod"}}""")),
            new("aws_instance", "i-00000011", Attributes("""{"tags":{"team":"web"}}"""))]);

        var joined = await yard.Join.AtAsync(null, TestContext.Current.CancellationToken);
        Assert.Equal(
            ["i-00000001 orphaned: aws_instance.observed[\"i-00000009\"] the same name: web-1", "i-00000002 orphaned: aws_instance.observed[\"i-00000010\"] the same tags: env=prod, team=web", "i-00000009 unmanaged: aws_instance.a the same name: web-1", "i-00000010 unmanaged: aws_instance.b the same tags: env=prod, team=web", "i-00000011 unmanaged: "],
            joined.Resources().Select(static r => $"{r.Row.Id} {r.Status.ToString().ToLowerInvariant()}: {string.Join("; ", r.Resembles.Select(static h => $"{h.Resource.Address} {h.Says}"))}").Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("shop/web/declared", "shop/web", "", "called as shop/web is")]
    [InlineData("code/infra", "terraform/main", "", "2 of its 3 addresses are in terraform/main")]
    [InlineData("code/infra", "terraform/dev", "terraform/prod", null)]
    [InlineData("code/prod", "terraform/dev", "terraform/prod", "called as terraform/prod is")]
    public async Task Code_and_its_state_are_one_by_address_where_they_belong_together(string code, string state, string otherState, string? says)
    {
        await using var yard = new Yard();
        foreach (var scope in (string[])[state, otherState])
        {
            if (scope.Length > 0)
            {
                await yard.PushAsync(scope, "terraform.tfstate", StateFile.Of(("aws_sqs_queue.a", """{"name":"a"}"""), ("aws_sqs_queue.b", """{"name":"b"}"""), ("aws_sqs_queue.old", """{"name":"old"}""")));
            }
        }

        await yard.PushAsync(code, "infra", CodeFile.Of("aws_sqs_queue.a", "aws_sqs_queue.b", "aws_sqs_queue.new"));

        var joined = await yard.Join.AtAsync(null, TestContext.Current.CancellationToken);
        var now = await yard.Inventory.AtAsync(null, TestContext.Current.CancellationToken);
        var fresh = Assert.Single(joined.Resources(), r => r.Row.Key == new Snapshots.ResourceKey(code, "aws_sqs_queue.new"));
        Assert.Equal(says is null ? JoinedStatus.Unknown : JoinedStatus.Absent, fresh.Status);
        Assert.Equal(says is null ? 1 : 0, joined.Conflicts.Count(static c => c.Kind == JoinConflict.WhichState));
        if (says is not null)
        {
            Assert.Contains(says, fresh.Says, StringComparison.Ordinal);
            var managed = joined.Find(now.Find(new Snapshots.ResourceKey(code, "aws_sqs_queue.a"))!)!;
            Assert.Equal((RowSide.State, code), (managed.Side, managed.Declared!.Key.Scope));
            Assert.All(now.Rows(), r => Assert.NotNull(now.BlastRadius([r])));
            Assert.DoesNotContain(now.Judged(), r => r.Key.Scope == code && r.Key.Address == "aws_sqs_queue.a");
        }
    }

    [Fact]
    public async Task Objects_of_a_cluster_are_one_with_their_manifests_and_what_they_made_is_part_of_them()
    {
        await using var yard = new Yard();
        await yard.PushAsync("code/apps", "manifests", """
            {"apiVersion":"v1","kind":"List","items":[
              {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"api","namespace":"pay"},"spec":{"replicas":2}},
              {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"lost","namespace":"pay"},"spec":{}}]}
            """);
        await yard.PushAsync("kubernetes/prod", "all", """
            {"apiVersion":"v1","kind":"List","items":[
              {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"api","namespace":"pay","uid":"d1"},"spec":{"replicas":2,"progressDeadlineSeconds":600,"revisionHistoryLimit":10}},
              {"apiVersion":"apps/v1","kind":"ReplicaSet","metadata":{"name":"api-1","namespace":"pay","uid":"r1","ownerReferences":[{"apiVersion":"apps/v1","kind":"Deployment","name":"api","uid":"d1","controller":true}]}},
              {"apiVersion":"v1","kind":"Pod","metadata":{"name":"api-1-x","namespace":"pay","uid":"p1","ownerReferences":[{"apiVersion":"apps/v1","kind":"ReplicaSet","name":"api-1","uid":"r1","controller":true}]}},
              {"apiVersion":"v1","kind":"Pod","metadata":{"name":"stray","namespace":"pay","uid":"p2","ownerReferences":[{"apiVersion":"x/v1","kind":"Thing","name":"elsewhere","uid":"t"}]}},
              {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"shop","namespace":"pay","annotations":{"meta.helm.sh/release-name":"shop"}}},
              {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"quick","namespace":"pay"}}]}
            """);
        await new NoteCoverage(yard.Follower, yard.Inventory).RunAsync("sync", "kubernetes/prod", [new SourceCoverage("all", [new CoverageItem("all", "read", ["apps/Deployment", "Pod"], null)])], TestContext.Current.CancellationToken);

        var joined = await yard.Join.AtAsync(null, TestContext.Current.CancellationToken);
        Assert.Equal(
            ["ConfigMap/pay/quick unmanaged ", "Deployment/pay/api insync ", "Deployment/pay/lost absent ", "Deployment/pay/shop unmanaged helm shop", "Pod/pay/stray unmanaged kubernetes Thing/elsewhere"],
            joined.Resources().Select(static r => $"{r.Row.Key.Address} {r.Status.ToString().ToLowerInvariant()} {r.MadeBy?.Tool} {r.MadeBy?.Name}".TrimEnd(' ') + (r.MadeBy is null ? " " : "")).Order(StringComparer.Ordinal));
        var now = await yard.Inventory.AtAsync(null, TestContext.Current.CancellationToken);
        Assert.Equal(new Snapshots.ResourceKey("code/apps", "Deployment/pay/api"), joined.Find(now.Find(new Snapshots.ResourceKey("kubernetes/prod", "Pod/pay/api-1-x"))!)!.Row.Key);
    }

    [Fact]
    public async Task Relations_lead_to_what_manages_a_thing_wherever_they_were_read()
    {
        await using var yard = new Yard();
        await yard.PushAsync("net", "terraform.tfstate", StateFile.Of(("aws_vpc.main", """{"id":"vpc-00000001"}"""), ("aws_subnet.a", """{"id":"subnet-00000001","vpc_id":"vpc-00000001"}""")));
        await yard.PushAsync("app", "terraform.tfstate", StateFile.Of(("aws_instance.web", """{"id":"i-00000001","subnet_id":"subnet-00000001"}""")));
        await ObserveAsync(yard, "eu-west-1/ec2", s_read, [
            new("aws_vpc", "vpc-00000001", ObjectValue.Empty),
            new("aws_subnet", "subnet-00000001", Value.Object(("vpc_id", Value.Of("vpc-00000001")))),
            new("aws_instance", "i-00000001", Value.Object(("subnet_id", Value.Of("subnet-00000001")))),
            new("aws_instance", "i-00000002", Value.Object(("subnet_id", Value.Of("subnet-00000001"))))]);

        var now = await yard.Inventory.AtAsync(null, TestContext.Current.CancellationToken);
        var subnet = now.FindAny("aws_subnet.a")[0];
        var hand = now.FindAny("i-00000002")[0];
        Assert.Equal([("app//aws_instance.web", true), ("aws/1//aws_instance.observed[\"i-00000002\"]", true)], now.UsedBy(subnet).Select(static r => (r.From.Key.ToString(), r.IsCertain)).Order());
        Assert.Equal("net//aws_subnet.a", Assert.Single(now.DependsOn(hand)).To.Key.ToString());
        Assert.Equal(3, now.BlastRadius([now.FindAny("aws_vpc.main")[0]]).Affected.Count);
    }

    private static ObjectValue Attributes(string json) => Object(json);

    private static string Instance(string id, string type) => new JsonObject { ["id"] = id, ["arn"] = $"arn:aws:ec2:eu-west-1:1:instance/{id}", ["instance_type"] = type }.ToJsonString();

    private static ObservedResource Seen(string type, string id, string instance) => new(type, id, instance.Length == 0 ? ObjectValue.Empty : Value.Object(("instance_type", Value.Of(instance))));

    private static async Task ObserveAsync(Yard yard, string source, Formats.Observation.Coverage coverage, IReadOnlyList<ObservedResource> resources, string account = "1")
    {
        var slash = source.IndexOf('/', StringComparison.Ordinal);
        var part = new ObservedPart(ObservedProvider.Aws, account, source[..slash], source[(slash + 1)..], [coverage], resources);
        Assert.IsType<SourceOutcome.Received>((await yard.ReceiveMany.RunAsync("sync", [new SourcePush("aws/" + account, source, ObservationDocument.Write(part))], TestContext.Current.CancellationToken))[0]);
    }

    internal static ObjectValue Object(string json) => (ObjectValue)JsonReader.Read(new SourceText("x", Encoding.UTF8.GetBytes(json)), [])!;

    internal static string Said(IReadOnlyList<DriftedAttribute> drift) => string.Join("; ", drift.Select(static d => $"{d.Path}: {d.State?.ToString() ?? "nothing"} → {d.Observed?.ToString() ?? "nothing"}"));
}
