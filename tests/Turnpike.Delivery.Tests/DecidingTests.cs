using Turnpike.Delivery.Changes;
using Turnpike.Governance.Exceptions;
using Verdict = Turnpike.Governance.Decisions.Verdict;

namespace Turnpike.Delivery.Tests;

public class DecidingTests
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Somebody_else_who_may_approves()
    {
        await using var desk = new Desk(Rules.Few);
        var change = await desk.SendAsync(Plan.OfBucket("ops"), author: Desk.Bob);

        Assert.Equal("not-allowed", (await desk.DecideAsync(Desk.Bob, change)).Refusal?.Code);
        Assert.Equal("not-allowed", (await desk.DecideAsync(Desk.Ada, change)).Refusal?.Code);
        Assert.Equal(ChangeState.Waiting, desk.StateOf(change));
        Assert.Null((await desk.DecideAsync(Desk.Cleo, change)).Refusal);
        Assert.Equal(ChangeState.Approved, desk.StateOf(change));
    }

    [Fact]
    public async Task What_fails_is_approved_by_an_admin_with_a_reason_alone()
    {
        await using var desk = new Desk(Rules.Few);
        var change = await desk.SendAsync(Plan.OfBucket(""));

        Assert.Equal(Gate.Verdict.Fail, change.Judged.Verdict);
        Assert.Equal("not-allowed", (await desk.DecideAsync(Desk.Bob, change, reason: "in a hurry")).Refusal?.Code);
        Assert.Equal("reason-missing", (await desk.DecideAsync(Desk.Cleo, change)).Refusal?.Code);
        Assert.Null((await desk.DecideAsync(Desk.Cleo, change, reason: "the owner is being hired")).Refusal);
        Assert.Equal(ChangeState.Approved, desk.StateOf(change));
    }

    [Fact]
    public async Task A_waived_finding_passes_until_the_exception_ends()
    {
        await using var desk = new Desk(Rules.Few);
        var change = await desk.SendAsync(Plan.OfBucket(""));
        var finding = Assert.Single((await desk.Reports.FindAsync(change, Now))!.Findings);

        Assert.Equal("not-allowed", (await desk.Waive.RunAsync(Desk.Ada, change.Id, finding.Fingerprint.Value, "soon", "ops", desk.Clock.Now.AddDays(7), Now)).Refusal?.Code);
        var waived = (await desk.Waive.RunAsync(Desk.Bob, change.Id, finding.Fingerprint.Value[..12], "soon", "ops", desk.Clock.Now.AddDays(7), Now)).Value!;
        Assert.Equal(Gate.Verdict.Pass, waived.Change.Judged.Verdict);
        Assert.Equal(2, waived.Change.Version);
        Assert.Equal(waived.Exception.Id, Assert.Single(waived.Change.Judged.Exceptions).Id);
        Assert.Equal("shop/production//aws_s3_bucket.logs", waived.Exception.Subject);
        Assert.Null((await desk.DecideAsync(Desk.Bob, waived.Change)).Refusal);
        Assert.Equal(ChangeState.Approved, desk.StateOf(change));

        // Ended: the approval no longer holds, before anything is judged again.
        desk.Clock.Now += TimeSpan.FromDays(8);
        Assert.Equal(ChangeState.Waiting, desk.StateOf(change));
        Assert.True(desk.Standings.Of(desk.Changes.Find(change.Id)!).IsOutdated);
        Assert.Equal(1, await desk.JudgeAgain.RunAsync(Now));
        var after = desk.Changes.Find(change.Id)!;
        Assert.Equal(Gate.Verdict.Fail, after.Judged.Verdict);
        var ended = Assert.Single((await desk.Reports.FindAsync(after, Now))!.Findings);
        Assert.Equal("soon", ended.Waiver?.Reason);
        Assert.Equal(Gate.Findings.FindingStatus.Fail, ended.Status);
        Assert.Equal(ChangeState.Waiting, desk.StateOf(change));
        Assert.Equal(0, await desk.JudgeAgain.RunAsync(Now));
    }

    [Fact]
    public async Task An_exception_that_is_revoked_counts_no_more()
    {
        await using var desk = new Desk(Rules.Few);
        var change = await desk.SendAsync(Plan.OfBucket(""));
        var granted = await desk.Grant.RunAsync(
            Desk.Bob, new ExceptionRequest(ExceptionKind.RiskAcceptance, "bucket-*", "shop/*", "tests", "ops", desk.Clock.Now.AddDays(7)), new("grant-exception", null, null, null, null, null), Now);
        Assert.Equal(1, await desk.JudgeAgain.RunAsync(Now));
        Assert.Equal(Gate.Verdict.Pass, desk.Changes.Find(change.Id)!.Judged.Verdict);

        await new RevokeException(desk.Follower, desk.Exceptions, desk.Rights).RunAsync(Desk.Bob, granted.Value!.Id, "no longer", new("revoke", null, null, null, null, null), Now);
        Assert.Equal(1, await desk.JudgeAgain.RunAsync(Now));
        Assert.Equal(Gate.Verdict.Fail, desk.Changes.Find(change.Id)!.Judged.Verdict);
    }

    [Fact]
    public async Task Other_policies_void_an_approval_and_what_was_seen_before_is_refused()
    {
        await using var desk = new Desk(Rules.Few);
        var change = await desk.SendAsync(new Plan().Create("aws_s3_bucket.logs", Plan.Bucket("logs", "ops")).ToBytes());
        Assert.Null((await desk.DecideAsync(Desk.Bob, change)).Refusal);

        await using var stricter = new Desk(Rules.More, desk);
        await stricter.Follower.CatchUpAsync(Now);
        Assert.Equal(ChangeState.Waiting, stricter.StateOf(change));
        var refused = await stricter.DecideAsync(Desk.Bob, change);
        Assert.Equal("not-allowed", refused.Refusal?.Code);
        Assert.Equal("moved", (await stricter.DecideAsync(Desk.Cleo, change, reason: "old news")).Refusal?.Code);
        Assert.Equal(Gate.Verdict.Fail, stricter.Changes.Find(change.Id)!.Judged.Verdict);
        Assert.Equal(2, stricter.Changes.Find(change.Id)!.Version);
    }

    [Theory]
    [InlineData("Bob Baker <Bob@Example.com>", null, "author")]
    [InlineData("bob baker", null, "author")]
    [InlineData("bob@example.com", null, "author")]
    [InlineData("Somebody Else <bob@example.org>", "bob@example.com", "a token that bob@example.com made")]
    [InlineData("Somebody Else <bob@example.org>", null, null)]
    [InlineData(null, null, null)]
    public async Task Four_eyes_are_those_of_two_people_however_a_change_is_sent(string? author, string? tokenOwner, string? why)
    {
        await using var desk = new Desk(Rules.Few);
        var bob = Governance.Principal.With("bob@example.com", "approver") with { Names = ["Bob Baker"] };
        var pipeline = Governance.Principal.With("pipeline/ci", "contributor");
        var upload = new Judging.PlanUpload("shop", Plan.OfBucket("ops"), null, new ChangeSource("plan.json", null, null, null, "github", author), tokenOwner);
        var change = (await desk.Judge.RunAsync(pipeline, upload, Now)).Value!.Change!;

        Assert.Equal((author ?? "pipeline/ci", "pipeline/ci"), (change.Author, change.Sender));
        var refusal = (await desk.DecideAsync(bob, change)).Refusal;
        Assert.Equal(why is null ? null : "not-allowed", refusal?.Code);
        Assert.Contains(why ?? "", refusal?.Message ?? "", StringComparison.Ordinal);
        if (why is not null)
        {
            Assert.Null((await desk.DecideAsync(Desk.Cleo, change)).Refusal);
        }
    }

    [Fact]
    public async Task Judging_takes_a_place_and_who_finds_none_to_wait_at_is_told()
    {
        using var places = new Judging.JudgingPlaces(1, 1);
        var held = await places.TakeAsync(isPatient: false, Now);
        var waiting = places.TakeAsync(isPatient: false, Now);

        Assert.Null(await places.TakeAsync(isPatient: false, Now));
        var patient = places.TakeAsync(isPatient: true, Now);
        Assert.False(waiting.IsCompleted || patient.IsCompleted);
        held!.Dispose();
        held.Dispose();
        (await waiting)!.Dispose();
        (await patient)!.Dispose();
        Assert.NotNull(await places.TakeAsync(isPatient: false, Now));
    }

    [Fact]
    public async Task What_has_ended_is_not_decided_on()
    {
        await using var desk = new Desk(Rules.Few);
        var change = await desk.SendAsync(Plan.OfBucket("ops"));
        Assert.Equal("not-allowed", (await desk.Withdraw.RunAsync(Governance.Principal.With("dan", "contributor"), change.Id, "not mine", Now)).Refusal?.Code);
        Assert.Null((await desk.Withdraw.RunAsync(Desk.Ada, change.Id, "a mistake", Now)).Refusal);

        Assert.Equal(ChangeState.Withdrawn, desk.StateOf(change));
        Assert.Equal("ended", (await desk.DecideAsync(Desk.Bob, change)).Refusal?.Code);
        Assert.Equal("ended", (await desk.Mark.RunAsync(Desk.Ada, change.Id, "run 12", Now)).Refusal?.Code);
        Assert.Null((await desk.Comment.RunAsync(Desk.Bob, change.Id, "good riddance", Now)).Refusal);
        Assert.Equal("good riddance", Assert.Single(desk.Changes.Find(change.Id)!.Comments).Text);
    }

    [Fact]
    public async Task A_decision_that_is_revoked_no_longer_counts()
    {
        await using var desk = new Desk(Rules.Few);
        var change = await desk.SendAsync(Plan.OfBucket("ops"));
        var decision = (await desk.DecideAsync(Desk.Bob, change)).Value!;
        await desk.Revoke.RunAsync(Desk.Bob, decision.Id, new("approve", null, null, null, null, null), "too soon", Now);
        Assert.Equal(ChangeState.Waiting, desk.StateOf(change));
        Assert.Null((await desk.DecideAsync(Desk.Bob, change, Verdict.Reject, "still too soon")).Refusal);
        Assert.Equal(ChangeState.Rejected, desk.StateOf(change));
    }
}
