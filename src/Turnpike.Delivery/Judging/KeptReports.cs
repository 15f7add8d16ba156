using Turnpike.Delivery.Changes;
using Turnpike.Gate;
using Turnpike.Gate.Places;
using Turnpike.Ledger.Attachments;
using Turnpike.Ledger.Merkle;

namespace Turnpike.Delivery.Judging;

/// <summary>What judging found, as it is kept.</summary>
public sealed class KeptReports(IAttachmentStore attachments)
{
    internal const string MediaType = "application/json";

    /// <summary>Of the latest judging, with places in code where they are known; null where it is no longer kept.</summary>
    public async Task<CheckReport?> FindAsync(Change change, CancellationToken cancellationToken = default)
    {
        if (await ContentAsync(change.Judged.Findings, cancellationToken) is not { } kept)
        {
            return null;
        }

        var report = KeptReport.Read(kept.Span);
        return await ContentAsync(change.Places, cancellationToken) is { } places && CodePlaceMap.Read(places.Span, out _) is { } map ? map.Move(report) : report;
    }

    private async Task<ReadOnlyMemory<byte>?> ContentAsync(string? hash, CancellationToken cancellationToken) =>
        hash is not null && Hash256.TryParseBase64(hash, out var parsed) ? (await attachments.FindAsync(parsed, cancellationToken))?.Content : null;
}
