using System.Globalization;
using Turnpike.Inventory;
using Turnpike.Inventory.Segments;
using Turnpike.Ledger;
using Turnpike.Ledger.Attachments;
using Turnpike.Ledger.Entries;
using Turnpike.Ledger.Events;

namespace Turnpike.Server.Operations.Retention;

/// <summary>
/// Deletes attachments whose time is over: of changes, and of what the estate once was. What anything else refers to stays;
/// so does everything while somebody holds it.
/// </summary>
public sealed class RetireAttachments(
    ChangeAttachments ofChanges, EstateInventory estate, RetentionHolds holds, ProjectionFollower follower, IAttachmentStore attachments, ServerSettings settings, TimeProvider time)
{
    private const int MaxAtOnce = 1000;

    // A push keeps its parts first and is recorded then; until that, nothing names them.
    private static readonly TimeSpan s_longestPush = TimeSpan.FromHours(1);

    /// <returns>How many were deleted.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken = default)
    {
        // What another node has just recorded may need one of them.
        await follower.CatchUpAsync(cancellationToken);
        return holds.InForce.Count > 0 ? 0 : await RetireChangesAsync(cancellationToken) + await RetireEstateAsync(cancellationToken);
    }

    private async Task<int> RetireChangesAsync(CancellationToken cancellationToken)
    {
        var keep = settings.Operations.KeepPlans;
        var limit = time.GetUtcNow() - keep;
        var old = await OldAsync(static i => !SegmentForm.IsOfEstate(i.MediaType), limit, cancellationToken);
        var retired = await ofChanges.UnneededAsync(old, limit, cancellationToken);
        await RetireAsync(Rule("keep-plans", keep), retired, limit, static _ => true, cancellationToken);
        return retired.Count;
    }

    // Pages and documents are named by segments, and segments by the ledger: it is told of those.
    private async Task<int> RetireEstateAsync(CancellationToken cancellationToken)
    {
        var keep = TimeSpan.FromTicks(Math.Max(settings.Operations.KeepEstate.Ticks, s_longestPush.Ticks));
        var limit = time.GetUtcNow() - keep;
        var old = await OldAsync(static i => SegmentForm.IsOfEstate(i.MediaType), limit, cancellationToken);
        if (old.Count == 0)
        {
            return 0;
        }

        var needed = await estate.AttachmentsSinceAsync(limit, cancellationToken);
        var retired = old.Where(i => !needed.Contains(i.Hash)).ToList();
        await RetireAsync(Rule("keep-estate", keep), retired, limit, static i => i.MediaType == SegmentForm.MediaType, cancellationToken);
        return retired.Count;
    }

    private async Task<IReadOnlyList<AttachmentInfo>> OldAsync(Func<AttachmentInfo, bool> isMeant, DateTimeOffset limit, CancellationToken cancellationToken)
    {
        var old = new List<AttachmentInfo>();
        await foreach (var info in attachments.ListAsync(cancellationToken))
        {
            if (info.KeptAt < limit && isMeant(info))
            {
                old.Add(info);
            }
        }

        return old;
    }

    private async Task RetireAsync(string rule, IReadOnlyList<AttachmentInfo> retired, DateTimeOffset limit, Func<AttachmentInfo, bool> isNamed, CancellationToken cancellationToken)
    {
        foreach (var some in retired.Chunk(MaxAtOnce))
        {
            // Recorded first: what the ledger calls retired and is still there is deleted the next time.
            var said = new AttachmentsRetired(rule, [.. some.Where(isNamed).Select(i => i.Hash.ToBase64())], some.Sum(i => i.Bytes));
            await follower.AppendAsync(new StreamName("attachments"), ExpectedVersion.Any, [OperationsEvents.AttachmentsRetired.Draft(said, "turnpike")], cancellationToken);

            // What came again since it was listed is needed again.
            await attachments.DeleteAsync([.. some.Select(i => i.Hash)], limit, cancellationToken);
        }
    }

    private static string Rule(string setting, TimeSpan keep) => string.Create(CultureInfo.InvariantCulture, $"{setting} {keep.TotalDays:0.##}d");
}
