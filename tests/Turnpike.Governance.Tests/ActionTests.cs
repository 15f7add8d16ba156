using Turnpike.Governance.Actions;

namespace Turnpike.Governance.Tests;

public class ActionTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_is_closed_only_by_somebody_else_than_who_did_it()
    {
        var actions = new ActionProjection();
        await using var books = new Books(actions);
        var complete = new CompleteAction(books.Follower, actions);
        var verify = new VerifyAction(books.Follower, actions);
        var opened = (await new OpenAction(books.Follower, actions, books.NextId)
            .RunAsync(Principal.With("lead"), "Test the restore", "ada", books.Clock.Now.AddDays(3), "incident/42", Cancel)).Value!;

        Assert.Equal("not-done", (await verify.RunAsync(Principal.With("bob"), opened.Id, true, "", Cancel)).Refusal!.Code);
        Assert.Equal("not-allowed", (await complete.RunAsync(Principal.With("bob"), opened.Id, "change/7", Cancel)).Refusal!.Code);
        Assert.Equal("evidence-missing", (await complete.RunAsync(Principal.With("ada"), opened.Id, "", Cancel)).Refusal!.Code);
        Assert.Equal(ActionState.Done, (await complete.RunAsync(Principal.With("ada"), opened.Id, "change/7", Cancel)).Value!.State);
        Assert.Equal("not-allowed", (await verify.RunAsync(Principal.With("ada"), opened.Id, true, "", Cancel)).Refusal!.Code);

        Assert.Equal(ActionState.Open, (await verify.RunAsync(Principal.With("bob"), opened.Id, false, "the restore was empty", Cancel)).Value!.State);
        await complete.RunAsync(Principal.With("ada"), opened.Id, "change/8", Cancel);
        var closed = (await verify.RunAsync(Principal.With("bob"), opened.Id, true, "restored and compared", Cancel)).Value!;

        Assert.Equal((ActionState.Closed, "change/8", "ada", books.Clock.Now), (closed.State, closed.Evidence, closed.DoneBy, closed.ClosedAt));
    }

    [Fact]
    public async Task Moving_its_day_away_is_counted()
    {
        var actions = new ActionProjection();
        await using var books = new Books(actions);
        var change = new ChangeAction(books.Follower, actions);
        var opened = (await new OpenAction(books.Follower, actions, books.NextId)
            .RunAsync(Principal.With("lead"), "Rotate keys", "ada", books.Clock.Now.AddDays(1), "finding/9", Cancel)).Value!;
        Assert.True(opened.IsOverdue(books.Clock.Now.AddDays(2)));

        Assert.Equal("not-allowed", (await change.RunAsync(Principal.With("eve"), opened.Id, "eve", null, "mine", Cancel)).Refusal!.Code);
        await change.RunAsync(Principal.With("ada"), opened.Id, null, books.Clock.Now.AddDays(5), "on leave", Cancel);
        var changed = (await change.RunAsync(Principal.With("lead"), opened.Id, "bob", books.Clock.Now.AddDays(4), "bob has time", Cancel)).Value!;

        Assert.Equal(("bob", 1, false), (changed.Owner, changed.Postponed, changed.IsOverdue(books.Clock.Now.AddDays(2))));
    }
}
