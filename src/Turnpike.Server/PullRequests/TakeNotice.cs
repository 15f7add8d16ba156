using Turnpike.Delivery.Changes;
using Turnpike.Delivery.Judging;
using Turnpike.Ledger;
using Turnpike.Ledger.Entries;
using Turnpike.Ledger.Events;

namespace Turnpike.Server.PullRequests;

/// <summary>Acts on what a code host told: records pull requests, judges changes again. To be told twice changes nothing.</summary>
internal sealed class TakeNotice(ProjectionFollower follower, PullProjection pulls, ChangeProjection changes, JudgeChange judge, PullBook book)
{
    private const int MaxText = 300;

    /// <returns>What was done, for whoever looks at the host's list of deliveries.</returns>
    public async Task<string> RunAsync(CodeHostSettings host, HookNotice notice, CancellationToken cancellationToken)
    {
        switch (notice)
        {
            case HookNotice.Seen(var pull):
                return await NoteAsync(pull with { Title = Short(pull.Title), Author = Short(pull.Author) }, cancellationToken);
            case HookNotice.Ended(var pull) when pulls.Find(Pull.KeyOf(pull.Host, pull.Repository, pull.Number)) is { } known:
                await AppendAsync(known, PullEvents.Ended.Draft(pull, "host/" + host.Id), cancellationToken);
                return "ended";
            case HookNotice.Again again:
                return await AgainAsync(host, again, cancellationToken);
            default:
                return notice is HookNotice.Other(var why) ? why : "not known";
        }
    }

    /// <summary>The changes of a pull request's commit that neither ended nor gave way.</summary>
    public static IEnumerable<Change> ChangesOf(ChangeProjection changes, string head) =>
        changes.OfCommit(head).Where(static c => c.End is not { Kind: ChangeState.Withdrawn or ChangeState.Superseded });

    private async Task<string> NoteAsync(PullSeen seen, CancellationToken cancellationToken)
    {
        var known = pulls.Find(Pull.KeyOf(seen.Host, seen.Repository, seen.Number));
        if (known?.Seen == seen)
        {
            return "known";
        }

        await AppendAsync(known ?? new Pull(seen, default, 0), PullEvents.Seen.Draft(seen, "host/" + seen.Host), cancellationToken);
        return "seen";
    }

    private async Task<string> AgainAsync(CodeHostSettings host, HookNotice.Again again, CancellationToken cancellationToken)
    {
        var pull = pulls.Open.FirstOrDefault(p => p.Seen.Host == host.Id && p.Seen.Repository == again.Repository && (p.Seen.Number == again.Number || p.Seen.Head == again.Head));
        if (pull is null)
        {
            return "not known";
        }

        foreach (var change in ChangesOf(changes, pull.Seen.Head).ToList())
        {
            await judge.AgainAsync(change, $"host/{host.Id}/{Short(again.By)}", cancellationToken);
        }

        await book.ForgetAsync(pull.Key, cancellationToken);
        return "judged again";
    }

    private async Task AppendAsync(Pull pull, EventDraft draft, CancellationToken cancellationToken) =>
        await follower.AppendAsync(new StreamName("pull/" + pull.Key), ExpectedVersion.Any, [draft], cancellationToken);

    private static string Short(string text) => text.Length > MaxText ? text[..MaxText] : text;
}
