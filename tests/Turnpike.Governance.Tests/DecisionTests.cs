using Turnpike.Governance.Decisions;
using Turnpike.Governance.Rights;

namespace Turnpike.Governance.Tests;

public class DecisionTests
{
    private const string Subject = "change/1";

    private static readonly DecisionRights s_rights = new([new("two", Allow: true) { Roles = ["approver"], Needed = 2 }]);
    private static readonly DecisionRequest s_request = new("approve", "production", null, null, 10, "eve");
    private static readonly Dictionary<string, string> s_inputs = new() { ["plan"] = "p1", ["policies"] = "r1", ["estate"] = "e1" };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Approvals_of_two_people_are_needed_and_void_when_an_input_moves()
    {
        var decisions = new DecisionProjection();
        await using var books = new Books(decisions);
        var decide = new Decide(books.Follower, decisions, s_rights, books.NextId);

        await Approve("ada");
        Assert.Equal(new Approval(ApprovalState.Waiting, "1 of 2 approvals"), decisions.ApprovalOf(Subject, s_inputs));
        await Approve("ada");
        Assert.Equal(ApprovalState.Waiting, decisions.ApprovalOf(Subject, s_inputs).State);
        await Approve("bob");
        Assert.Equal(new Approval(ApprovalState.Approved, "approved by ada, bob"), decisions.ApprovalOf(Subject, s_inputs));

        var moved = new Dictionary<string, string>(s_inputs) { ["estate"] = "e2" };
        Assert.Equal(new Approval(ApprovalState.Waiting, "nobody has approved it as it is now"), decisions.ApprovalOf(Subject, moved));
        Assert.Equal(new Standing(false, "it was made for another estate"), decisions.On(Subject)[0].StandingFor(moved));

        async Task Approve(string person)
        {
            var outcome = await decide.RunAsync(Principal.With(person, "approver"), Subject, Verdict.Approve, s_request, null, s_inputs, s_inputs, Cancel);
            Assert.Equal((person, "approver", "two"), (outcome.Value!.By, outcome.Value.Role, outcome.Value.Rule));
        }
    }

    [Fact]
    public async Task A_rejection_stands_until_its_author_revokes_it()
    {
        var decisions = new DecisionProjection();
        await using var books = new Books(decisions);
        var decide = new Decide(books.Follower, decisions, s_rights, books.NextId);
        var revoke = new RevokeDecision(books.Follower, decisions, s_rights);
        foreach (var person in new[] { "ada", "bob" })
        {
            await decide.RunAsync(Principal.With(person, "approver"), Subject, Verdict.Approve, s_request, null, s_inputs, s_inputs, Cancel);
        }

        var rejection = await decide.RunAsync(Principal.With("cy", "approver"), Subject, Verdict.Reject, s_request, "opens the database", s_inputs, s_inputs, Cancel);
        Assert.Equal(new Approval(ApprovalState.Rejected, "cy rejected it: opens the database"), decisions.ApprovalOf(Subject, s_inputs));

        var stranger = await revoke.RunAsync(Principal.With("dan", "viewer"), rejection.Value!.Id, s_request, "no", Cancel);
        Assert.Equal("not-allowed", stranger.Refusal!.Code);
        Assert.Equal("cy", (await revoke.RunAsync(Principal.With("cy", "viewer"), rejection.Value.Id, s_request, "was wrong", Cancel)).Value!.RevokedBy);
        Assert.Equal(ApprovalState.Approved, decisions.ApprovalOf(Subject, s_inputs).State);
        Assert.Equal("revoked", (await revoke.RunAsync(Principal.With("cy"), rejection.Value.Id, s_request, "again", Cancel)).Refusal!.Code);
    }

    [Theory]
    [InlineData("viewer", Verdict.Approve, null, "e1", "not-allowed")]
    [InlineData("approver", Verdict.Approve, null, "e0", "moved")]
    [InlineData("approver", Verdict.Reject, " ", "e1", "reason-missing")]
    public async Task What_is_refused_leaves_nothing_in_the_ledger(string role, Verdict verdict, string? reason, string seenEstate, string code)
    {
        var decisions = new DecisionProjection();
        await using var books = new Books(decisions);
        var decide = new Decide(books.Follower, decisions, s_rights, books.NextId);

        var outcome = await decide.RunAsync(Principal.With("ada", role), Subject, verdict, s_request, reason, new Dictionary<string, string>(s_inputs) { ["estate"] = seenEstate }, s_inputs, Cancel);

        Assert.Equal(code, outcome.Refusal!.Code);
        Assert.Equal(0, (await books.Ledger.HeadAsync(Cancel)).Size);
    }

    [Fact]
    public async Task A_projection_made_anew_knows_the_same()
    {
        var decisions = new DecisionProjection();
        await using var books = new Books(decisions);
        var decide = new Decide(books.Follower, decisions, s_rights, books.NextId);
        await decide.RunAsync(Principal.With("ada", "approver"), Subject, Verdict.Approve, s_request, "fine", s_inputs, s_inputs, Cancel);

        var again = new DecisionProjection();
        await foreach (var entry in books.Ledger.ReadAsync(0, Cancel))
        {
            again.Apply(entry);
        }

        Assert.Equivalent(decisions.On(Subject), again.On(Subject), strict: true);
    }
}
