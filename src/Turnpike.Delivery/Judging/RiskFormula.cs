using Turnpike.Delivery.Changes;
using Turnpike.Delivery.Diffs;
using Turnpike.Estate.Changes;
using Turnpike.Gate;

namespace Turnpike.Delivery.Judging;

/// <summary>
/// How much can go wrong: a sum of points, at most 100, each with its fact. docs/guides/changes.md has the table.
/// </summary>
internal static class RiskFormula
{
    /// <param name="dependents">Resources that the change does not touch and that depend on what it alters or deletes.</param>
    public static ChangeRisk Of(WhereItIs where, string scope, IReadOnlyList<ResourceChange> all, Verdict verdict, int newlyBroken, int stale, int dependents)
    {
        var changes = all.Where(PlanDiff.ChangesSomething).ToList();
        var environment = where.Environment(scope, changes);
        var tier = where.Tier(scope, changes);
        var facts = new List<RiskFact>();
        Add(facts, verdict switch { Verdict.Fail => 30, Verdict.Unknown => 10, _ => 0 }, $"its verdict is {(verdict == Verdict.Fail ? "FAIL" : "UNKNOWN")}");
        Add(facts, newlyBroken > 0 ? 10 : 0, $"it breaks {Count(newlyBroken, "resource")} that it does not touch");
        Add(facts, stale > 0 ? 10 : 0, $"the plan has seen {Count(stale, "resource")} otherwise than the estate has them");
        AddGone(facts, changes);
        var doors = changes.FindAll(static c => KeptData.IsAccess(c.Address.Type));
        Add(facts, doors.Count > 0 ? 10 : 0, $"it changes who may do what, or what may talk to what: {First(doors)}");
        Add(facts, dependents switch { 0 => 0, <= 5 => 5, <= 25 => 10, <= 100 => 15, _ => 20 }, $"{Count(dependents, "resource")} elsewhere {(dependents == 1 ? "depends" : "depend")} on what it changes");
        if (changes.Count > 0)
        {
            Add(facts, environment switch { { Rank: 0 } => 15, { Rank: 1 } or null => 5, _ => 0 }, environment is { } e ? $"it is in {e.Name}, by {e.Why}" : "nothing says which environment it is in");
            Add(facts, tier?.Rank == 0 ? 10 : 0, $"its tier is {tier?.Name}, by {tier?.Why}");
        }

        return new ChangeRisk(Math.Min(100, facts.Sum(static f => f.Points)), environment?.Name, tier?.Name, KindOf(verdict), facts);
    }

    public static string KindOf(Verdict verdict) => verdict switch { Verdict.Fail => "failing", Verdict.Unknown => "undecided", _ => "passing" };

    private static void AddGone(List<RiskFact> facts, List<ResourceChange> changes)
    {
        var gone = changes.FindAll(static c => c.Actions.Deletes);
        var data = gone.FindAll(static c => KeptData.IsIn(c.Address.Type) && c.Deposed is null);
        Add(facts, data.Count == 0 ? 0 : Math.Min(40, 25 + (5 * (data.Count - 1))), $"it deletes or replaces what keeps data: {First(data)}");
        Add(facts, Math.Min(15, 2 * (gone.Count - data.Count)), $"it deletes or replaces {Count(gone.Count - data.Count, data.Count > 0 ? "other resource" : "resource")}");
        Add(facts, Math.Min(5, changes.Count(static c => c.Actions.Updates)), $"it updates {Count(changes.Count(static c => c.Actions.Updates), "resource")} in place");
    }

    private static void Add(List<RiskFact> facts, int points, string says)
    {
        if (points > 0)
        {
            facts.Add(new RiskFact(points, says));
        }
    }

    private static string First(List<ResourceChange> changes) =>
        string.Join(", ", changes.Take(3).Select(static c => c.Address.Text)) + (changes.Count > 3 ? $" and {changes.Count - 3} more" : "");

    private static string Count(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";
}
