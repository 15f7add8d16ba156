using System.Globalization;
using Turnpike.Assessment.Facts;
using Turnpike.Assessment.Reports;
using Turnpike.Assessment.Results;
using Turnpike.Assessment.Risks;
using Turnpike.Gate.Rules;
using Turnpike.Inventory.Ownership;

namespace Turnpike.Assessment.Sections;

/// <summary>The tags that the profile requires: who has them, who nearly has them.</summary>
internal sealed class Tagging : ISection
{
    private const int MaxRows = 100;

    private static readonly MeasureForm s_complete = new("tagging.complete", "With every required tag", "%", HigherIsBetter: true);
    private static readonly MeasureForm s_costly = new("tagging.complete-cost", "With every required tag, of what bears cost", "%", HigherIsBetter: true);
    private static readonly MeasureForm s_near = new("tagging.near-misses", "Keys that nearly are a required one", "", HigherIsBetter: false);

    // Words that people use for one another in keys.
    private static readonly string[][] s_same =
    [
        ["environment", "env", "stage"], ["owner", "team", "ownedby", "serviceowner"], ["costcenter", "costcentre", "cc", "billing", "billto"],
        ["dataclass", "dataclassification", "classification", "sensitivity"], ["service", "app", "application", "component"], ["project", "product"], ["tier", "criticality"],
    ];

    public string Id => "tagging";

    public string Title => "Tagging";

    public IReadOnlyList<MeasureForm> Measures => [s_complete, s_costly, s_near];

    public IReadOnlyList<RiskCandidate> Risks =>
    [
        new(
            "nobody-to-ask",
            "Resources say neither whose nor what they are: in an incident nobody knows whom to call, and costs have no owner",
            ["tagging.missing"],
            [],
            0.2,
            "Set default tags in the provider block of the largest roots: one line tags all that they manage."),
    ];

    public Task<SectionResult> JudgeAsync(AssessedEstate estate, CancellationToken cancellationToken)
    {
        var sheet = new SectionSheet(estate);
        var required = estate.Profile.RequiredTags;

        // Labels of Kubernetes follow a convention of their own; of a type of which nothing has a tag nobody knows whether it can.
        var cloud = estate.All.Where(static r => r.IsThere && !r.Seen.IsKubernetes).ToList();
        var taggable = cloud.Where(static r => r.Tags.Count > 0).Select(static r => r.Type).ToHashSet(StringComparer.Ordinal);
        var judged = cloud.FindAll(r => taggable.Contains(r.Type));
        var others = cloud.Count - judged.Count;
        if (required.Count == 0)
        {
            sheet.Add(s_complete, null);
            sheet.Add(s_costly, null);
            sheet.Add(s_near, null);
            sheet.Add(new NotJudged("Tags", judged.Count, $"The profile {estate.Profile.Name} requires none.", "Name them in a profile of your own: required_tags: [owner, environment]."));
            return Task.FromResult(sheet.ToResult(Id, Title, "The profile requires no tags."));
        }

        var complete = judged.Count(r => required.All(t => Has(r, t)));
        sheet.AddShare(s_complete, complete, judged.Count);

        // On a bill it stands whether anything of its type has a tag or not.
        var costly = cloud.FindAll(static r => CostBearing.Is(r.Type));
        sheet.AddShare(s_costly, costly.Count(r => required.All(t => Has(r, t))), costly.Count);
        foreach (var tag in required)
        {
            cancellationToken.ThrowIfCancellationRequested();
            AddMissing(sheet, tag, judged);
        }

        sheet.Add(s_near, AddNear(sheet, required, judged));
        sheet.Add(By("By type", "Type", required, judged, static r => r.Type));
        sheet.Add(By("By owner", "Owner", required, judged, static r => r.Owner ?? "nobody"));
        if (others > 0)
        {
            sheet.Add(new NotJudged("Tags", others, "Nothing of their types has any tag: whether they can have one is not told.", ""));
        }

        return Task.FromResult(sheet.ToResult(Id, Title, string.Create(CultureInfo.InvariantCulture, $"{ReportWords.Number(complete)} of {ReportWords.Number(judged.Count)} resources have every required tag ({string.Join(", ", required)}).")));
    }

    private static bool Has(AssessedResource resource, string tag) => resource.Tags.Any(t => t.Key == tag && t.Value.Trim().Length > 0);

    private static void AddMissing(SectionSheet sheet, string tag, List<AssessedResource> judged)
    {
        foreach (var owner in judged.Where(r => !Has(r, tag)).GroupBy(static r => r.Owner))
        {
            var missing = owner.ToList();
            sheet.Add(
                "tagging.missing",
                Severity.Low,
                missing,
                $"{ReportWords.Many(missing.Count, "resource")} {(owner.Key is null ? "that nobody owns" : "of " + owner.Key)} without the tag {tag}",
                "Costs, alarms and decisions go by tags: what has none is nobody's.",
                missing.Select(r => new Evidence(r.Key.ToString(), $"tags.{tag}", "nothing")),
                $"Set {tag} in default_tags of the provider where code manages them; else tag them by hand once.");
        }
    }

    // "Env" beside "environment": filters and bills see two things.
    private static int AddNear(SectionSheet sheet, IReadOnlyList<string> required, List<AssessedResource> judged)
    {
        var keys = judged.SelectMany(static r => r.Tags.Select(t => (t.Key, Resource: r))).GroupBy(static t => t.Key, StringComparer.Ordinal).ToList();
        var near = 0;
        foreach (var tag in required)
        {
            var others = keys.Where(k => k.Key != tag && MeansOf(k.Key) == MeansOf(tag)).OrderByDescending(static k => k.Count()).ToList();
            if (others.Count == 0)
            {
                continue;
            }

            near += others.Count;
            var subjects = others.SelectMany(static o => o.Select(static t => t.Resource)).Distinct().Where(r => !Has(r, tag)).ToList();
            if (subjects.Count > 0)
            {
                sheet.Add(
                    "tagging.near-miss",
                    Severity.Low,
                    subjects,
                    $"{string.Join(", ", others.Select(static o => $"{o.Key} ({ReportWords.Number(o.Count())})"))} instead of {tag} on {ReportWords.Many(subjects.Count, "resource")}",
                    "What goes by the key misses them: they look as if nobody had tagged them.",
                    others.SelectMany(o => o.Take(2).Select(t => new Evidence(t.Resource.Key.ToString(), $"tags.{o.Key}", t.Resource.Tags.First(x => x.Key == o.Key).Value))),
                    $"Agree on {tag}; rename the key where code sets it.");
            }
        }

        return near;
    }

    private static string MeansOf(string key)
    {
        var plain = string.Concat(key.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
        return Array.Find(s_same, s => s.Contains(plain)) is { } same ? same[0] : plain;
    }

    private static Table By(string title, string column, IReadOnlyList<string> required, List<AssessedResource> judged, Func<AssessedResource, string> key) => new(
        title,
        [column, "Resources", .. required.Select(static t => $"{t} missing")],
        [.. judged.GroupBy(key)
            .Select(g => (g.Key, Count: g.Count(), Missing: required.Select(t => g.Count(r => !Has(r, t))).ToList()))
            .OrderByDescending(static g => g.Missing.Sum()).ThenBy(static g => g.Key, StringComparer.Ordinal).Take(MaxRows)
            .Select(static g => (IReadOnlyList<string>)[g.Key, ReportWords.Number(g.Count), .. g.Missing.Select(static m => m == 0 ? "" : ReportWords.Number(m))])]);
}
