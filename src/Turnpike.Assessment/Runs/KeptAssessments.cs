using Turnpike.Assessment.Reports;
using Turnpike.Assessment.Trend;
using Turnpike.Ledger.Attachments;
using Turnpike.Ledger.Merkle;

namespace Turnpike.Assessment.Runs;

/// <summary>The reports that were kept.</summary>
public sealed class KeptAssessments(AssessmentProjection assessments, IAttachmentStore attachments)
{
    internal const string MediaType = "application/vnd.turnpike.assessment+json";

    /// <summary>With what each measure and risk was the time before. Null where it is no longer kept.</summary>
    public async Task<AssessmentReport?> ReadAsync(AssessmentEntry entry, CancellationToken cancellationToken = default)
    {
        if (!Hash256.TryParseBase64(entry.Said.Report, out var hash) || await attachments.FindAsync(hash, cancellationToken) is not { } kept || AssessmentJson.Read(kept.Content.Span) is not { } report)
        {
            return null;
        }

        return assessments.Before(entry) is { } before ? report.Against(before.At, before.Said.Measures, before.Said.Risks) : report;
    }
}
