using Turnpike.Assessment.Facts;
using Turnpike.Assessment.Results;
using Turnpike.Assessment.Sections;
using Turnpike.Gate.Rules;
using Turnpike.Inventory.Joining;
using Turnpike.Inventory.Relations;
using Turnpike.Inventory.Snapshots;

namespace Turnpike.Assessment.Risks;

/// <summary>Puts candidate risks into their order: likelihood × impact × blast radius.</summary>
internal sealed class RiskRanking(AssessedEstate estate, IReadOnlyList<ISection> sections, IReadOnlyList<SectionResult> results)
{
    private const int MaxRisks = 10;
    private const int MaxLines = 5;
    private const int MaxSubjects = 20;
    private const int MaxOwners = 3;

    /// <summary>Of the weightiest so many the dependents are counted.</summary>
    private const int MaxStarts = 200;

    private static readonly ReachLimits s_limits = new(Depth: 8, Resources: 2_000);

    // What the internet reaches, by the section that says so.
    private readonly HashSet<Subject> _exposed = [.. results.SelectMany(static r => r.Lines).Where(static l => l.Kind.StartsWith("exposure.", StringComparison.Ordinal)).SelectMany(static l => l.About).Select(s => s.In(estate))];

    private readonly Dictionary<string, int> _accounts = estate.All.Where(static r => r.IsThere).GroupBy(static r => $"{r.Place.Provider}/{r.Place.Account}").ToDictionary(static g => g.Key, static g => g.Count(), StringComparer.Ordinal);

    public IReadOnlyList<Risk> Rank(CancellationToken cancellationToken)
    {
        var risks = new List<Risk>();
        foreach (var candidate in sections.SelectMany(static s => s.Risks))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var lines = results.SelectMany(r => r.Lines.Where(l => candidate.Kinds.Any(k => Fits(k, l.Kind))).Select(l => (Section: r.Id, Line: l))).ToList();
            if (lines.Exists(static l => l.Line.About.Count > 0))
            {
                risks.Add(Of(candidate, lines));
            }
        }

        return [.. risks.OrderByDescending(static r => r.Score).ThenBy(static r => r.Id, StringComparer.Ordinal).Take(MaxRisks)];
    }

    private Risk Of(RiskCandidate candidate, List<(string Section, Line Line)> lines)
    {
        var subjects = lines.SelectMany(static l => l.Line.About).Select(s => s.In(estate)).Distinct().ToList();
        var resources = subjects.Select(static s => s.Resource).OfType<AssessedResource>()
            .Select(static r => (Resource: r, Weight: RiskWeights.Of(r)))
            .OrderByDescending(static r => r.Weight ?? RiskWeights.Unknown).ThenBy(static r => r.Resource.Key.ToString(), StringComparer.Ordinal).ToList();
        var likelihood = LikelihoodOf(candidate, subjects, [.. resources.Select(static r => r.Resource)]);
        var worst = lines.Max(static l => l.Line.Severity);
        var weights = resources.Take(RiskWeights.Weightiest).Select(static r => r.Weight ?? RiskWeights.Unknown).DefaultIfEmpty(RiskWeights.Unknown).ToList();
        var weight = Round(weights.Average());
        var impact = new Impact(Round(RiskWeights.Of(worst) * weight), worst.Name(), weight, resources.Count(static r => r.Weight is not null));
        var blast = BlastRadiusOf(subjects, [.. resources.Take(MaxStarts).Select(static r => r.Resource.Joined.Row)]);
        var named = resources.Take(MaxSubjects).Select(static r => r.Resource.Key.ToString()).ToList();
        return new Risk(
            candidate.Id,
            candidate.Title,
            Math.Round(100 * likelihood.Value * impact.Value * blast.Value, 1),
            likelihood,
            impact,
            blast,
            [.. lines.OrderByDescending(static l => l.Line.Severity).ThenByDescending(static l => l.Line.SubjectCount).Take(MaxLines).Select(static l => new RiskLine(l.Section, l.Line.What))],
            named.Count > 0 ? named : [.. subjects.Take(MaxSubjects).Select(static s => s.ToString())],
            [.. resources.Select(static r => r.Resource.Owner).OfType<string>().GroupBy(static o => o).OrderByDescending(static g => g.Count()).ThenBy(static g => g.Key, StringComparer.Ordinal).Take(MaxOwners).Select(static g => g.Key)],
            candidate.FirstStep);
    }

    private Likelihood LikelihoodOf(RiskCandidate candidate, List<Subject> subjects, List<AssessedResource> resources)
    {
        var looked = Math.Max(subjects.Count, candidate.Looked.Count == 0 ? estate.All.Count : estate.All.Count(r => candidate.Looked.Any(l => Fits(l, r.Type))));
        var exposed = subjects.Count(_exposed.Contains);
        var drifted = resources.Count(static r => r.Status == JoinedStatus.Drifted);
        var unlikely = (1 - candidate.Prior) * (1 - ((double)subjects.Count / looked)) * (1 - (RiskWeights.Exposed * exposed / subjects.Count)) * (1 - (RiskWeights.Drifted * drifted / subjects.Count));
        return new Likelihood(Round(1 - unlikely), candidate.Prior, subjects.Count, looked, exposed, drifted);
    }

    private BlastRadius BlastRadiusOf(List<Subject> subjects, List<ResourceRow> rows)
    {
        var reached = estate.Joined.Snapshot.BlastRadius(rows, s_limits);
        var wholes = subjects.Where(static s => s.Resource is null).Sum(s => _accounts.GetValueOrDefault(s.ToString()));
        var hit = Math.Min(subjects.Count + reached.Affected.Count + wholes, estate.All.Count);
        var share = estate.All.Count <= 1 ? 1 : Math.Log2(1 + hit) / Math.Log2(1 + estate.All.Count);
        return new BlastRadius(Round(RiskWeights.Alone + ((1 - RiskWeights.Alone) * share)), reached.Affected.Count + wholes, estate.All.Count, reached.CutBecause);
    }

    private static double Round(double value) => Math.Round(Math.Clamp(value, 0, 1), 3);

    private static bool Fits(string pattern, string text) => pattern.EndsWith('*') ? text.AsSpan().StartsWith(pattern.AsSpan(0, pattern.Length - 1)) : text == pattern;
}
