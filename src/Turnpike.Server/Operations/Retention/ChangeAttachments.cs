using System.Text;
using System.Text.Json;
using Turnpike.Delivery.Changes;
using Turnpike.Delivery.Judging;
using Turnpike.Ledger;
using Turnpike.Ledger.Attachments;
using Turnpike.Ledger.Merkle;

namespace Turnpike.Server.Operations.Retention;

/// <summary>
/// Tells which attachments are of past changes alone. What any other event refers to is not, nor what no event names, nor what
/// a change that is open was last judged from: whoever decides on it reads it.
/// </summary>
public sealed class ChangeAttachments(EventLedger ledger, ChangeProjection changes, ChangeStandings standings)
{
    private const string Changes = "change.";
    private const int Base64Length = 44;

    /// <param name="limit">A change with a later event is not past.</param>
    internal async Task<IReadOnlyList<AttachmentInfo>> UnneededAsync(IReadOnlyList<AttachmentInfo> candidates, DateTimeOffset limit, CancellationToken cancellationToken)
    {
        if (candidates.Count == 0)
        {
            return [];
        }

        var old = candidates.ToDictionary(static i => i.Hash.ToBase64(), StringComparer.Ordinal);
        var (ofChanges, needed) = (new HashSet<string>(StringComparer.Ordinal), OfOpenChanges());
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

    private HashSet<string> OfOpenChanges() =>
        [.. changes.Open().Where(c => standings.Of(c).State is ChangeState.Waiting or ChangeState.Approved).SelectMany(static c => new[] { c.Judged.Plan, c.Judged.Findings })];

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
