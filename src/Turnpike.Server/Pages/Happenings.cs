using Turnpike.Delivery.Changes;
using Turnpike.Governance.Access;
using Turnpike.Governance.Decisions;
using Turnpike.Governance.Exceptions;
using Turnpike.Inventory.Snapshots;
using Turnpike.Server.Access;
using Turnpike.Web.Elements;
using Turnpike.Web.Today;

namespace Turnpike.Server.Pages;

/// <summary>What others did since a moment, and how the road goes.</summary>
internal sealed class Happenings(ChangeProjection changes, DecisionProjection decisions, ExceptionProjection exceptions)
{
    private const int MaxLooked = 2_000;

    /// <summary>The latest first; what the caller did is known to them.</summary>
    public IReadOnlyList<Happening> Since(DateTimeOffset moment, Caller caller, EstateSnapshot? estate)
    {
        var recent = changes.Newest().Take(MaxLooked).ToList();
        var all = recent.TakeWhile(c => c.CreatedAt > moment).Select(c => new Happening(c.CreatedAt, c.Judged.Author, "sent", c.Judged.Title, Of(c.Id)))
            .Concat(recent.Where(c => c.End?.At > moment).Select(c => new Happening(c.End!.At, c.End.By, c.End.Kind.ToString().ToLowerInvariant(), c.Judged.Title, Of(c.Id))))
            .Concat(recent.SelectMany(c => c.Comments.Where(m => m.At > moment).Select(m => new Happening(m.At, m.By, "commented on", c.Judged.Title, Of(c.Id)))))
            .Concat(decisions.All().TakeWhile(d => d.At > moment).Select(Of).OfType<Happening>());
        if (caller.May(Permission.ReadGovernance))
        {
            all = all.Concat(exceptions.All().Where(e => e.GrantedAt > moment).Select(e => new Happening(e.GrantedAt, e.GrantedBy, "granted an exception from", e.Rule, "/policies/exceptions?state=all#x-" + Uri.EscapeDataString(e.Id))));
        }

        if (estate is not null)
        {
            all = all.Concat(estate.Scopes.SelectMany(s => s.Sources.Where(o => o.ObservedAt > moment).Select(o => new Happening(o.ObservedAt, o.By, $"pushed {o.Name} of", s.Name, Address.Of("/estate", ("q", "scope:" + s.Name))))));
        }

        return [.. all.Where(h => h.By != caller.Principal.Id).OrderByDescending(h => h.At)];
    }

    public Week WeekTo(DateTimeOffset now)
    {
        var begin = now.AddDays(-7);
        var recent = changes.Newest().Take(MaxLooked).ToList();
        var firsts = decisions.All().TakeWhile(d => d.At > begin).GroupBy(d => d.Subject)
            .Select(g => (First: decisions.On(g.Key)[0].At, Change: changes.Find(g.Key[(g.Key.IndexOf('/') + 1)..])))
            .Where(d => d.Change is not null && d.First > begin).Select(d => d.First - d.Change!.CreatedAt).Order().ToList();
        return new Week(recent.Count(c => c.CreatedAt > begin), firsts.Count, recent.Count(c => c.End is { Kind: ChangeState.Applied } end && end.At > begin), firsts.Count == 0 ? null : firsts[firsts.Count / 2]);
    }

    private Happening? Of(Decision decision) =>
        decision.Subject.StartsWith("change/", StringComparison.Ordinal) && changes.Find(decision.Subject["change/".Length..]) is { } change
            ? new Happening(decision.At, decision.By, decision.Verdict == Verdict.Approve ? "approved" : "rejected", change.Judged.Title, Of(change.Id))
            : null;

    private static string Of(string change) => Address.Under("/changes", change);
}
