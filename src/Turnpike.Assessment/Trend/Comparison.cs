using Turnpike.Assessment.Results;

namespace Turnpike.Assessment.Trend;

/// <summary>Says beside each measure and risk what it was.</summary>
public static class Comparison
{
    public static AssessmentReport Against(this AssessmentReport report, AssessmentReport earlier)
    {
        var measures = earlier.Sections.SelectMany(static s => s.Measures).ToDictionary(static m => m.Id, static m => m.Value, StringComparer.Ordinal);
        var risks = earlier.Risks.ToDictionary(static r => r.Id, static r => r.Score, StringComparer.Ordinal);
        return Against(report, earlier.Moment, measures, risks);
    }

    /// <param name="measures">By id.</param>
    /// <param name="risks">Scores, by id.</param>
    public static AssessmentReport Against(this AssessmentReport report, DateTimeOffset moment, IReadOnlyDictionary<string, double?> measures, IReadOnlyDictionary<string, double> risks) => report with
    {
        Against = moment,
        Risks = [.. report.Risks.Select(r => r with { Before = risks.TryGetValue(r.Id, out var score) ? score : null })],
        Sections = [.. report.Sections.Select(s => s with { Measures = [.. s.Measures.Select(m => measures.TryGetValue(m.Id, out var before) ? Of(m, before) : m)] })],
    };

    private static Measure Of(Measure measure, double? before) => measure with
    {
        Before = before,
        Direction = measure.Value is not { } now || before is not { } was ? null
            : Math.Abs(now - was) < 0.05 ? Direction.Same
            : now > was == measure.HigherIsBetter ? Direction.Better : Direction.Worse,
    };
}
