using Turnpike.Delivery.Changes;
using Turnpike.Delivery.Judging;
using Turnpike.Formats.TerraformPlan;
using Turnpike.Gate;
using Turnpike.Gate.Findings;
using Turnpike.Gate.Rules;
using Turnpike.Gate.Surrounding;
using Turnpike.Governance.Decisions;
using Turnpike.Inventory;
using Turnpike.Ledger.Entries;
using Turnpike.Rego.Evaluation;
using Verdict = Turnpike.Gate.Verdict;

namespace Turnpike.Delivery.DryRuns;

/// <summary>
/// Tries rules on the estate as it is and on the plans of past changes: what would they have stopped? Nothing is recorded.
/// A plan is judged on the estate as it was when the change was judged last, with what was approved and not yet applied
/// then laid on it; by itself, and that is said, where the estate of then is no longer kept as a whole.
/// </summary>
public sealed class DryRun(EstateInventory inventory, ChangeProjection changes, KeptPlans plans, PoliciesInForce policies, DecisionProjection decisions, InstallationKey key, TimeProvider time, int wholeEstate = EstateAround.WholeEstate)
{
    private readonly ApprovedChanges _approved = new(changes, decisions, plans);

    /// <summary>The newest changes are tried, no more than so many.</summary>
    public const int MaxChanges = 2_000;

    /// <summary>Findings that are told; the rest is counted.</summary>
    public const int MaxFindings = 1_000;

    // Somebody's first draft of a rule must not hold up a node.
    private static readonly EvaluationLimits s_limits = EvaluationLimits.Default with { Steps = 50_000_000, Time = TimeSpan.FromSeconds(2), Output = 10_000 };

    /// <param name="rules">Compiled without errors.</param>
    public async Task<DryRunOutcome> RunAsync(RuleSet rules, DryRunReach reach, IProgress<DryRunProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var estate = reach.Estate ? await inventory.AtAsync(null, cancellationToken) : null;
        var scopes = estate?.Scopes.Select(static s => s.Name).ToList() ?? [];
        var past = reach.Changes ? changes.Newest().TakeWhile(c => reach.Since is null || c.CreatedAt >= reach.Since).Take(MaxChanges).ToList() : [];
        var outcome = new DryRunOutcome([], [], 0, 0, 0);
        var (done, total) = (0, scopes.Count + past.Count);
        progress?.Report(new DryRunProgress(done, total));
        foreach (var scope in scopes)
        {
            var found = EstateCheck.Run(
                new EstateCheckRequest
                {
                    Estate = await EstateAround.LoadAsync(estate!, scope, wholeEstate, cancellationToken),
                    Wanted = resource => resource.Id.Scope.Name == scope,
                    Rules = rules,
                    ProviderData = policies.ProviderData,
                    FailOn = PoliciesInForce.FailOn,
                    RuleLimits = s_limits,
                    Clock = time,
                },
                null,
                cancellationToken).Findings;
            outcome = outcome with { Findings = [.. outcome.Findings.Concat(found).Take(MaxFindings)], FindingsTotal = outcome.FindingsTotal + found.Count };
            progress?.Report(new DryRunProgress(++done, total));
        }

        foreach (var change in past)
        {
            outcome = await TryAsync(rules, change, outcome, cancellationToken);
            progress?.Report(new DryRunProgress(++done, total));
        }

        return outcome;
    }

    private async Task<DryRunOutcome> TryAsync(RuleSet rules, Change change, DryRunOutcome outcome, CancellationToken cancellationToken)
    {
        if (await plans.FindAsync(change, cancellationToken) is not { } plan)
        {
            return outcome with { NoLongerKept = outcome.NoLongerKept + 1 };
        }

        var surroundings = await ThenAsync(change, plan, cancellationToken);
        var report = GateCheck.Run(
            new CheckRequest
            {
                Inputs = [],
                Documents = [plan],
                Rules = rules,
                ProviderData = policies.ProviderData,
                FailOn = PoliciesInForce.FailOn,
                Scope = change.Judged.Scope,
                Surroundings = surroundings ?? Surroundings.None,
                InstallationKey = surroundings is null ? default : key.Bytes.ToArray(),
                RuleLimits = s_limits,
                Clock = time,
            },
            cancellationToken);
        outcome = surroundings is null ? outcome with { WithoutEstate = outcome.WithoutEstate + 1 } : outcome;
        return report.Summary.Failed + report.Summary.Undecided == 0 ? outcome
            : outcome with { Stopped = [.. outcome.Stopped, new StoppedChange(change, report.Verdict, report.Summary.Failed, report.Summary.Undecided, surroundings is not null)] };
    }

    // Null where the estate of then is not kept as a whole.
    private async Task<Surroundings?> ThenAsync(Change change, TerraformPlanDocument plan, CancellationToken cancellationToken)
    {
        var estate = await inventory.AtAsync(change.JudgedAt, cancellationToken);
        if (estate.Scopes.Any(static s => !s.IsKept))
        {
            return null;
        }

        var around = await EstateAround.LoadAsync(estate, change.Judged.Scope, plan.Changes, wholeEstate, cancellationToken);
        return around with { Approved = await _approved.LoadAsync(_approved.AsOf(change), cancellationToken) };
    }
}

/// <param name="Since">Of the changes, those from this moment on; null for all that are kept.</param>
public sealed record DryRunReach(bool Estate, bool Changes, DateTimeOffset? Since);

/// <param name="Done">Scopes and changes judged.</param>
public sealed record DryRunProgress(int Done, int Total);

/// <param name="Stopped">Changes that would have had a finding that counts, the newest first.</param>
/// <param name="Findings">On the estate; the first of them.</param>
/// <param name="NoLongerKept">Changes whose plan is not kept any more.</param>
/// <param name="WithoutEstate">Changes that were judged by themselves, since the estate of then is not kept any more.</param>
public sealed record DryRunOutcome(IReadOnlyList<StoppedChange> Stopped, IReadOnlyList<Finding> Findings, int FindingsTotal, int NoLongerKept, int WithoutEstate);

/// <param name="Verdict">By the rules of the dry run alone.</param>
/// <param name="IsOnEstate">Judged on the estate of then, not by itself.</param>
public sealed record StoppedChange(Change Change, Verdict Verdict, int Failed, int Undecided, bool IsOnEstate);
