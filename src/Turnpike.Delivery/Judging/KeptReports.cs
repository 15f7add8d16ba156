using Turnpike.Delivery.Changes;
using Turnpike.Gate;
using Turnpike.Ledger.Attachments;
using Turnpike.Ledger.Merkle;

namespace Turnpike.Delivery.Judging;

/// <summary>What judging found, as it is kept.</summary>
public sealed class KeptReports(IAttachmentStore attachments)
{
    internal const string MediaType = "application/json";

    /// <summary>Of the latest judging; null where it is no longer kept.</summary>
    public async Task<CheckReport?> FindAsync(Change change, CancellationToken cancellationToken = default) =>
        Hash256.TryParseBase64(change.Judged.Findings, out var hash) && await attachments.FindAsync(hash, cancellationToken) is { } kept
            ? KeptReport.Read(kept.Content.Span)
            : null;
}
