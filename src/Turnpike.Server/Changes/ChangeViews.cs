using System.Text.Json;
using Turnpike.Delivery.Changes;
using Turnpike.Delivery.Deciding;
using Turnpike.Delivery.Judging;
using Turnpike.Governance;
using Turnpike.Governance.Decisions;
using Turnpike.Governance.Rights;

namespace Turnpike.Server.Changes;

/// <summary>Changes as the API and the pages show them.</summary>
public sealed class ChangeViews(ChangeStandings standings, DecisionProjection decisions, DecisionRights rights)
{
    public ChangeResource Of(Change change) => Of(change, standings.Of(change));

    public static ChangeResource Of(Change change, ChangeStanding standing)
    {
        var judged = change.Judged;
        return new ChangeResource(
            judged.Id,
            judged.Scope,
            judged.Title,
            change.Author,
            change.Sender,
            judged.Source,
            standing.State,
            standing.Why,
            standing.IsOutdated,
            judged.Verdict,
            judged.Counts,
            judged.Actions,
            judged.Stale,
            judged.Risk,
            change.Inputs,
            change.Version,
            change.CreatedAt,
            change.JudgedAt,
            change.Position,
            change.LastPosition);
    }

    /// <param name="asking">Whose rights are told.</param>
    public ChangeDetailResource Detail(Change change, Principal asking)
    {
        var inputs = standings.InputsNow(change);
        return new ChangeDetailResource(
            Of(change),
            change.Judged.Exceptions,
            [.. decisions.On(change.Subject).Select(d => Of(d, inputs))],
            change.Comments,
            change.End,
            May(change, asking, "approve"),
            May(change, asking, "reject"));
    }

    public static ChangeDecisionResource Of(Decision decision, IReadOnlyDictionary<string, string> inputs)
    {
        var standing = decision.StandingFor(inputs);
        return new ChangeDecisionResource(
            decision.Id,
            JsonNamingPolicy.KebabCaseLower.ConvertName(decision.Verdict.ToString()),
            decision.By,
            decision.Role,
            decision.Rule,
            decision.Reason,
            decision.At,
            decision.Position,
            standing.Holds,
            standing.Why,
            decision.Inputs);
    }

    private MayResource May(Change change, Principal asking, string verb)
    {
        if (change.End is not null)
        {
            return new MayResource(false, "the change has ended");
        }

        var answer = rights.Ask(asking, change.Request(verb));
        return new MayResource(answer.IsAllowed, answer.Why);
    }
}
