using System.Security.Cryptography;
using Turnpike.Estate.Joins;
using Turnpike.Formats;
using Turnpike.Inventory.Coverage;
using Turnpike.Inventory.Scopes;
using Turnpike.Inventory.Segments;
using Turnpike.Ledger;
using Turnpike.Ledger.Attachments;
using Turnpike.Ledger.Entries;
using Turnpike.Ledger.Events;
using Turnpike.Ledger.Merkle;
using Turnpike.Text;

namespace Turnpike.Inventory.Sources;

/// <summary>
/// Takes any number of sources of one scope into the estate: the scope is composed once and written once. Each source is
/// received as a whole or not at all; that one is refused does not hold up the others.
/// </summary>
public sealed class ReceiveSources(ProjectionFollower follower, EstateInventory inventory, IAttachmentStore attachments, InstallationKey key, JoinTable joins, NoteCoverage coverage, TimeProvider time)
{
    private const int Tries = 5;

    // That a source still holds what it held is worth an entry now and then, not one a push.
    private static readonly TimeSpan s_confirmEvery = TimeSpan.FromHours(1);

    private sealed record Pending(SourcePush Push, string Content, SourceReading Reading);

    /// <param name="actor">Who pushes, as the ledger calls them.</param>
    /// <param name="pushes">All of one scope, each source once.</param>
    /// <returns>What became of each, in the same order.</returns>
    public async Task<IReadOnlyList<SourceOutcome>> RunAsync(string actor, IReadOnlyList<SourcePush> pushes, CancellationToken cancellationToken = default)
    {
        var outcomes = new Dictionary<SourcePush, SourceOutcome>(ReferenceEqualityComparer.Instance);
        var pending = new List<Pending>();
        var isKept = IsKept(await inventory.AtAsync(null, cancellationToken), pushes[0].Scope);
        foreach (var push in pushes)
        {
            var content = key.Sign(push.Content.Span).ToBase64();
            if (isKept && Known(push) is { } known && known.Content == content)
            {
                outcomes[push] = await ConfirmAsync(actor, push, [], cancellationToken);
                continue;
            }

            var reading = SourceReading.Of(push, key);
            if (reading.Diagnostics.HasErrors)
            {
                outcomes[push] = new SourceOutcome.Refused("invalid", $"{push.Name} was not received: nothing was written.", [.. reading.Diagnostics]);
                continue;
            }

            pending.Add(new Pending(push, content, reading));
        }

        for (var i = 0; i < Tries && pending.Count > 0; i++)
        {
            if (await TryAsync(actor, pending, outcomes, cancellationToken))
            {
                break;
            }
        }

        await coverage.RunAsync(actor, pushes[0].Scope, [.. pending.Where(static p => p.Reading.Coverage is not null).Select(static p => new SourceCoverage(p.Push.Name, p.Reading.Coverage!))], cancellationToken);
        return [.. pushes.Select(p => outcomes.GetValueOrDefault(p) ?? new SourceOutcome.Refused("conflict", $"Others push to {p.Scope} all the time. Try again.", []))];
    }

    // False where somebody else wrote to the scope meanwhile, or it turned out damaged.
    private async Task<bool> TryAsync(string actor, List<Pending> pending, Dictionary<SourcePush, SourceOutcome> outcomes, CancellationToken cancellationToken)
    {
        var scope = pending[0].Push.Scope;
        await follower.CatchUpAsync(cancellationToken);
        var now = await inventory.AtAsync(null, cancellationToken);
        var last = inventory.Book.Last(scope);
        if (await ScopeContent.ComposeAsync(now, scope, [.. pending.Select(static p => (p.Push.Name, p.Reading.Resources))], joins, cancellationToken) is not { } next)
        {
            return false;
        }

        var bytes = next.Draft.Manifest.Write();
        var segment = new Hash256(SHA256.HashData(bytes));
        var isKept = IsKept(now, scope);
        var changed = !isKept ? pending : pending.FindAll(p => last?.Segment == segment ? Known(p.Push) is null : IsDifferent(p.Push, next));

        // The same resources may be kept otherwise than they were: a later version knows more relations.
        changed = changed.Count == 0 && last?.Segment != segment ? pending : changed;
        if (changed.Count > 0)
        {
            await KeepAsync(now, scope, next.Draft, bytes, isMended: last is not null && !isKept, cancellationToken);
            var observed = changed.Select(p => Observed(p, next, segment)).ToList();
            EventDraft[] events =
            [
                .. Lost(now, scope, pending).Select(l => InventoryEvents.SourceRemoved.Draft(l with { Segment = segment.ToBase64(), ScopeResources = next.Resources }, actor)),
                .. observed.Select(o => InventoryEvents.Observed.Draft(o, actor)),
            ];
            var expected = last is null ? ExpectedVersion.None : ExpectedVersion.At(last.StreamVersion);
            if (await follower.AppendAsync(ScopeStream.Of(scope), expected, events, cancellationToken) is not AppendResult.Appended)
            {
                return false;
            }

            // The next to ask need not wait for the new content to be read.
            await inventory.AtAsync(null, cancellationToken);
        }

        foreach (var one in pending)
        {
            var warnings = Warnings(one, next);
            var change = next.Changes[one.Push.Name];
            outcomes[one.Push] = changed.Contains(one)
                ? Receipt(one.Push, change.Added, change.Changed, change.Removed, isUnchanged: false, warnings)
                : await ConfirmAsync(actor, one.Push, warnings, cancellationToken);
        }

        return true;
    }

    // One that is new is worth an entry though it holds nothing.
    private bool IsDifferent(SourcePush push, ScopeContent next) => Known(push) is null || next.Changes[push.Name] is not { Added: 0, Changed: 0, Removed: 0, TakenOver.Count: 0 };

    private static EstateObserved Observed(Pending one, ScopeContent next, Hash256 segment)
    {
        var change = next.Changes[one.Push.Name];
        return new EstateObserved(
            one.Push.Scope,
            one.Push.Name,
            one.Reading.Kind!.Value.ToText(),
            one.Content,
            segment.ToBase64(),
            one.Reading.Resources.Count,
            next.Resources,
            change.Added,
            change.Changed,
            change.Removed,
            one.Push.Change);
    }

    private async Task<SourceOutcome> ConfirmAsync(string actor, SourcePush push, IReadOnlyList<Diagnostic> warnings, CancellationToken cancellationToken)
    {
        if (time.GetUtcNow() - Known(push)!.State.ConfirmedAt >= s_confirmEvery)
        {
            await follower.AppendAsync(ScopeStream.Of(push.Scope), ExpectedVersion.Any, [InventoryEvents.Confirmed.Draft(new EstateConfirmed(push.Scope, push.Name), actor)], cancellationToken);
        }

        return Receipt(push, 0, 0, 0, isUnchanged: true, warnings);
    }

    private async Task KeepAsync(Snapshots.EstateSnapshot now, string scope, SegmentDraft draft, byte[] manifest, bool isMended, CancellationToken cancellationToken)
    {
        var known = now.Attachments(scope);
        foreach (var attachment in draft.Attachments)
        {
            if (!known.Contains(attachment.Hash))
            {
                await PutAsync(attachment.Content, attachment.MediaType, isMended, cancellationToken);
            }
        }

        await PutAsync(manifest, SegmentForm.MediaType, isMended, cancellationToken);
    }

    // A store that has something under its hash does not keep it again: what is damaged has to go first.
    private async Task PutAsync(byte[] content, string mediaType, bool isMended, CancellationToken cancellationToken)
    {
        if (isMended)
        {
            try
            {
                await attachments.FindAsync(new Hash256(SHA256.HashData(content)), cancellationToken);
            }
            catch (AttachmentDamagedException damaged)
            {
                await attachments.DeleteAsync([damaged.Hash], DateTimeOffset.MaxValue, cancellationToken);
            }
        }

        await attachments.PutAsync(content, mediaType, cancellationToken);
    }

    private static bool IsKept(Snapshots.EstateSnapshot now, string scope) => now.Scopes.Any(s => s.Name == scope && s.IsKept);

    // Where the content of a scope was deleted, its other sources are gone until they are pushed again; the books say so.
    private static IEnumerable<EstateSourceRemoved> Lost(Snapshots.EstateSnapshot now, string name, List<Pending> pending) =>
        from scope in now.Scopes
        where scope.Name == name && !scope.IsKept
        from source in scope.Sources
        where !pending.Any(p => p.Push.Name == source.Name)
        select new EstateSourceRemoved(name, source.Name, "", 0, source.Resources, "Its content is no longer kept.");

    private SourceOutcome.Received Receipt(SourcePush push, int added, int changed, int removed, bool isUnchanged, IReadOnlyList<Diagnostic> warnings)
    {
        var state = Known(push)!.State;
        return new SourceOutcome.Received(new SourceReceipt(
            push.Scope, push.Name, state.Kind, state.Resources, added, changed, removed, isUnchanged, state.Position, state.ConfirmedAt, warnings));
    }

    private KnownSource? Known(SourcePush push) => inventory.Book.Last(push.Scope)?.Sources.FirstOrDefault(s => s.State.Name == push.Name);

    private static List<Diagnostic> Warnings(Pending one, ScopeContent next)
    {
        var warnings = one.Reading.Diagnostics.ToList();
        foreach (var source in next.Changes[one.Push.Name].TakenOver.GroupBy(static k => k.Source))
        {
            warnings.Add(SourceDiagnostics.AlsoElsewhere(one.Push.Name, source.First().Resource.Address.Text, source.Key, source.Count()));
        }

        return warnings;
    }
}

internal static class ScopeStream
{
    public static StreamName Of(string scope) => new("estate/" + scope);
}
