using Turnpike.Delivery.Changes;
using Turnpike.Gate.Surrounding;
using Turnpike.Governance.Decisions;

namespace Turnpike.Delivery.Judging;

/// <summary>
/// Changes that are approved and not yet applied, in the order in which they were approved: the estate as it will be. An
/// approved change is judged on those approved before it, every other on all.
/// </summary>
internal sealed class ApprovedChanges(ChangeProjection changes, DecisionProjection decisions, KeptPlans plans)
{
    /// <param name="source">Of the change that is judged: it takes the place of an approved one of the same pull request or branch.</param>
    public IReadOnlyList<Change> Under(string id, string scope, ChangeSource source)
    {
        var approved = changes.Open()
            .Where(c => c.Id == id || source.Line is null || c.Judged.Scope != scope || c.Judged.Source.Line != source.Line)
            .Where(c => decisions.ApprovalOf(c.Subject, c.Inputs).State == ApprovalState.Approved)
            .OrderBy(c => decisions.On(c.Subject).Where(d => d.Verdict == Verdict.Approve).Max(d => d.Position))
            .ToList();
        var own = approved.FindIndex(c => c.Id == id);
        return own < 0 ? approved : approved[..own];
    }

    /// <summary>
    /// Those that were approved and not yet applied when a change was judged last: by the last decision of before that
    /// was not revoked.
    /// </summary>
    public IReadOnlyList<Change> AsOf(Change judged)
    {
        var moment = judged.JudgedAt;
        return
        [
            .. changes.Newest()
                .Where(c => c.Id != judged.Id && c.CreatedAt <= moment && (judged.Judged.Source.Line is null || c.Judged.Scope != judged.Judged.Scope || c.Judged.Source.Line != judged.Judged.Source.Line))
                .Where(c => c.End is null || c.End.At > moment)
                .Select(c => (Change: c, Decision: decisions.On(c.Subject).Where(d => d.At <= moment && d.RevokedBy is null).MaxBy(static d => d.Position)))
                .Where(static c => c.Decision?.Verdict == Verdict.Approve)
                .OrderBy(static c => c.Decision!.Position)
                .Select(static c => c.Change),
        ];
    }

    /// <summary>Those whose plan is no longer kept are left out.</summary>
    public async Task<IReadOnlyList<ApprovedChange>> LoadAsync(IReadOnlyList<Change> approved, CancellationToken cancellationToken)
    {
        var loaded = new List<ApprovedChange>(approved.Count);
        foreach (var change in approved)
        {
            if (await plans.FindAsync(change, cancellationToken) is { } plan)
            {
                loaded.Add(new ApprovedChange(change.Id, plan.Planned));
            }
        }

        return loaded;
    }
}
