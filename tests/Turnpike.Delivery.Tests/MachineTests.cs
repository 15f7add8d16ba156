using FsCheck;
using FsCheck.Fluent;
using Turnpike.Delivery.Changes;
using Turnpike.Governance;
using Verdict = Turnpike.Governance.Decisions.Verdict;

namespace Turnpike.Delivery.Tests;

/// <summary>Random histories of two changes, on two nodes by turns, beside a model that is plain to read.</summary>
public class MachineTests
{
    private enum Verb
    {
        Resend,
        ApproveAsOther,
        ApproveAsAuthor,
        Reject,
        RevokeLast,
        Comment,
        Withdraw,
        Apply,
        Newer,
        JudgeAgain,
    }

    [Fact]
    public void Changes_stand_where_the_model_says()
    {
        var verbs = Enum.GetValues<Verb>();
        var steps = Gen.Choose(0, (verbs.Length * 2) - 1).ArrayOf().Resize(24).Where(static s => s.Length > 0).ToArbitrary();
        Prop.ForAll(steps, chosen => RunAsync([.. chosen.Select(c => (verbs[c / 2], c % 2 == 1))]).GetAwaiter().GetResult())
            .QuickCheckThrowOnFailure();
    }

    private static async Task RunAsync(IReadOnlyList<(Verb Verb, bool OnSecond)> steps)
    {
        await using var first = new Desk(Rules.Few);
        await using var second = new Desk(Rules.Few, first);
        var model = new Model();
        var sent = 0;
        var change = await first.SendAsync(Plan.OfBucket("v0"), branch: "main");
        foreach (var (verb, onSecond) in steps)
        {
            var desk = onSecond ? second : first;
            await desk.Follower.CatchUpAsync(TestContext.Current.CancellationToken);
            var refused = await DoAsync(desk, change, verb, ++sent);
            Assert.Equal(model.Refuses(verb), refused);
            if (verb == Verb.Newer)
            {
                Assert.Equal(model.Do(verb), desk.StateOf(change));
                change = desk.Changes.Newest().First();
                model = new Model();
            }
            else
            {
                Assert.Equal(model.Do(verb), desk.StateOf(change));
            }

            Assert.Equal(1, desk.Changes.Find(change.Id)!.Version);
        }
    }

    private static async Task<bool> DoAsync(Desk desk, Change change, Verb verb, int number)
    {
        var now = TestContext.Current.CancellationToken;
        switch (verb)
        {
            case Verb.Resend:
                var before = (await desk.EntriesAsync()).Count;
                var again = await desk.Judge.RunAsync(Desk.Ada, new Judging.PlanUpload("shop/production", Bytes(desk, change), null, change.Judged.Source), now);
                Assert.Equal((false, before), (again.Value!.IsNew, (await desk.EntriesAsync()).Count));
                return false;
            case Verb.ApproveAsOther:
                return Refused(await desk.DecideAsync(Desk.Bob, change));
            case Verb.ApproveAsAuthor:
                return Refused(await desk.DecideAsync(Desk.Ada, change));
            case Verb.Reject:
                return Refused(await desk.DecideAsync(Desk.Cleo, change, Verdict.Reject, "no"));
            case Verb.RevokeLast:
                var last = desk.Decisions.On(change.Subject).LastOrDefault(static d => d.RevokedBy is null);
                return last is null || Refused(await desk.Revoke.RunAsync(Desk.Cleo, last.Id, new("revoke", null, null, null, null, null), "again", now));
            case Verb.Comment:
                return Refused(await desk.Comment.RunAsync(Desk.Ada, change.Id, "hm", now));
            case Verb.Withdraw:
                return Refused(await desk.Withdraw.RunAsync(Desk.Ada, change.Id, "no", now));
            case Verb.Apply:
                return Refused(await desk.Mark.RunAsync(Desk.Ada, change.Id, "run", now));
            case Verb.Newer:
                await desk.SendAsync(Plan.OfBucket($"v{number}"), branch: "main");
                return false;
            default:
                await desk.JudgeAgain.RunAsync(now);
                return false;
        }
    }

    // The owner's tag is what the plans differ in.
    private static byte[] Bytes(Desk desk, Change change)
    {
        var plan = desk.Plans.FindAsync(change).GetAwaiter().GetResult()!;
        var tags = (Values.ObjectValue)((Values.ObjectValue)plan.Changes[0].After!).Get("tags")!;
        return Plan.OfBucket(((Values.StringValue)tags.Get("owner")!).Value);
    }

    private static bool Refused<T>(Outcome<T> outcome)
        where T : class => outcome.Refusal is not null;

    private sealed class Model
    {
        private readonly List<bool> _decisions = [];
        private ChangeState? _end;

        public bool Refuses(Verb verb) => verb switch
        {
            Verb.ApproveAsAuthor => true,
            Verb.ApproveAsOther or Verb.Reject or Verb.Withdraw or Verb.Apply => _end is not null,
            Verb.RevokeLast => _decisions.Count == 0,
            _ => false,
        };

        public ChangeState Do(Verb verb)
        {
            if (!Refuses(verb))
            {
                switch (verb)
                {
                    case Verb.ApproveAsOther:
                        _decisions.Add(true);
                        break;
                    case Verb.Reject:
                        _decisions.Add(false);
                        break;
                    case Verb.RevokeLast:
                        _decisions.RemoveAt(_decisions.Count - 1);
                        break;
                    case Verb.Withdraw:
                        _end = ChangeState.Withdrawn;
                        break;
                    case Verb.Apply:
                        _end = ChangeState.Applied;
                        break;
                    case Verb.Newer:
                        _end ??= ChangeState.Superseded;
                        break;
                }
            }

            return _end ?? (_decisions.Contains(false) ? ChangeState.Rejected : _decisions.Contains(true) ? ChangeState.Approved : ChangeState.Waiting);
        }
    }
}
