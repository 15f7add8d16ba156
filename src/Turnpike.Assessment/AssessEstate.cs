using System.Text.Json;
using Turnpike.Assessment.Facts;
using Turnpike.Assessment.Results;
using Turnpike.Assessment.Risks;
using Turnpike.Assessment.Sections;

namespace Turnpike.Assessment;

/// <summary>Has every section judge an estate, and ranks what they found.</summary>
/// <param name="sections">In the order of the report.</param>
public sealed class AssessEstate(IReadOnlyList<ISection> sections)
{
    /// <param name="position">The last entry of the ledger that the estate shows; null where there is no ledger.</param>
    /// <param name="progress">Told which section is next.</param>
    public async Task<AssessmentReport> RunAsync(AssessedEstate estate, long? position, IProgress<string>? progress = null, CancellationToken cancellationToken = default)
    {
        var results = new List<SectionResult>();
        foreach (var section in sections)
        {
            cancellationToken.ThrowIfCancellationRequested();
            progress?.Report(section.Title);
            results.Add(await section.JudgeAsync(estate, cancellationToken));
        }

        progress?.Report("Risks");
        var risks = new RiskRanking(estate, sections, results).Rank(cancellationToken);
        return new AssessmentReport(
            AssessmentReport.Version,
            estate.Now,
            position,
            estate.Profile.Name,
            Count(estate),
            risks,
            results);
    }

    private static EstateCount Count(AssessedEstate estate)
    {
        var statuses = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var (status, count) in estate.Joined.Counts)
        {
            statuses[JsonNamingPolicy.KebabCaseLower.ConvertName(status.ToString())] = count;
        }

        return new EstateCount(
            estate.All.Count,
            statuses,
            estate.Findings.Count,
            estate.Unread().Count,
            [.. estate.Joined.Snapshot.Scopes.Select(static s => new ScopeCount(s.Name, s.Resources, s.ObservedAt))]);
    }
}
