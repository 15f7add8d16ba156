using Turnpike.Delivery.Changes;
using Turnpike.Estate.Changes;
using Turnpike.Estate.Identity;
using Turnpike.Formats.TerraformCode;
using Turnpike.Formats.TerraformPlan;
using Turnpike.Formats.Withholding;
using Turnpike.Gate;
using Turnpike.Gate.Surrounding;
using Turnpike.Ledger.Entries;
using Turnpike.Values;

namespace Turnpike.Delivery.Judging;

/// <summary>A plan to be judged, for the first time or again.</summary>
/// <param name="Head">What is known of the change, by its last judging where there was one.</param>
/// <param name="Kept">The plan without its secrets.</param>
/// <param name="Bytes">The same, as it is kept.</param>
/// <param name="Sent">The plan with them, when it comes in; null where it is judged again.</param>
/// <param name="Before">What the last judging found; null for the first, or where that is no longer kept.</param>
internal sealed record JudgingTask(ChangeJudged Head, TerraformPlanDocument Kept, ReadOnlyMemory<byte> Bytes, TerraformPlanDocument? Sent, CheckReport? Before)
{
    private static readonly byte[] s_tag = System.Text.Encoding.UTF8.GetBytes($"\"{Withheld.Tag}\"");

    /// <summary>Judging it without them may leave open what was decided with them.</summary>
    public bool HasSecrets => Bytes.Span.IndexOf(s_tag) >= 0;

    /// <summary>
    /// Code as a plan on what there is, approved changes laid on it; any other plan as it is. What it makes of the code is
    /// kept: it is what people decide on.
    /// </summary>
    public JudgingTask On(Surroundings surroundings, InstallationKey key)
    {
        if (!Kept.IsCode)
        {
            return this;
        }

        var scope = new EstateScope(Head.Scope);
        var known = EstateLayers.Of(surroundings.Resources, [.. surroundings.Approved.Select(static a => a.Planned)]).InScope(scope);
        var kept = CodeOnEstate.Lay(Kept, known, key.Bytes);
        return this with
        {
            Kept = kept,
            Bytes = KeptDocument.Write(kept, key.Bytes)!,
            Sent = Sent is null ? null : CodeOnEstate.Lay(Sent, known, key.Bytes),
        };
    }

    /// <summary>
    /// What the rules said when they saw the secrets. It still holds where they are the same rules and read the same of the
    /// estate; else what needs a secret is unknown from now on, until the plan is sent anew.
    /// </summary>
    /// <param name="now">The kept plan, judged again.</param>
    public CheckReport? Answers(ChangeJudged last, JudgingContext context, CheckReport now) =>
        HasSecrets && Before is not null && last.Policies == context.Policies.Hash && last.Estate == now.JudgedOn?.Estate.Value
            ? now with { IsPartial = Before.IsPartial, Findings = Before.Findings, Diagnostics = Before.Diagnostics }
            : null;
}
