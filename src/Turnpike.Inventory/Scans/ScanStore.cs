using System.Collections.Concurrent;
using Turnpike.Ledger;
using Turnpike.Ledger.Attachments;
using Turnpike.Ledger.Merkle;

namespace Turnpike.Inventory.Scans;

/// <summary>What is kept of reports, from attachments. What is in memory for anybody is not read again.</summary>
public sealed class ScanStore(IAttachmentStore attachments)
{
    private readonly ConcurrentDictionary<Hash256, WeakReference<KeptScan>> _known = [];

    /// <summary>Null where it is no longer kept.</summary>
    /// <exception cref="LedgerDamagedException">It is not what was kept.</exception>
    internal async Task<KeptScan?> FindAsync(ScanState report, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(report.Attachment, out var weak) && weak.TryGetTarget(out var known))
        {
            return known;
        }

        Attachment? attachment;
        try
        {
            attachment = await attachments.FindAsync(report.Attachment, cancellationToken);
        }
        catch (AttachmentDamagedException damaged)
        {
            throw Damaged(report, damaged.Message);
        }

        if (attachment is null)
        {
            return null;
        }

        var kept = KeptScan.Read(attachment.Content.Span, out var fault) ?? throw Damaged(report, fault!);
        _known[report.Attachment] = new WeakReference<KeptScan>(kept);
        return kept;
    }

    internal Task<Hash256> KeepAsync(KeptScan kept, CancellationToken cancellationToken) => attachments.PutAsync(kept.Write(), KeptScan.MediaType, cancellationToken);

    private static LedgerDamagedException Damaged(ScanState report, string fault) => new(report.Position, $"its report of {report.Key.Tool} on {report.Key.Subject}: {fault}");
}
