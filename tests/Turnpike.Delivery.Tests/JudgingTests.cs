using System.Text;
using Turnpike.Delivery.Changes;
using Turnpike.Delivery.Judging;
using Turnpike.Gate;
using Turnpike.Governance;
using Turnpike.Tests;

namespace Turnpike.Delivery.Tests;

public class JudgingTests
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("aws-55-creates-tf0.12.json", 55)]
    [InlineData("aws-modules-prior-state.json", 0)]
    [InlineData("azure-firewall.json", 11)]
    [InlineData("for-each-tf1.9.json", 5)]
    [InlineData("nested-modules-relevant-attributes.json", 9)]
    [InlineData("rds-modules-tf0.14.json", 26)]
    [InlineData("targeted.json", 1)]
    public async Task A_real_plan_becomes_a_change_with_the_verdict_of_a_check(string name, int atMost)
    {
        await using var desk = new Desk(Rules.Baseline);
        var plan = await File.ReadAllBytesAsync(Vectors.Path("plans/" + name), Now);
        var checkedAlone = GateCheck.Run(new CheckRequest { Inputs = [new InputFile("plan.json", plan)], Rules = Rules.Baseline, ProviderData = Rules.ProviderData, Scope = "shop/production", ChangedOnly = true }, Now);

        var change = await desk.SendAsync(plan);

        Assert.Equal(checkedAlone.Verdict, change.Judged.Verdict);
        Assert.Equal(checkedAlone.Summary.Failed, change.Judged.Counts.Failed);
        Assert.InRange(change.Judged.Actions.Total, atMost == 0 ? 0 : 1, Math.Max(atMost, 2));
        var report = await desk.Reports.FindAsync(change, Now);
        Assert.Equal(checkedAlone.Findings.Select(static f => f.Fingerprint), report!.Findings.Select(static f => f.Fingerprint));
        Assert.Equal(ChangeState.Waiting, desk.StateOf(change));
        Assert.NotNull(await desk.Plans.FindAsync(change, Now));
    }

    [Fact]
    public async Task The_same_content_is_the_same_change_and_appends_nothing()
    {
        await using var desk = new Desk(Rules.Few);
        var first = await desk.SendAsync(Plan.OfBucket("ops"));
        var entries = (await desk.EntriesAsync()).Count;

        var again = await desk.Judge.RunAsync(Desk.Bob, new PlanUpload("shop/production", Plan.OfBucket("ops"), "another title", new ChangeSource("p.json", null, null, null, null)), Now);
        var elsewhere = await desk.SendAsync(Plan.OfBucket("ops"), scope: "shop/staging");

        Assert.False(again.Value!.IsNew);
        Assert.Equal(first.Id, again.Value.Change!.Id);
        Assert.NotEqual(first.Id, elsewhere.Id);
        Assert.Equal(entries + 1, (await desk.EntriesAsync()).Count);
    }

    [Fact]
    public async Task Another_commit_that_leads_to_the_same_plan_keeps_what_was_decided_and_its_author()
    {
        await using var desk = new Desk(Rules.Few);
        var first = await SendAsync(desk, "ops", "c1", Desk.Ada);
        await desk.DecideAsync(Desk.Cleo, first);

        var again = await SendAsync(desk, "ops", "c2", Desk.Bob);
        var entries = (await desk.EntriesAsync()).Count;
        await SendAsync(desk, "ops", "c2", Desk.Bob);
        await SendAsync(desk, "ops", "c1", Desk.Ada);

        Assert.Equal(entries, (await desk.EntriesAsync()).Count);
        Assert.Equal((first.Id, "c2", first.Author, first.Sender, ChangeState.Approved), (again.Id, again.Judged.Source.Commit, again.Author, again.Sender, desk.StateOf(again)));
        Assert.Equal([first.Id], desk.Changes.OfCommit("c1").Select(static c => c.Id));
        Assert.Equal([first.Id], desk.Changes.OfCommit("c2").Select(static c => c.Id));
    }

    [Fact]
    public async Task A_commit_that_goes_back_to_an_earlier_plan_proposes_it_anew()
    {
        await using var desk = new Desk(Rules.Few);
        var first = await SendAsync(desk, "ops", "c1", Desk.Ada);
        var other = await SendAsync(desk, "dev", "c2", Desk.Ada);
        var back = await SendAsync(desk, "ops", "c3", Desk.Ada);
        var rerun = await SendAsync(desk, "ops", "c1", Desk.Ada);

        Assert.Equal(3, new[] { first.Id, other.Id, back.Id }.Distinct().Count());
        Assert.Equal((ChangeState.Superseded, ChangeState.Superseded, ChangeState.Waiting), (desk.StateOf(first), desk.StateOf(other), desk.StateOf(back)));
        Assert.Equal(first.Id, rerun.Id);
    }

    private static async Task<Change> SendAsync(Desk desk, string bucket, string commit, Principal who)
    {
        var outcome = await desk.Judge.RunAsync(who, new PlanUpload("shop/production", Plan.OfBucket(bucket), null, new ChangeSource("p.json", null, commit, "main", null)), Now);
        return outcome.Value!.Change!;
    }

    [Fact]
    public async Task Two_nodes_that_judge_the_same_at_once_make_one_change()
    {
        await using var one = new Desk(Rules.Few);
        await using var two = new Desk(Rules.Few, one);
        var plan = Plan.OfBucket("ops");

        var sent = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => (i % 2 == 0 ? one : two).SendAsync(plan), Now)));

        Assert.Single(sent.Select(static c => c.Id).Distinct());
        Assert.Single(await one.EntriesAsync());
    }

    [Theory]
    [InlineData("{\"format_version\":\"1.2\",\"resource_changes\":[{\"address\":1},{\"address\":\"a.b\"}]}")]
    [InlineData("{\"format_version\":\"1.2\",\"resource_changes\":")]
    [InlineData("not a plan")]
    public async Task What_cannot_be_read_is_told_with_all_its_faults_and_nothing_is_written(string text)
    {
        await using var desk = new Desk(Rules.Few);
        var outcome = await desk.Judge.RunAsync(Desk.Ada, new PlanUpload("shop", Encoding.UTF8.GetBytes(text), null, new ChangeSource("plan.json", null, null, null, null)), Now);

        Assert.Null(outcome.Value!.Change);
        Assert.Contains(outcome.Value.Diagnostics, static d => d.IsError);
        Assert.Empty(await desk.EntriesAsync());
    }

    [Theory]
    [InlineData("", null, "malformed")]
    [InlineData("a//b", null, "malformed")]
    [InlineData("a\nb", null, "malformed")]
    [InlineData("shop", "javascript:alert(1)", "malformed")]
    [InlineData("shop", "https://ci.example.com/1", "not-a-plan")]
    public async Task What_is_out_of_form_is_refused(string scope, string? url, string code)
    {
        await using var desk = new Desk(Rules.Few);
        var state = Plan.State(("aws_s3_bucket.logs", Plan.Bucket("shop-logs", "ops")));
        var outcome = await desk.Judge.RunAsync(Desk.Ada, new PlanUpload(scope, state, null, new ChangeSource("plan.json", url, null, null, null)), Now);
        Assert.Equal(code, outcome.Refusal?.Code);
        Assert.Empty(await desk.EntriesAsync());
    }

    [Fact]
    public async Task A_newer_plan_of_the_branch_takes_the_place_of_the_older()
    {
        await using var desk = new Desk(Rules.Few);
        var older = await desk.SendAsync(Plan.OfBucket("ops"), branch: "buckets");
        var other = await desk.SendAsync(Plan.OfBucket("ops"), scope: "shop/staging", branch: "buckets");
        var newer = await desk.SendAsync(Plan.OfBucket("dev"), branch: "buckets");
        var unnamed = await desk.SendAsync(Plan.OfBucket("qa"));

        Assert.Equal(ChangeState.Superseded, desk.StateOf(older));
        Assert.Equal(newer.Id, desk.Changes.Find(older.Id)!.End!.Note);
        Assert.All([other, newer, unnamed], c => Assert.Equal(ChangeState.Waiting, desk.StateOf(c)));
    }
}
