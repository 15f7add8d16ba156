using System.Text.Json.Nodes;
using Turnpike.Delivery.Changes;
using Turnpike.Delivery.Judging;
using Turnpike.Inventory.Ownership;
using Turnpike.Delivery.Standing;
using Turnpike.Gate.Rules;

namespace Turnpike.Delivery.Tests;

public class EstateTests
{
    private const string Scope = "shop/production";

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_plan_whose_start_the_estate_has_left_is_stale_and_its_approval_void()
    {
        await using var desk = new Desk(Rules.Few);
        await desk.PushStateAsync(Scope, Plan.State(("aws_s3_bucket.logs", Plan.Bucket("shop-logs", "ops"))));
        var change = await desk.SendAsync(new Plan().Update("aws_s3_bucket.logs", Plan.Bucket("shop-logs", "ops"), Plan.Bucket("shop-logs", "dev")).ToBytes());
        Assert.Equal(0, change.Judged.Stale);
        Assert.Null((await desk.DecideAsync(Desk.Bob, change)).Refusal);

        await desk.PushStateAsync(Scope, Plan.State(("aws_s3_bucket.logs", Plan.Bucket("shop-logs", "somebody else"))));
        var refused = await desk.DecideAsync(Desk.Cleo, change);

        Assert.Equal("moved", refused.Refusal?.Code);
        var now = desk.Changes.Find(change.Id)!;
        Assert.Equal(1, now.Judged.Stale);
        Assert.Equal(2, now.Version);
        Assert.Equal(ChangeState.Waiting, desk.StateOf(change));
        Assert.Contains(now.Judged.Risk.Facts, static f => f.Says.Contains("otherwise", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_push_that_has_no_part_in_a_change_leaves_its_approval()
    {
        await using var desk = new Desk(Rules.Few);
        var change = await desk.SendAsync(Plan.OfBucket("ops"));
        Assert.Null((await desk.DecideAsync(Desk.Bob, change)).Refusal);

        await desk.PushStateAsync("other/root", Plan.State(("aws_sqs_queue.jobs", new JsonObject { ["name"] = "jobs" })));
        Assert.True(desk.Standings.Of(desk.Changes.Find(change.Id)!).IsOutdated);
        Assert.Equal(0, await desk.JudgeAgain.RunAsync(Now));

        Assert.False(desk.Standings.Of(desk.Changes.Find(change.Id)!).IsOutdated);
        Assert.Equal(ChangeState.Approved, desk.StateOf(change));
    }

    [Fact]
    public async Task A_state_that_shows_what_a_plan_wanted_applies_it_once()
    {
        await using var desk = new Desk(Rules.Few);
        await desk.PushStateAsync(Scope, Plan.State(("aws_s3_bucket.old", Plan.Bucket("shop-old", "ops"))));
        var plan = new Plan()
            .Create("aws_s3_bucket.logs", Plan.Bucket("shop-logs", "ops"), unknown: new JsonObject { ["arn"] = true })
            .Delete("aws_s3_bucket.old", Plan.Bucket("shop-old", "ops")).ToBytes();
        var change = await desk.SendAsync(plan);
        Assert.Null((await desk.DecideAsync(Desk.Bob, change)).Refusal);
        Assert.Empty(await desk.NoteApplied.RunAsync(Now));

        await desk.PushStateAsync(Scope, Plan.State(("aws_s3_bucket.old", Plan.Bucket("shop-old", "ops")), ("aws_s3_bucket.logs", Plan.Bucket("shop-logs", "ops"))));
        Assert.Empty(await desk.NoteApplied.RunAsync(Now));

        var logs = Plan.Bucket("shop-logs", "ops");
        logs["arn"] = "arn:aws:s3:::shop-logs";
        await desk.PushStateAsync(Scope, Plan.State(("aws_s3_bucket.logs", logs)));
        Assert.Single(await desk.NoteApplied.RunAsync(Now));
        Assert.Equal(ChangeState.Applied, desk.StateOf(change));
        Assert.Empty(await desk.NoteApplied.RunAsync(Now));
    }

    [Fact]
    public async Task A_state_that_names_a_change_applies_it()
    {
        await using var desk = new Desk(Rules.Few);
        var change = await desk.SendAsync(Plan.OfBucket("ops"));
        await desk.PushStateAsync(Scope, Plan.State(("aws_s3_bucket.logs", Plan.Bucket("shop-logs", "changed by the provider"))), change.Id);
        Assert.Single(await desk.NoteApplied.RunAsync(Now));
        var applied = desk.Changes.Find(change.Id)!;
        Assert.Equal(ChangeState.Applied, applied.End!.Kind);
        Assert.Contains(await desk.EntriesAsync(), static e => ChangeEvents.Applied.Is(e) && !ChangeEvents.Applied.Read(e).WasApproved);
    }

    [Fact]
    public async Task Who_depends_on_what_is_deleted_is_in_the_blast_radius_and_the_risk()
    {
        await using var desk = new Desk(Rules.Few);
        var key = new JsonObject { ["id"] = "key-1", ["arn"] = "arn:aws:kms:eu-west-1:123456789012:key/1" };
        await desk.PushStateAsync(Scope, Plan.State(("aws_kms_key.main", key)));
        await desk.PushStateAsync("data/production", Plan.State(("aws_ebs_volume.disk", new JsonObject { ["kms_key_id"] = "arn:aws:kms:eu-west-1:123456789012:key/1" })));
        var change = await desk.SendAsync(new Plan().Delete("aws_kms_key.main", key).ToBytes());

        var radius = await new ChangeBlastRadius(desk.Plans, desk.Inventory).OfAsync(change, Now);
        Assert.Equal("data/production//aws_ebs_volume.disk", Assert.Single(radius!.Affected).Resource.Key.ToString());
        Assert.Contains(change.Judged.Risk.Facts, static f => f.Says.Contains("depends on what it changes", StringComparison.Ordinal));
        Assert.Contains(change.Judged.Risk.Facts, static f => f.Says.Contains("keeps data", StringComparison.Ordinal));
        Assert.Equal("production", change.Judged.Risk.Environment);
    }

    [Fact]
    public async Task Environment_and_tier_of_a_change_are_found_by_the_rules_of_ownership_and_no_word_lowers_them()
    {
        await using var desk = new Desk(Rules.Few);
        var correct = new CorrectOwnership(desk.Follower);
        var bucket = new JsonObject { ["id"] = "b-1", ["tags"] = new JsonObject { ["zone"] = "rot", ["service-tier"] = "gold" } };
        Assert.Equal(("production", "critical"), Where(await desk.SendAsync(new Plan().Delete("aws_s3_bucket.a", bucket).ToBytes())));

        // Of a resource without a tag of its own: what somebody said counts only where it is graver than the scope.
        var topic = new JsonObject { ["id"] = "t-1" };
        Assert.Null(await correct.RunAsync("ada", $"{Scope}//aws_sns_topic.t", OwnershipQuestion.Environment, "dev", "Suits me.", Now));
        Assert.Equal(("production", null), Where(await desk.SendAsync(new Plan().Delete("aws_sns_topic.t", topic).ToBytes())));
        Assert.Null(await correct.RunAsync("ada", "*//aws_sns_topic.*", OwnershipQuestion.Tier, "tier-1", "All mail goes through it.", Now));
        Assert.Equal(("production", "critical"), Where(await desk.SendAsync(new Plan().Delete("aws_sns_topic.u", topic).ToBytes())));

        var rules = OwnershipRules.Default with
        {
            Keys = new Dictionary<OwnershipQuestion, IReadOnlyList<string>> { [OwnershipQuestion.Environment] = ["Zone"] },
            Names = new Dictionary<OwnershipQuestion, IReadOnlyList<NormalName>> { [OwnershipQuestion.Environment] = [new("red", ["rot", "rouge"]), new("green", [])] },
        };
        Assert.Null(await correct.SetRulesAsync("ada", rules, Now));
        var red = await desk.SendAsync(new Plan().Delete("aws_s3_bucket.c", bucket).ToBytes());
        Assert.Equal(("red", null), Where(red));
        Assert.Contains(red.Judged.Risk.Facts, static f => f is { Points: 15, Says: "it is in red, by the tag zone of aws_s3_bucket.c" });
        Assert.NotNull(await correct.SetRulesAsync("ada", rules with { Names = new Dictionary<OwnershipQuestion, IReadOnlyList<NormalName>> { [OwnershipQuestion.Tier] = [new("a", ["x"]), new("b", ["X"])] } }, Now));

        static (string?, string?) Where(Change change) => (change.Judged.Risk.Environment, change.Judged.Risk.Tier);
    }

    [Fact]
    public async Task Standing_findings_follow_what_is_pushed()
    {
        await using var desk = new Desk(Rules.Few);
        using var standing = new StandingFindings(desk.Inventory, desk.Policies, desk.Exceptions, desk.Clock);
        await desk.PushStateAsync(Scope, Plan.State(("aws_s3_bucket.logs", Plan.Bucket("shop-logs", null)), ("aws_s3_bucket.fine", Plan.Bucket("shop-fine", "ops"))));
        await desk.PushStateAsync("other", Plan.State(("aws_s3_bucket.x", Plan.Bucket("x", null))));
        await standing.RunAsync(Now);

        Assert.Equal(2, standing.CountOf(new RuleId("bucket-owner")));
        Assert.Equal(new StandingProgress(2, 2), standing.Progress);
        Assert.Equal("aws_s3_bucket.x", Assert.Single(standing.Search(new StandingQuery(Scope: "other"), 10, 0).Items).Resource!.Address);
        Assert.Single(standing.On(new Inventory.Snapshots.ResourceKey(Scope, "aws_s3_bucket.logs")));

        await desk.PushStateAsync(Scope, Plan.State(("aws_s3_bucket.logs", Plan.Bucket("shop-logs", "ops"))));
        await standing.RunAsync(Now);
        Assert.Equal(1, standing.CountOf(new RuleId("bucket-owner")));
        Assert.Empty(standing.On(new Inventory.Snapshots.ResourceKey(Scope, "aws_s3_bucket.logs")));
    }

    [Theory]
    [InlineData(50_000)]
    [InlineData(4)]
    public async Task In_an_estate_of_any_size_what_a_plan_breaks_two_steps_away_is_found(int wholeEstate)
    {
        await using var desk = new Desk(Rules.Disks, wholeEstate: wholeEstate);
        await PushDisksAsync(desk);
        var key = Key(isEnabled: true);

        var change = await desk.SendAsync(new Plan().Update("aws_kms_key.main", key, Key(isEnabled: false)).ToBytes());

        var finding = Assert.Single((await desk.Reports.FindAsync(change, Now))!.Findings);
        Assert.Equal(("aws_ebs_volume.disk", Gate.Findings.FindingStatus.Fail), (finding.Resource!.Address, finding.Status));
        Assert.Single(finding.BrokenBy);
    }

    [Theory]
    [InlineData(50_000, Gate.Verdict.Pass)]
    [InlineData(4, Gate.Verdict.Unknown)]
    public async Task What_was_not_read_of_a_large_estate_is_never_taken_for_absent(int wholeEstate, Gate.Verdict verdict)
    {
        await using var desk = new Desk(Rules.Queues, wholeEstate: wholeEstate);
        await PushDisksAsync(desk);

        var change = await desk.SendAsync(new Plan().Update("aws_kms_key.main", Key(isEnabled: true), Key(isEnabled: false)).ToBytes());

        Assert.Equal(verdict, change.Judged.Verdict);
        if (verdict == Gate.Verdict.Unknown)
        {
            Assert.Contains("not all of the estate was read", Assert.Single((await desk.Reports.FindAsync(change, Now))!.Findings).Unknowns.Select(static u => u.Origin));
        }
    }

    [Fact]
    public async Task A_scope_whose_content_is_missing_makes_nothing_pass_that_may_hang_on_it()
    {
        await using var desk = new Desk(Rules.Queues);
        await PushDisksAsync(desk);
        await DeleteContentAsync(desk, "far");
        await using var later = new Desk(Rules.Queues, desk);
        await later.Follower.CatchUpAsync(Now);

        var change = await later.SendAsync(new Plan().Update("aws_kms_key.main", Key(isEnabled: true), Key(isEnabled: false)).ToBytes());

        Assert.Equal(Gate.Verdict.Unknown, change.Judged.Verdict);
    }

    [Fact]
    public async Task A_dry_run_judges_a_past_change_on_the_estate_of_its_day()
    {
        await using var desk = new Desk(Rules.Few);
        await PushDisksAsync(desk);
        desk.Clock.Now += TimeSpan.FromHours(1);
        var change = await desk.SendAsync(new Plan().Update("aws_kms_key.main", Key(isEnabled: true), Key(isEnabled: false)).ToBytes());
        desk.Clock.Now += TimeSpan.FromHours(1);
        await desk.PushStateAsync("web", Plan.State());
        var run = new DryRuns.DryRun(desk.Inventory, desk.Changes, desk.Plans, desk.Policies, desk.Decisions, Desk.Key, desk.Clock);

        // Nothing is attached any more; when it was sent, something was.
        var stopped = Assert.Single((await run.RunAsync(Rules.Disks, new DryRuns.DryRunReach(false, true, null), null, Now)).Stopped);
        Assert.Equal((change.Id, Gate.Verdict.Fail, true), (stopped.Change.Id, stopped.Verdict, stopped.IsOnEstate));

        await DeleteContentAsync(desk, "data");
        await using var later = new Desk(Rules.Few, desk);
        await later.Follower.CatchUpAsync(Now);
        var without = await new DryRuns.DryRun(later.Inventory, later.Changes, later.Plans, later.Policies, later.Decisions, Desk.Key, later.Clock)
            .RunAsync(Rules.Disks, new DryRuns.DryRunReach(false, true, null), null, Now);
        Assert.Equal((0, 1), (without.Stopped.Count, without.WithoutEstate));
    }

    [Fact]
    public async Task A_dry_run_lays_on_the_estate_what_was_approved_then()
    {
        await using var desk = new Desk(Rules.Few);
        var first = await desk.SendAsync(new Plan().Create("aws_sqs_queue.old", new JsonObject { ["name"] = "old" }).ToBytes(), scope: "queues");
        Assert.Null((await desk.DecideAsync(Desk.Bob, first)).Refusal);
        desk.Clock.Now += TimeSpan.FromHours(1);
        var change = await desk.SendAsync(new Plan().Create("aws_kms_key.main", Key(isEnabled: true)).ToBytes());
        desk.Clock.Now += TimeSpan.FromHours(1);
        await desk.Withdraw.RunAsync(Desk.Ada, first.Id, "not wanted", Now);

        var run = new DryRuns.DryRun(desk.Inventory, desk.Changes, desk.Plans, desk.Policies, desk.Decisions, Desk.Key, desk.Clock);
        var outcome = await run.RunAsync(Rules.Queues, new DryRuns.DryRunReach(false, true, null), null, Now);

        Assert.Equal(change.Id, Assert.Single(outcome.Stopped).Change.Id);
    }

    private static async Task DeleteContentAsync(Desk desk, string scope)
    {
        var observed = (await desk.EntriesAsync()).Where(static e => Inventory.InventoryEvents.Observed.Is(e)).Select(static e => Inventory.InventoryEvents.Observed.Read(e)).First(o => o.Scope == scope);
        Assert.True(Ledger.Merkle.Hash256.TryParseBase64(observed.Segment, out var segment));
        await desk.Attachments.DeleteAsync([segment], DateTimeOffset.MaxValue, Now);
    }

    private static JsonObject Key(bool isEnabled) => new() { ["id"] = "key-1", ["arn"] = "arn:aws:kms:eu-west-1:123456789012:key/key-1", ["is_enabled"] = isEnabled };

    private static async Task PushDisksAsync(Desk desk)
    {
        await desk.PushStateAsync(Scope, Plan.State(("aws_kms_key.main", Key(isEnabled: true))));
        await desk.PushStateAsync("data", Plan.State(("aws_ebs_volume.disk", new JsonObject { ["id"] = "vol-1", ["kms_key_id"] = "arn:aws:kms:eu-west-1:123456789012:key/key-1" })));
        await desk.PushStateAsync("web", Plan.State(("aws_volume_attachment.disk", new JsonObject { ["id"] = "att-1", ["volume_id"] = "vol-1" })));
        await desk.PushStateAsync("far", Plan.State(("aws_sqs_queue.a", new JsonObject { ["name"] = "a" }), ("aws_sqs_queue.b", new JsonObject { ["name"] = "b" }), ("aws_sqs_queue.c", new JsonObject { ["name"] = "c" })));
    }

    [Fact]
    public async Task A_dry_run_tells_what_a_rule_would_have_stopped()
    {
        await using var desk = new Desk(Rules.Few);
        await desk.PushStateAsync(Scope, Plan.State(("aws_s3_bucket.logs", Plan.Bucket("logs", "ops"))));
        var stopped = await desk.SendAsync(new Plan().Create("aws_s3_bucket.a", Plan.Bucket("a", "ops")).ToBytes());
        await desk.SendAsync(new Plan().Create("aws_s3_bucket.b", Plan.Bucket("shop-b", "ops")).ToBytes());
        var entries = (await desk.EntriesAsync()).Count;

        var run = new DryRuns.DryRun(desk.Inventory, desk.Changes, desk.Plans, desk.Policies, desk.Decisions, Desk.Key, desk.Clock);
        var outcome = await run.RunAsync(Rules.More.Only([new RuleId("bucket-name")]), new DryRuns.DryRunReach(true, true, null), null, Now);

        Assert.Equal(stopped.Id, Assert.Single(outcome.Stopped).Change.Id);
        Assert.Equal(1, outcome.FindingsTotal);
        Assert.Equal(entries, (await desk.EntriesAsync()).Count);
        var later = await run.RunAsync(Rules.More, new DryRuns.DryRunReach(false, true, desk.Clock.Now.AddHours(1)), null, Now);
        Assert.Empty(later.Stopped);
    }
}
