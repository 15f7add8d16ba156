using Turnpike.Delivery.Changes;
using Turnpike.Governance.Decisions;
using Turnpike.Governance.Exceptions;

namespace Turnpike.Delivery.Judging;

/// <summary>Where changes stand now: by how they ended, or by the decisions that still hold.</summary>
public sealed class ChangeStandings(ChangeProjection changes, DecisionProjection decisions, ExceptionProjection exceptions, EstateMoves moves, PoliciesInForce policies, TimeProvider time)
{
    public ChangeStanding Of(Change change)
    {
        if (change.End is { } end)
        {
            return new ChangeStanding(end.Kind, end.Kind == ChangeState.Superseded ? $"change {end.Note} took its place" : $"{end.By}: {end.Note}", IsOutdated: false);
        }

        var now = InputsNow(change);
        var approval = decisions.ApprovalOf(change.Subject, now);
        var state = approval.State switch
        {
            ApprovalState.Approved => ChangeState.Approved,
            ApprovalState.Rejected => ChangeState.Rejected,
            _ => ChangeState.Waiting,
        };
        return new ChangeStanding(state, approval.Why, IsOutdated: moves.HasMovedSince(change) || now.Any(i => change.Inputs[i.Key] != i.Value));
    }

    /// <summary>
    /// What a decision must have been made for to hold now. Other policies, or an exception that has ended since, take the
    /// place of what was seen: a decision made before does not hold, even before the change is judged again.
    /// </summary>
    public IReadOnlyDictionary<string, string> InputsNow(Change change)
    {
        var lapsed = change.Judged.Exceptions.FirstOrDefault(e => exceptions.Find(e.Id)?.StateAt(time.GetUtcNow()) != ExceptionState.Active);
        if (lapsed is null && change.Judged.Policies == policies.Hash)
        {
            return change.Inputs;
        }

        return new Dictionary<string, string>(change.Inputs)
        {
            ["policies"] = policies.Hash,
            ["findings"] = lapsed is null ? change.Judged.Findings : $"without exception {lapsed.Id}",
        };
    }

    /// <param name="before">A position; only changes that came before it. Null for the newest.</param>
    public ChangePage Search(ChangeQuery query, int limit, long? before = null)
    {
        var found = changes.Newest(before).Where(query.Matches)
            .Select(change => (Change: change, Standing: Of(change)))
            .Where(c => query.State is null || c.Standing.State == query.State)
            .Take(limit + 1)
            .ToList();
        return found.Count > limit ? new ChangePage(found[..limit], found[limit - 1].Change.Position) : new ChangePage(found, null);
    }
}
