using System.Security.Cryptography;
using Turnpike.Estate.Joins;
using Turnpike.Formats;
using Turnpike.Inventory.Scopes;
using Turnpike.Inventory.Segments;
using Turnpike.Ledger;
using Turnpike.Ledger.Attachments;
using Turnpike.Ledger.Entries;
using Turnpike.Ledger.Events;
using Turnpike.Text;

namespace Turnpike.Inventory.Sources;

/// <summary>Takes a state or manifests into the estate: recognised by content, all of it or nothing.</summary>
public sealed class ReceiveSource(ProjectionFollower follower, EstateInventory inventory, IAttachmentStore attachments, InstallationKey key, JoinTable joins, TimeProvider time)
{
    private const int Tries = 5;

    // That a source still holds what it held is worth an entry now and then, not one a push.
    private static readonly TimeSpan s_confirmEvery = TimeSpan.FromHours(1);

    /// <param name="actor">Who pushes, as the ledger calls them.</param>
    public async Task<SourceOutcome> RunAsync(string actor, SourcePush push, CancellationToken cancellationToken = default)
    {
        var content = key.Sign(push.Content.Span).ToBase64();
        if (Known(push) is { } known && known.Content == content && await IsKeptAsync(push.Scope, cancellationToken))
        {
            return await ConfirmAsync(actor, push, [], cancellationToken);
        }

        var reading = SourceReading.Of(push, key);
        if (reading.Diagnostics.HasErrors)
        {
            return new SourceOutcome.Refused("invalid", $"{push.Name} was not received: nothing was written.", [.. reading.Diagnostics]);
        }

        for (var i = 0; i < Tries; i++)
        {
            if (await TryAsync(actor, push, content, reading, cancellationToken) is { } outcome)
            {
                return outcome;
            }
        }

        return new SourceOutcome.Refused("conflict", $"Others push to {push.Scope} all the time. Try again.", []);
    }

    // Null where somebody else wrote to the scope meanwhile.
    private async Task<SourceOutcome?> TryAsync(string actor, SourcePush push, string content, SourceReading reading, CancellationToken cancellationToken)
    {
        await follower.CatchUpAsync(cancellationToken);
        var now = await inventory.AtAsync(null, cancellationToken);
        var last = inventory.Book.Last(push.Scope);
        var next = await ScopeContent.ComposeAsync(now, push.Scope, push.Name, reading.Resources, joins, cancellationToken);
        var warnings = Warnings(push, reading, next);
        var bytes = next.Draft.Manifest.Write();
        var segment = new Ledger.Merkle.Hash256(SHA256.HashData(bytes));
        if (last?.Segment == segment && Known(push) is not null)
        {
            return await ConfirmAsync(actor, push, warnings, cancellationToken);
        }

        await KeepAsync(now, push.Scope, next.Draft, bytes, cancellationToken);
        var observed = new EstateObserved(
            push.Scope, push.Name, reading.Kind!.Value.ToText(), content, segment.ToBase64(), reading.Resources.Count, next.Resources, next.Added, next.Changed, next.Removed, push.Change);
        var expected = last is null ? ExpectedVersion.None : ExpectedVersion.At(last.StreamVersion);
        EventDraft[] events = [.. Lost(now, push).Select(l => InventoryEvents.SourceRemoved.Draft(l with { Segment = observed.Segment, ScopeResources = next.Resources }, actor)), InventoryEvents.Observed.Draft(observed, actor)];
        var result = await follower.AppendAsync(ScopeStream.Of(push.Scope), expected, events, cancellationToken);
        if (result is not AppendResult.Appended)
        {
            return null;
        }

        // The next to ask need not wait for the new content to be read.
        await inventory.AtAsync(null, cancellationToken);
        return Receipt(push, next.Added, next.Changed, next.Removed, isUnchanged: false, warnings);
    }

    private async Task<SourceOutcome> ConfirmAsync(string actor, SourcePush push, IReadOnlyList<Diagnostic> warnings, CancellationToken cancellationToken)
    {
        if (time.GetUtcNow() - Known(push)!.State.ConfirmedAt >= s_confirmEvery)
        {
            await follower.AppendAsync(ScopeStream.Of(push.Scope), ExpectedVersion.Any, [InventoryEvents.Confirmed.Draft(new EstateConfirmed(push.Scope, push.Name), actor)], cancellationToken);
        }

        return Receipt(push, 0, 0, 0, isUnchanged: true, warnings);
    }

    private async Task KeepAsync(Snapshots.EstateSnapshot now, string scope, SegmentDraft draft, byte[] manifest, CancellationToken cancellationToken)
    {
        var known = now.Attachments(scope);
        foreach (var attachment in draft.Attachments)
        {
            if (!known.Contains(attachment.Hash))
            {
                await attachments.PutAsync(attachment.Content, attachment.MediaType, cancellationToken);
            }
        }

        await attachments.PutAsync(manifest, SegmentForm.MediaType, cancellationToken);
    }

    private async Task<bool> IsKeptAsync(string scope, CancellationToken cancellationToken) =>
        (await inventory.AtAsync(null, cancellationToken)).Scopes.Any(s => s.Name == scope && s.IsKept);

    // Where the content of a scope was deleted, its other sources are gone until they are pushed again; the books say so.
    private static IEnumerable<EstateSourceRemoved> Lost(Snapshots.EstateSnapshot now, SourcePush push) =>
        from scope in now.Scopes
        where scope.Name == push.Scope && !scope.IsKept
        from source in scope.Sources
        where source.Name != push.Name
        select new EstateSourceRemoved(push.Scope, source.Name, "", 0, source.Resources, "Its content is no longer kept.");

    private SourceOutcome.Received Receipt(SourcePush push, int added, int changed, int removed, bool isUnchanged, IReadOnlyList<Diagnostic> warnings)
    {
        var state = Known(push)!.State;
        return new SourceOutcome.Received(new SourceReceipt(
            push.Scope, push.Name, state.Kind, state.Resources, added, changed, removed, isUnchanged, state.Position, state.ConfirmedAt, warnings));
    }

    private KnownSource? Known(SourcePush push) => inventory.Book.Last(push.Scope)?.Sources.FirstOrDefault(s => s.State.Name == push.Name);

    private static List<Diagnostic> Warnings(SourcePush push, SourceReading reading, ScopeContent next)
    {
        var warnings = reading.Diagnostics.ToList();
        foreach (var source in next.TakenOver.GroupBy(static k => k.Source))
        {
            warnings.Add(SourceDiagnostics.AlsoElsewhere(push.Name, source.First().Resource.Address.Text, source.Key, source.Count()));
        }

        return warnings;
    }
}

internal static class ScopeStream
{
    public static StreamName Of(string scope) => new("estate/" + scope);
}
