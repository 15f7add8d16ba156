using System.Text.Json;
using Turnpike.Assessment.Facts;
using Turnpike.Assessment.Results;
using Turnpike.Assessment.Sections;

namespace Turnpike.Assessment;

/// <summary>Has every section judge an estate.</summary>
/// <param name="sections">In the order of the report.</param>
public sealed class AssessEstate(IReadOnlyList<ISection> sections)
{
    /// <param name="position">The last entry of the ledger that the estate shows; null where there is no ledger.</param>
    public async Task<AssessmentReport> RunAsync(AssessedEstate estate, long? position, CancellationToken cancellationToken = default)
    {
        var results = new List<SectionResult>();
        foreach (var section in sections)
        {
            results.Add(await section.JudgeAsync(estate, cancellationToken));
        }

        var statuses = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var (status, count) in estate.Joined.Counts)
        {
            statuses[JsonNamingPolicy.KebabCaseLower.ConvertName(status.ToString())] = count;
        }

        return new AssessmentReport(
            AssessmentReport.Version, estate.Now, position, estate.Profile.Name, new EstateCount(estate.All.Count, statuses, estate.Findings.Count, estate.Unread().Count), results);
    }
}
