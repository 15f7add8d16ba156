using Turnpike.Inventory.Coverage;
using Turnpike.Inventory.Ownership;
using Turnpike.Ledger.Events;
using Turnpike.Tests;

namespace Turnpike.Inventory.Tests;

/// <summary>Who answers for what, and who says so.</summary>
public class OwnershipTests
{
    private const string Vpc = """{"id":"vpc-00000001","tags":{"Team":"platform","env":"prod"}}""";

    [Fact]
    public async Task The_first_source_that_answers_counts_and_people_come_first()
    {
        await using var world = new World();
        await world.Yard.PushAsync("prod/net", "terraform.tfstate", StateFile.Of(
            ("aws_vpc.main", Vpc),
            ("aws_subnet.a", """{"id":"subnet-00000001","vpc_id":"vpc-00000001"}"""),
            ("aws_subnet.b", """{"id":"subnet-00000002","vpc_id":"vpc-00000001","tags":{"owner":"shop"}}"""),
            ("aws_eip.alone", """{"id":"eip-00000001"}""")));

        Assert.Equal(["aws_eip.alone: nobody", "aws_subnet.a: nobody", "aws_subnet.b: shop by Tag", "aws_vpc.main: platform by Tag"], await world.OwnersAsync());

        Assert.Null(await world.Correct.RunAsync("ada", "prod/net//aws_subnet.*", OwnershipQuestion.Owner, "net", "They build it.", TestContext.Current.CancellationToken));
        Assert.Null(await world.Correct.RunAsync("ada", "prod/net//aws_subnet.b", OwnershipQuestion.Owner, "till", "It was handed over.", TestContext.Current.CancellationToken));
        Assert.Null(await world.Correct.SetRulesAsync("ada", OwnershipRules.Default with { Places = [new("prod/*", OwnershipQuestion.Owner, "operations")] }, TestContext.Current.CancellationToken));
        Assert.Equal(["aws_eip.alone: operations by Place", "aws_subnet.a: net by Correction", "aws_subnet.b: till by Correction", "aws_vpc.main: platform by Tag"], await world.OwnersAsync());

        Assert.Null(await world.Correct.RunAsync("ada", "prod/net//aws_subnet.b", OwnershipQuestion.Owner, null, "It came back.", TestContext.Current.CancellationToken));
        Assert.Contains("aws_subnet.b: net by Correction", await world.OwnersAsync());
        Assert.NotNull(await world.Correct.RunAsync("ada", "x", OwnershipQuestion.Owner, "y", " ", TestContext.Current.CancellationToken));

        var coverage = OwnershipCoverage.Of(await world.RunAsync(), OwnershipQuestion.Environment, TestContext.Current.CancellationToken);
        Assert.Equal((4, 4), (coverage.All.Resources, coverage.All.Answered));
        Assert.Equal((1, 3), (coverage.Sources[OwnershipSource.Tag], coverage.Sources[OwnershipSource.Account]));
        Assert.Equal(4, coverage.Values["production"]);
        Assert.Equal((1, "aws_eip"), (coverage.Costs.Resources, coverage.Types.Single(static t => t.BearsCost).Name));
    }

    [Fact]
    public async Task The_nearest_neighbours_that_have_an_owner_hand_it_on_and_shared_ground_does_not()
    {
        await using var world = new World();

        // volume -> instance -> group -> instance of shop; in a network of platform's.
        await world.Yard.PushAsync("apps", "terraform.tfstate", StateFile.Of(
            ("aws_vpc.main", Vpc),
            ("aws_instance.owned", """{"id":"i-00000001","vpc_security_group_ids":["sg-00000001"],"tags":{"team":"shop"}}"""),
            ("aws_security_group.web", """{"id":"sg-00000001","vpc_id":"vpc-00000001","name":"web"}"""),
            ("aws_instance.bare", """{"id":"i-00000002","vpc_security_group_ids":["sg-00000001"]}"""),
            ("aws_volume_attachment.bare", """{"id":"vai-00000002","instance_id":"i-00000002","volume_id":"vol-00000002"}"""),
            ("aws_ebs_volume.bare", """{"id":"vol-00000002"}"""),
            ("aws_instance.alone", """{"id":"i-00000003","vpc_security_group_ids":["sg-00000009"]}"""),
            ("aws_security_group.default", """{"id":"sg-00000009","vpc_id":"vpc-00000001","name":"default"}"""),
            ("aws_instance.other", """{"id":"i-00000004","vpc_security_group_ids":["sg-00000009"],"tags":{"team":"till"}}"""),
            ("aws_instance.between", """{"id":"i-00000005","vpc_security_group_ids":["sg-00000005","sg-00000006"]}"""),
            ("aws_security_group.one", """{"id":"sg-00000005","name":"one","tags":{"team":"shop"}}"""),
            ("aws_security_group.two", """{"id":"sg-00000006","name":"two","tags":{"team":"till"}}"""),
            ("aws_eip.between", """{"id":"eip-00000005","instance":"i-00000005"}""")));

        var run = await world.RunAsync();
        Assert.Equal(
            [
                "aws_ebs_volume.bare: shop 0.21",
                "aws_eip.between: nobody",
                "aws_instance.alone: nobody",
                "aws_instance.bare: shop 0.38",
                "aws_instance.between: nobody",
                "aws_security_group.web: shop 0.5",
                "aws_volume_attachment.bare: shop 0.28",
            ],
            run.Unowned().Where(static r => r.Row.Type is not "aws_vpc" && r.Row.Name != "default")
                .Select(r => $"{r.Row.Key.Address}: {(run.Answer(r, OwnershipQuestion.Owner) is { } a ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{a.Value} {a.Confidence}") : "nobody")}").Order(StringComparer.Ordinal));
        var volume = run.Estate.Resources().Single(static r => r.Row.Type == "aws_ebs_volume");
        Assert.Equal("apps//aws_instance.owned, 4 steps away by apps//aws_volume_attachment.bare: its tag team is shop", run.Answer(volume, OwnershipQuestion.Owner)!.Why);
        Assert.Equal("shop", run.Propose(volume)!.Owner);
    }

    [Fact]
    public async Task What_is_unowned_is_proposed_to_whoever_owns_what_is_like_it_and_many_are_accepted_at_once()
    {
        await using var world = new World();
        await world.Yard.PushAsync("shop", "terraform.tfstate", StateFile.Of(
            ("aws_sqs_queue.a", """{"id":"https://q/a","name":"orders-in","tags":{"team":"orders"}}"""),
            ("aws_sqs_queue.b", """{"id":"https://q/b","name":"orders-out","tags":{"team":"orders"}}"""),
            ("aws_sqs_queue.c", """{"id":"https://q/c","name":"prod-orders-dead","tags":{"created-by":"bob"}}"""),
            ("aws_sqs_queue.d", """{"id":"https://q/d","name":"other"}""")));
        await world.Yard.PushAsync("ops", "terraform.tfstate", StateFile.Of(("aws_sns_topic.x", """{"id":"t-1","name":"alarms","tags":{"created-by":"bob","team":"ops"}}""")));

        var run = await world.RunAsync();
        var proposals = run.Unowned().ToDictionary(static r => r.Row.Key.ToString(), run.Propose);
        var likely = proposals["shop//aws_sqs_queue.c"]!;
        Assert.Equal("orders", likely.Owner);
        Assert.Equal(["2 of 2 called orders-… that have an owner are orders's", "2 of 2 in the state shop that have an owner are orders's"], likely.Reasons.Order(StringComparer.Ordinal));
        Assert.True(likely.Confidence > proposals["shop//aws_sqs_queue.d"]!.Confidence);

        Assert.Null(await world.Correct.RunAsync("ada", [.. proposals.Select(static p => new OwnershipWord(p.Key, OwnershipQuestion.Owner, p.Value!.Owner))], "As proposed.", TestContext.Current.CancellationToken));
        Assert.Empty((await world.RunAsync()).Unowned());
        Assert.Equal(2, world.Ownership.Corrections.Count);
        Assert.NotNull(await world.Correct.RunAsync("ada", [new("a", OwnershipQuestion.Owner, "x"), new("", OwnershipQuestion.Owner, "y")], "As proposed.", TestContext.Current.CancellationToken));
        Assert.Equal(2, world.Ownership.Corrections.Count);
    }

    [Fact]
    public async Task Owners_of_the_code_are_found_by_state_root_file_and_last_rule()
    {
        await using var world = new World();
        await world.Yard.PushAsync("code/github.com/acme/infra", "repository", Repositories.Infra);
        await world.Yard.PushAsync("terraform/live/envs/prod", "default", StateFile.Of(
            ("aws_s3_bucket.logs", """{"id":"logs-p"}"""),
            ("aws_sqs_queue.q", """{"id":"https://q/p"}""")));
        await world.Yard.PushAsync("terraform/live/stray", "staging", StateFile.Of(("aws_s3_bucket.logs", """{"id":"logs-s"}"""), ("aws_sqs_queue.q", """{"id":"https://q/s"}""")));
        await world.Yard.PushAsync("terraform/live/unknown", "default", StateFile.Of(("aws_sns_topic.t", """{"id":"t-1"}""")));

        var run = await world.RunAsync();
        Assert.Equal(
            [
                "terraform/live/envs/prod//aws_s3_bucket.logs: storage by Code",
                "terraform/live/envs/prod//aws_sqs_queue.q: prod by Code",
                "terraform/live/stray//aws_s3_bucket.logs: everyone by Code",
                "terraform/live/stray//aws_sqs_queue.q: everyone by Code",
                "terraform/live/unknown//aws_sns_topic.t: nobody",
            ],
            Said(run, OwnershipQuestion.Owner));
        var queue = run.Answer(run.Estate.Resources().First(static r => r.Row.Key.ToString() == "terraform/live/envs/prod//aws_sqs_queue.q"), OwnershipQuestion.Owner)!;
        Assert.Equal("@acme/prod (with @ada) in CODEOWNERS:2 of github.com/acme/infra owns envs/prod/main.tf:9; its state's key is envs/prod/terraform.tfstate, and 2 of 2 of its blocks are there", queue.Why);
    }

    [Fact]
    public async Task Pushed_code_tells_of_which_root_its_state_is_though_most_of_that_has_left_the_code()
    {
        await using var world = new World();
        await world.Yard.PushAsync("code/github.com/acme/infra", "repository", Repositories.Infra);
        await world.Yard.PushAsync("live/envs/prod", "infra", CodeFile.Of("aws_s3_bucket.logs", "aws_sqs_queue.q"));
        await world.Yard.PushAsync("terraform/live/envs/prod", "default", StateFile.Of(("aws_s3_bucket.logs", """{"id":"logs-p"}"""), ("aws_sns_topic.a", """{"id":"a"}"""), ("aws_sns_topic.b", """{"id":"b"}"""), ("aws_sns_topic.c", """{"id":"c"}""")));

        var run = await world.RunAsync();
        Assert.Equal(
            [
                "live/envs/prod//aws_sqs_queue.q: prod by Code",
                "terraform/live/envs/prod//aws_s3_bucket.logs: storage by Code",
                "terraform/live/envs/prod//aws_sns_topic.a: nobody",
                "terraform/live/envs/prod//aws_sns_topic.b: nobody",
                "terraform/live/envs/prod//aws_sns_topic.c: nobody",
            ],
            Said(run, OwnershipQuestion.Owner));
        Assert.All(run.Estate.Resources().Select(r => run.Answer(r, OwnershipQuestion.Owner)).OfType<OwnershipAnswer>(), static a => Assert.EndsWith("its state's key is envs/prod/terraform.tfstate, and 2 of 2 of its blocks are there", a.Why, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_catalog_and_the_account_answer_for_what_is_in_them()
    {
        await using var world = new World();
        await world.Yard.PushAsync("code/github.com/acme/shop", "repository", Repositories.Shop);
        await world.Yard.PushAsync("terraform/shop", "default", StateFile.Of(
            ("aws_s3_bucket.tagged", """{"id":"a","tags":{"service":"Web"}}"""),
            ("aws_db_instance.named", """{"id":"b","identifier":"orders","name":"orders"}"""),
            ("aws_sqs_queue.listed", """{"id":"c"}"""),
            ("aws_sns_topic.none", """{"id":"d","arn":"arn:aws:sns:eu-west-1:123456789012:d"}""")));
        await world.Yard.PushAsync("aws/organization", "accounts", StateFile.Of(("aws_organizations_account.prod", """{"id":"123456789012","name":"acme-prod","tags":{"cost-center":"CC-9"}}""")));

        var run = await world.RunAsync();
        Assert.Equal(
            ["aws/organization//aws_organizations_account.prod: nobody", "terraform/shop//aws_db_instance.named: data by Catalog", "terraform/shop//aws_s3_bucket.tagged: payments by Catalog", "terraform/shop//aws_sns_topic.none: nobody", "terraform/shop//aws_sqs_queue.listed: payments by Catalog"],
            Said(run, OwnershipQuestion.Owner));
        Assert.Contains("terraform/shop//aws_s3_bucket.tagged: production by Catalog", Said(run, OwnershipQuestion.Lifecycle));
        Assert.Contains("terraform/shop//aws_s3_bucket.tagged: critical by Catalog", Said(run, OwnershipQuestion.Tier));
        Assert.Contains("terraform/shop//aws_sns_topic.none: CC-9 by Account", Said(run, OwnershipQuestion.CostCentre));
        Assert.Contains("terraform/shop//aws_sns_topic.none: production by Account", Said(run, OwnershipQuestion.Environment));
    }

    [Fact]
    public async Task Objects_of_a_cluster_are_told_by_their_namespace_their_labels_and_the_folder_of_their_manifests()
    {
        await using var world = new World();
        await world.Yard.PushAsync("code/github.com/acme/apps", "repository", """
            {"apiVersion":"v1","kind":"List","items":[
              {"apiVersion":"turnpike/v1","kind":"Repository","metadata":{"name":"github.com/acme/apps"},"spec":{}},
              {"apiVersion":"backstage.io/v1alpha1","kind":"Component","metadata":{"name":"api","annotations":{"turnpike/place":"api/catalog-info.yaml:1"}},"spec":{"type":"service","lifecycle":"production","owner":"core"}},
              {"apiVersion":"backstage.io/v1alpha1","kind":"Component","metadata":{"name":"job","annotations":{"backstage.io/kubernetes-label-selector":"app in (job, cron),env!=test"}},"spec":{"type":"service","lifecycle":"experimental","owner":"batch"}}]}
            """);
        await world.Yard.PushAsync("code/github.com/acme/apps/api/k8s", "manifests", """
            {"apiVersion":"v1","kind":"List","items":[{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"api","namespace":"pay","annotations":{"turnpike/place":"api/k8s/web.yaml:1"}}}]}
            """);
        await world.Yard.PushAsync("kubernetes/prod-1", "all", """
            {"apiVersion":"v1","kind":"List","items":[
              {"apiVersion":"v1","kind":"Namespace","metadata":{"name":"pay","annotations":{"acme.com/owner":"payments"}}},
              {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"api","namespace":"pay"}},
              {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"other","namespace":"pay"}},
              {"apiVersion":"batch/v1","kind":"CronJob","metadata":{"name":"a","namespace":"pay","labels":{"app":"cron"}}},
              {"apiVersion":"batch/v1","kind":"CronJob","metadata":{"name":"b","namespace":"pay","labels":{"app":"cron","env":"test"}}}]}
            """);
        await new NoteCoverage(world.Yard.Follower, world.Yard.Inventory).RunAsync("sync", "kubernetes/prod-1", [new SourceCoverage("all", [new CoverageItem("all", "read", ["*"], null)])], TestContext.Current.CancellationToken);

        var run = await world.RunAsync();
        Assert.Equal(
            [
                "CronJob/pay/a: batch by Catalog",
                "CronJob/pay/b: payments by Account",
                "Deployment/pay/api: core by Catalog",
                "Deployment/pay/other: payments by Account",
                "Namespace/pay: payments by Account",
            ],
            Said(run, OwnershipQuestion.Owner).Select(static s => s[(s.IndexOf("//", StringComparison.Ordinal) + 2)..]).Order(StringComparer.Ordinal));
        Assert.Contains(Said(run, OwnershipQuestion.Environment), static s => s.EndsWith("Deployment/pay/other: production by Account", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("aws/1//*", "aws/1//aws_x.y", true)]
    [InlineData("aws/1//*", "aws/12//aws_x.y", false)]
    [InlineData("*//aws_*.y", "a//aws_x.y", true)]
    [InlineData("*//aws_*.y", "a//aws_x.yy", false)]
    [InlineData("a*a", "a", false)]
    [InlineData("a//b", "a//b", true)]
    [InlineData("a//b", "a//bc", false)]
    public void A_star_stands_for_anything(string pattern, string key, bool isMatch) => Assert.Equal(isMatch, new KeyPattern(pattern).Matches(key));

    private static IEnumerable<string> Said(OwnershipRun run, OwnershipQuestion question) =>
        run.Estate.Resources().Select(r => $"{r.Row.Key}: {(run.Answer(r, question) is { } a ? $"{a.Value} by {a.Source}" : "nobody")}").Order(StringComparer.Ordinal);

    private sealed class World : IAsyncDisposable
    {
        private readonly ProjectionFollower _follower;
        private readonly AnswerOwnership _answer;

        public World()
        {
            _follower = new ProjectionFollower(Yard.Ledger, [Ownership]);
            Correct = new CorrectOwnership(_follower);
            _answer = new AnswerOwnership(Yard.Join, Ownership);
        }

        public Yard Yard { get; } = new();

        public OwnershipProjection Ownership { get; } = new();

        public CorrectOwnership Correct { get; }

        public Task<OwnershipRun> RunAsync() => _answer.AtAsync(null, TestContext.Current.CancellationToken);

        public async Task<IReadOnlyList<string>> OwnersAsync() => [.. Said(await RunAsync(), OwnershipQuestion.Owner).Select(static s => s[(s.IndexOf("//", StringComparison.Ordinal) + 2)..])];

        public async ValueTask DisposeAsync()
        {
            _answer.Dispose();
            _follower.Dispose();
            await Yard.DisposeAsync();
        }
    }
}
