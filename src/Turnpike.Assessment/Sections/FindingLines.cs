using System.Globalization;
using Turnpike.Assessment.Facts;
using Turnpike.Assessment.Reports;
using Turnpike.Assessment.Results;
using Turnpike.Gate.Findings;
using Turnpike.Gate.Rules;
using Turnpike.Inventory.Snapshots;

namespace Turnpike.Assessment.Sections;

/// <summary>What rules found, as lines of a section: one a rule. What a rule judges is not judged again.</summary>
internal static class FindingLines
{
    public static void Write(SectionSheet sheet, AssessedEstate estate, string kind, string about, IReadOnlyList<string> rules, string why)
    {
        var wanted = rules.ToHashSet(StringComparer.Ordinal);
        foreach (var rule in estate.Findings.Where(f => wanted.Contains(f.Rule.Id.ToString()) && !f.IsWarning).GroupBy(static f => f.Rule.Id.ToString()).OrderBy(static g => g.Key, StringComparer.Ordinal))
        {
            var failing = rule.Where(static f => f.Status == FindingStatus.Fail).ToList();
            var form = rule.First().Rule;
            if (failing.Count > 0)
            {
                sheet.Add(Line(estate, kind, form, failing, why));
            }

            var open = rule.Count(static f => f.Status == FindingStatus.Unknown);
            if (open > 0)
            {
                sheet.Add(new NotJudged($"{about}: {form.Title}", open, $"The rule {form.Id} could not decide: values that it needs are unknown.", "Allow the calls that were denied to the connection's role and sync again."));
            }
        }
    }

    /// <summary>The resource that a finding is about, where the estate has it.</summary>
    public static AssessedResource? ResourceOf(AssessedEstate estate, Finding finding) =>
        KeyOf(finding) is { } key ? estate.Find(key) : null;

    private static ResourceKey? KeyOf(Finding finding) => finding.Resource is { } subject ? new ResourceKey(subject.Scope, subject.Address) : null;

    private static Line Line(AssessedEstate estate, string kind, RuleMetadata form, List<Finding> failing, string why)
    {
        var about = failing.Select(f => ResourceOf(estate, f) is { } resource ? Subject.Of(resource) : Subject.Called(KeyOf(f)?.ToString() ?? "the estate")).Distinct().ToList();
        var names = failing.Select(f => ResourceOf(estate, f)?.Name ?? f.Resource?.Address ?? "the estate").Distinct();
        return Results.Line.Of(
            kind,
            failing.Max(static f => f.Severity),
            about,
            string.Create(CultureInfo.InvariantCulture, $"{form.Title}: {about.Count} {(about.Count == 1 ? "breaks" : "break")} it ({ReportWords.Some(names)})"),
            form.Description.Length > 0 ? form.Description : why,
            failing.Select(static f => new Evidence(KeyOf(f)?.ToString(), f.Path, f.Message, Rule: f.Rule.Id.ToString())),
            form.Remediation.Length > 0 ? form.Remediation : $"See turnpike explain {form.Id}.");
    }
}
