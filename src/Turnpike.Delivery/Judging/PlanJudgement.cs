using Turnpike.Delivery.Changes;
using Turnpike.Delivery.Diffs;
using Turnpike.Estate.Changes;
using Turnpike.Formats;
using Turnpike.Gate;
using Turnpike.Gate.Findings;
using Turnpike.Gate.Surrounding;
using Turnpike.Ledger.Entries;

namespace Turnpike.Delivery.Judging;

/// <summary>One judging of one plan: asks the gate and sums up what it answers.</summary>
/// <param name="Judged">All but the hash of the findings.</param>
/// <param name="Findings">To be kept.</param>
internal sealed record PlanJudgement(ChangeJudged Judged, byte[] Findings)
{
    /// <param name="standing">What was said of code itself, and not of a resource, when a change of the scope was carried out last.</param>
    public static PlanJudgement Of(JudgingTask task, JudgingContext context, Surroundings surroundings, IReadOnlySet<Fingerprint> standing, InstallationKey key, TimeProvider time, CancellationToken cancellationToken)
    {
        var (head, plan) = (task.Head, task.Kept);
        var cover = new ExceptionCover(context.Exceptions, context.Now);
        CheckReport Check(InputDocument document) => GateCheck.Run(
            new CheckRequest
            {
                Inputs = [],
                Documents = [document],
                Rules = context.Policies.Rules,
                ProviderData = context.Policies.ProviderData,
                FailOn = PoliciesInForce.FailOn,
                ChangedOnly = true,
                Scope = head.Scope,
                Surroundings = surroundings,
                InstallationKey = key.Bytes.ToArray(),
                Clock = time,
            },
            cancellationToken);

        // The hash of what was read is always that of the kept plan: rules that need a secret may read more of the estate.
        var kept = task.Sent is null || task.HasSecrets ? Check(task.Kept) : null;
        var found = task.Sent is { } sent ? Check(sent) : task.Answers(head, context, kept!) ?? kept!;
        var report = found.With([.. found.Findings.Select(f => cover.Lay(f.Resource is null && standing.Contains(f.Fingerprint) ? f with { IsExisting = true } : f, head.Scope))]);
        var estate = (kept ?? found).JudgedOn?.Estate.Value ?? "";
        var touched = EstateAround.Touched(context.Estate, plan.Changes.Where(Alters));
        var dependents = EstateAround.BlastRadius(context.Estate, touched).Affected.Count(a => !touched.Contains(a.Resource));
        var broken = report.Findings.Count(static f => f.BrokenBy.Count > 0);
        var judged = head with
        {
            Policies = context.Policies.Hash,
            Estate = estate,
            EstatePosition = context.Estate.Position,
            Verdict = report.Verdict,
            Counts = new FindingCounts(report.Summary.Failed, report.Summary.Undecided, report.Summary.Waived, report.Summary.BelowThreshold, broken, report.Summary.Existing),
            Stale = report.Stale.Count,
            Actions = Count(plan.Changes),
            Exceptions = cover.Applied,
            Risk = RiskFormula.Of(context.Where, head.Scope, plan.Changes, report.Verdict, broken, report.Stale.Count, dependents),
            Context = context.Hash,
        };
        return new PlanJudgement(judged, KeptReport.Write(report));
    }

    /// <summary>Whether who depends on the resource may notice.</summary>
    public static bool Alters(ResourceChange change) => PlanDiff.ChangesSomething(change) && (change.Actions.Updates || change.Actions.Deletes || change.Actions.Forgets);

    private static ActionCounts Count(IReadOnlyList<ResourceChange> changes)
    {
        var counts = ActionCounts.None;
        foreach (var change in changes.Where(static c => PlanDiff.ChangesSomething(c)))
        {
            counts = change.Actions switch
            {
                { Replaces: true } => counts with { Replace = counts.Replace + 1 },
                { Deletes: true } => counts with { Delete = counts.Delete + 1 },
                { Updates: true } => counts with { Update = counts.Update + 1 },
                { Creates: true } => counts with { Create = counts.Create + 1 },
                _ => counts with { Others = counts.Others + 1 },
            };
        }

        return counts;
    }
}
