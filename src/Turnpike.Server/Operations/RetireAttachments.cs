using System.Globalization;
using System.Text;
using System.Text.Json;
using Turnpike.Ledger;
using Turnpike.Ledger.Attachments;
using Turnpike.Ledger.Entries;
using Turnpike.Ledger.Events;
using Turnpike.Ledger.Merkle;

namespace Turnpike.Server.Operations;

/// <summary>
/// Deletes attachments of changes to which no event has referred for longer than they are kept. What anything else refers to
/// stays, and so does what no event names: one attachment may be named in another, as those of the estate are.
/// </summary>
public sealed class RetireAttachments(EventLedger ledger, ProjectionFollower follower, IAttachmentStore attachments, ServerSettings settings, TimeProvider time)
{
    private const string Changes = "change.";
    private const int Base64Length = 44;
    private const int MaxAtOnce = 1000;

    /// <returns>How many were deleted.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken = default)
    {
        var limit = time.GetUtcNow() - settings.Operations.KeepPlans;
        var old = new Dictionary<string, AttachmentInfo>(StringComparer.Ordinal);
        await foreach (var info in attachments.ListAsync(cancellationToken))
        {
            if (info.KeptAt < limit)
            {
                old[info.Hash.ToBase64()] = info;
            }
        }

        var retired = old.Count == 0 ? [] : await UnneededAsync(old, limit, cancellationToken);
        foreach (var some in retired.Chunk(MaxAtOnce))
        {
            // Recorded first: what the ledger calls retired and is still there is deleted the next time.
            var rule = string.Create(CultureInfo.InvariantCulture, $"keep-plans {settings.Operations.KeepPlans.TotalDays:0.##}d");
            var said = new AttachmentsRetired(rule, [.. some.Select(i => i.Hash.ToBase64())], some.Sum(i => i.Bytes));
            await follower.AppendAsync(new StreamName("attachments"), ExpectedVersion.Any, [OperationsEvents.AttachmentsRetired.Draft(said, "turnpike")], cancellationToken);
            await attachments.DeleteAsync([.. some.Select(i => i.Hash)], cancellationToken);
        }

        return retired.Count;
    }

    private async Task<IReadOnlyList<AttachmentInfo>> UnneededAsync(Dictionary<string, AttachmentInfo> old, DateTimeOffset limit, CancellationToken cancellationToken)
    {
        var (ofChanges, needed) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        await foreach (var entry in ledger.ReadAsync(0, cancellationToken))
        {
            if (entry.Type == OperationsEvents.AttachmentsRetired.Type)
            {
                continue;
            }

            var isPast = entry.Type.Name.StartsWith(Changes, StringComparison.Ordinal) && entry.RecordedAt < limit;
            foreach (var hash in Hashes(entry.Data.Span).Where(old.ContainsKey))
            {
                (isPast ? ofChanges : needed).Add(hash);
            }
        }

        return [.. ofChanges.Except(needed).Select(h => old[h])];
    }

    /// <summary>Every text in an event that may be a hash, as base64: whatever the event is, and wherever in it.</summary>
    private static List<string> Hashes(ReadOnlySpan<byte> data)
    {
        var hashes = new List<string>();
        var reader = new Utf8JsonReader(data);
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
            {
                if (reader.ValueSpan.Length == Base64Length)
                {
                    hashes.Add(Encoding.UTF8.GetString(reader.ValueSpan));
                }
                else if (reader.ValueSpan.Length == Hash256.Size * 2 && Encoding.UTF8.GetString(reader.ValueSpan) is var hex && hex.All(char.IsAsciiHexDigit))
                {
                    hashes.Add(Convert.ToBase64String(Convert.FromHexString(hex)));
                }
            }
        }

        return hashes;
    }
}
