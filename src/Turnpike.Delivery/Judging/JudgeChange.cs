using System.Collections.Concurrent;
using System.Text;
using Turnpike.Delivery.Changes;
using Turnpike.Formats;
using Turnpike.Formats.TerraformPlan;
using Turnpike.Formats.Withholding;
using Turnpike.Gate.Findings;
using Turnpike.Governance;
using Turnpike.Governance.Decisions;
using Turnpike.Governance.Exceptions;
using Turnpike.Inventory;
using Turnpike.Inventory.Ownership;
using Turnpike.Ledger;
using Turnpike.Ledger.Attachments;
using Turnpike.Ledger.Entries;
using Turnpike.Ledger.Events;

namespace Turnpike.Delivery.Judging;

/// <summary>Makes a change of a plan: judged on the whole estate with the approved changes laid on it, recorded, its secrets withheld.</summary>
/// <param name="wholeEstate">Of a larger estate, only what lies around a change is read.</param>
public sealed class JudgeChange(
    ProjectionFollower follower,
    ChangeProjection changes,
    DecisionProjection decisions,
    ExceptionProjection exceptions,
    OwnershipProjection ownership,
    EstateInventory inventory,
    IAttachmentStore attachments,
    KeptPlans plans,
    KeptReports reports,
    EstateMoves moves,
    PoliciesInForce policies,
    JudgingPlaces places,
    InstallationKey key,
    TimeProvider time,
    int wholeEstate = EstateAround.WholeEstate)
{
    private readonly ApprovedChanges _approved = new(changes, decisions, plans);

    // What this node has judged again and found the same: by change, its entry and the context.
    private readonly ConcurrentDictionary<string, (long Version, string Context)> _confirmed = new();

    public async Task<Outcome<JudgedPlan>> RunAsync(Principal principal, PlanUpload upload, CancellationToken cancellationToken = default)
    {
        if (upload.Fault() is { } fault)
        {
            return fault;
        }

        var content = key.Sign(upload.Content.Span).ToBase64();
        await follower.CatchUpAsync(cancellationToken);
        var (id, known) = Known(upload, content);
        if (known is not null)
        {
            return new JudgedPlan(await SentAgainAsync(known, principal, upload, cancellationToken), IsNew: false, []);
        }

        using var place = await places.TakeAsync(isPatient: false, cancellationToken);
        if (place is null)
        {
            return JudgingPlaces.Busy;
        }

        var read = InputReader.Read(upload.Source.Name, upload.Content, KeptPlans.Options(upload.Scope));
        if (read.Document is not TerraformPlanDocument plan)
        {
            return read.Document is null || read.Diagnostics.Any(static d => d.IsError)
                ? new JudgedPlan(null, IsNew: false, [.. read.Diagnostics])
                : new Refusal("not-a-plan", $"{upload.Source.Name} is a {read.Document.Kind.ToText()}, and a change is made of a plan (terraform show -json) or of expanded code (turnpike terraform result). Send what exists as a source.");
        }

        return read.Diagnostics.Any(static d => d.IsError)
            ? new JudgedPlan(null, IsNew: false, [.. read.Diagnostics])
            : await RecordAsync(principal, upload, id, content, plan, cancellationToken);
    }

    /// <summary>
    /// Judges a change again where policies, estate, approved changes or exceptions have moved since. Where the outcome is
    /// the same nothing is recorded.
    /// </summary>
    /// <param name="actor">Who has it judged again, as the ledger calls them.</param>
    /// <param name="isPatient">Waits for a place as long as it takes.</param>
    /// <returns>The change as it is then.</returns>
    public async Task<Outcome<Change>> AgainAsync(Change change, string actor, bool isPatient, CancellationToken cancellationToken = default)
    {
        var context = await ContextAsync(change.Id, change.Judged.Scope, change.Judged.Source, cancellationToken);
        if (change.End is not null || IsUpToDate(change, context))
        {
            moves.IsTheSame(change, context.Estate.Position);
            return change;
        }

        using var place = await places.TakeAsync(isPatient, cancellationToken);
        if (place is null)
        {
            return JudgingPlaces.Busy;
        }

        if (await plans.FindAsync(change, cancellationToken) is not { } plan || await plans.BytesAsync(change, cancellationToken) is not { } bytes)
        {
            return new Refusal("not-kept", $"The plan of change {change.Id} is no longer kept, so that it cannot be judged again. Send it anew.");
        }

        var before = await reports.FindAsync(change, cancellationToken);
        var judged = await JudgeAsync(new JudgingTask(change.Judged, plan, bytes, null, before), context, cancellationToken);
        if (judged.Findings == change.Judged.Findings && judged.Plan == change.Judged.Plan && judged.Policies == change.Judged.Policies && judged.Estate == change.Judged.Estate && judged.Exceptions.SequenceEqual(change.Judged.Exceptions))
        {
            _confirmed[change.Id] = (change.LastPosition, context.Hash);
            moves.IsTheSame(change, context.Estate.Position);
            return change;
        }

        // Another node may have been first, or it has ended: what the ledger has then is the answer.
        await follower.AppendAsync(StreamOf(change.Id), ExpectedVersion.At(change.StreamVersion), [ChangeEvents.Judged.Draft(judged, actor)], cancellationToken);
        return changes.Find(change.Id)!;
    }

    /// <summary>The same for somebody who waits no longer than others may.</summary>
    public Task<Outcome<Change>> AgainAsync(Change change, string actor, CancellationToken cancellationToken = default) => AgainAsync(change, actor, isPatient: false, cancellationToken);

    internal static StreamName StreamOf(string id) => new(Change.SubjectOf(id));

    private bool IsUpToDate(Change change, JudgingContext context) =>
        change.Judged.Context == context.Hash || (_confirmed.TryGetValue(change.Id, out var confirmed) && confirmed == (change.LastPosition, context.Hash));

    // A plan that gave way, or was not wanted, is proposed anew when another commit leads to it again.
    private (string Id, Change? Known) Known(PlanUpload upload, string content)
    {
        for (var time = 0; ; time++)
        {
            var id = IdOf(upload.Scope, content, time);
            if (changes.Find(id) is not { } known)
            {
                return (id, null);
            }

            if (known.End is not { Kind: ChangeState.Withdrawn or ChangeState.Superseded } || IsOf(known, upload.Source.Commit))
            {
                return (id, known);
            }
        }
    }

    private bool IsOf(Change known, string? commit) => commit is null || changes.OfCommit(commit).Any(c => c.Id == known.Id);

    // Made of the content, so that two nodes that are sent the same at once make one change of it.
    private string IdOf(string scope, string content, int time) =>
        key.Sign(Encoding.UTF8.GetBytes(time == 0 ? $"change\n{scope}\n{content}" : $"change\n{scope}\n{content}\n{time}")).ToString()[..16];

    private async Task<Change> SentAgainAsync(Change known, Principal principal, PlanUpload upload, CancellationToken cancellationToken)
    {
        if (IsOf(known, upload.Source.Commit))
        {
            return known;
        }

        // Whoever wrote it stays its author: to send it again makes nobody else's approval of one's own.
        var again = new ChangeSentAgain(known.Id, upload.Source with { Author = known.Judged.Source.Author });
        var result = await follower.AppendAsync(StreamOf(known.Id), ExpectedVersion.At(known.StreamVersion), [ChangeEvents.SentAgain.Draft(again, principal.Id)], cancellationToken);
        var change = changes.Find(known.Id)!;
        if (result is AppendResult.Conflict)
        {
            return await SentAgainAsync(change, principal, upload, cancellationToken);
        }

        if (change.End is null)
        {
            await SupersedeAsync(change, change.LastPosition, principal, cancellationToken);
        }

        return change;
    }

    private async Task<JudgingContext> ContextAsync(string id, string scope, ChangeSource source, CancellationToken cancellationToken) =>
        new(policies, await inventory.AtAsync(null, cancellationToken), _approved.Under(id, scope, source), exceptions.All(), ownership, time.GetUtcNow());

    private async Task<Outcome<JudgedPlan>> RecordAsync(Principal principal, PlanUpload upload, string id, string content, TerraformPlanDocument plan, CancellationToken cancellationToken)
    {
        if (KeptDocument.Write(plan, key.Bytes) is not { } kept)
        {
            return new Refusal("not-a-plan", $"{upload.Source.Name} cannot be kept without its secrets.");
        }

        var context = await ContextAsync(id, upload.Scope, upload.Source, cancellationToken);
        var head = ChangeHead.Of(id, upload, principal.Id, content);
        var judged = await JudgeAsync(new JudgingTask(head, KeptPlans.Read(head, kept), kept, plan, null), context, cancellationToken);
        var result = await follower.AppendAsync(StreamOf(id), ExpectedVersion.None, [ChangeEvents.Judged.Draft(judged, principal.Id)], cancellationToken);
        var change = changes.Find(id)!;
        if (result is AppendResult.Conflict)
        {
            return new JudgedPlan(change, IsNew: false, []);
        }

        await SupersedeAsync(change, change.Position, principal, cancellationToken);
        return new JudgedPlan(change, IsNew: true, []);
    }

    private async Task<ChangeJudged> JudgeAsync(JudgingTask task, JudgingContext context, CancellationToken cancellationToken)
    {
        var surroundings = await EstateAround.LoadAsync(context.Estate, task.Head.Scope, task.Kept.Changes, wholeEstate, cancellationToken) with
        {
            Approved = await _approved.LoadAsync(context.Approved, cancellationToken),
        };
        task = task.On(surroundings, key);
        var judgement = PlanJudgement.Of(task, context, surroundings, await StandingAsync(task.Head.Scope, cancellationToken), key, time, cancellationToken);
        var plan = await attachments.PutAsync(task.Bytes, KeptReports.MediaType, cancellationToken);
        var findings = await attachments.PutAsync(judgement.Findings, KeptReports.MediaType, cancellationToken);
        return judgement.Judged with { Plan = plan.ToBase64(), Findings = findings.ToBase64() };
    }

    // The estate knows what a resource was like; of a provider's block or a variable only the last change that was carried out does.
    private async Task<IReadOnlySet<Fingerprint>> StandingAsync(string scope, CancellationToken cancellationToken) =>
        changes.LastApplied(scope) is { } applied && await reports.FindAsync(applied, cancellationToken) is { } report
            ? report.Findings.Where(static f => f.Resource is null).Select(static f => f.Fingerprint).ToHashSet()
            : [];

    private async Task SupersedeAsync(Change change, long before, Principal principal, CancellationToken cancellationToken)
    {
        if (change.Judged.Source.Line is not { } line)
        {
            return;
        }

        foreach (var older in changes.Open().Where(c => c.Id != change.Id && c.Position < before && c.Judged.Scope == change.Judged.Scope && c.Judged.Source.Line == line))
        {
            var superseded = ChangeEvents.Superseded.Draft(new ChangeSuperseded(older.Id, change.Id), principal.Id);
            await ChangeAppend.WhileOpenAsync(follower, changes, older.Id, superseded, cancellationToken);
        }
    }
}
