using System.Globalization;
using Turnpike.Assessment.Facts;
using Turnpike.Assessment.Results;
using Turnpike.Assessment.Risks;
using Turnpike.Gate.Findings;
using Turnpike.Gate.Rules;

namespace Turnpike.Assessment.Sections;

/// <summary>One control over all that it is asked of: what the rules of an area say, in percent by type of resource.</summary>
/// <param name="about">In words that follow "without": <c>encryption</c>.</param>
/// <param name="isOfArea">Which rules, by their ids.</param>
internal abstract class RuleArea(string id, string title, string about, Func<string, bool> isOfArea) : ISection
{
    private readonly MeasureForm _covered = new(id + ".covered", $"Without a finding about {about}", "%", HigherIsBetter: true);
    private readonly MeasureForm _failing = new(id + ".failing", $"With a finding about {about}", "", HigherIsBetter: false);

    public string Id => id;

    public string Title => title;

    public virtual IReadOnlyList<MeasureForm> Measures => [_covered, _failing];

    public abstract IReadOnlyList<RiskCandidate> Risks { get; }

    /// <summary>Why it matters, where a rule does not say.</summary>
    protected abstract string Why { get; }

    /// <summary>What no rule can see: what is not there at all.</summary>
    protected abstract Task JudgeGapsAsync(AssessedEstate estate, SectionSheet sheet, CancellationToken cancellationToken);

    public async Task<SectionResult> JudgeAsync(AssessedEstate estate, CancellationToken cancellationToken)
    {
        var sheet = new SectionSheet(estate);
        await JudgeGapsAsync(estate, sheet, cancellationToken);
        var rules = estate.Rules.Where(r => r.Scope == RuleScope.Resource && isOfArea(r.Id.ToString())).ToList();
        var found = estate.Findings.Where(f => isOfArea(f.Rule.Id.ToString()) && !f.IsWarning).ToList();
        FindingLines.Write(sheet, estate, id + ".rule", title, [.. found.Select(static f => f.Rule.Id.ToString()).Distinct()], Why);
        var (failing, judged) = Shares(estate, sheet, rules, found);
        if (rules.Count == 0)
        {
            sheet.Add(new NotJudged(title, null, "No rule of this area judged the estate, so that no finding tells nothing.", "Turn the rules of the baseline on."));
        }

        var types = estate.All.Where(r => rules.Exists(rule => rule.Judges(r.Type))).Select(static r => r.Type).Distinct().ToArray();
        if (types.Length > 0)
        {
            sheet.AddUnread(title, types);
        }

        return sheet.ToResult(id, title, rules.Count == 0
            ? "No rule judged it."
            : string.Create(CultureInfo.InvariantCulture, $"{judged - failing} of {judged} resources that rules about {about} judge have no finding."));
    }

    private (int Failing, int Judged) Shares(AssessedEstate estate, SectionSheet sheet, List<RuleMetadata> rules, List<Finding> found)
    {
        var failing = found.Where(static f => f.Status is FindingStatus.Fail or FindingStatus.Waived).Select(f => FindingLines.ResourceOf(estate, f)).OfType<AssessedResource>().ToHashSet();
        var open = found.Where(static f => f.Status == FindingStatus.Unknown).Select(f => FindingLines.ResourceOf(estate, f)).OfType<AssessedResource>().Where(r => !failing.Contains(r)).ToHashSet();
        var rows = new List<IReadOnlyList<string>>();
        var (allFailing, allJudged) = (0, 0);
        foreach (var type in estate.All.Where(r => r.IsThere && rules.Exists(rule => rule.Judges(r.Type))).GroupBy(static r => r.Type).OrderBy(static g => g.Key, StringComparer.Ordinal))
        {
            var (bad, unknown, all) = (type.Count(failing.Contains), type.Count(open.Contains), type.Count());
            allFailing += bad;
            allJudged += all - unknown;
            rows.Add([type.Key, Text(all), all == unknown ? "" : Text(Math.Round(100.0 * (all - unknown - bad) / (all - unknown))), Text(bad), Text(unknown)]);
        }

        sheet.AddShare(_covered, allJudged - allFailing, allJudged);
        sheet.Add(_failing, rules.Count == 0 ? null : allFailing, allJudged);
        if (rows.Count > 0)
        {
            sheet.Add(new Table("By type", ["Type", "Resources", "% without a finding", "With a finding", "Not judged"], rows));
        }

        return (allFailing, allJudged);
    }

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);
}
