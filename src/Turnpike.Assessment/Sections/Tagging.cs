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
        var near = new NearKeys(required);
        var cloud = new List<Tagged>();
        var taggable = new HashSet<string>(StringComparer.Ordinal);
        foreach (var resource in estate.All.Where(static r => r.IsThere && !r.IsKubernetes))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var tags = resource.Tags;
            var tagged = new Tagged(resource, [.. required.Select(t => tags.Any(own => own.Key == t && own.Value.Trim().Length > 0))]);
            cloud.Add(tagged);
            near.Take(tagged, tags);
            if (tags.Count > 0)
            {
                taggable.Add(resource.Type);
            }
        }

        var judged = cloud.FindAll(r => taggable.Contains(r.Resource.Type));
        var others = cloud.Count - judged.Count;
        if (required.Count == 0)
        {
            sheet.Add(s_complete, null);
            sheet.Add(s_costly, null);
            sheet.Add(s_near, null);
            sheet.Add(new NotJudged("Tags", judged.Count, $"The profile {estate.Profile.Name} requires none.", "Name them in a profile of your own: required_tags: [owner, environment]."));
            return Task.FromResult(sheet.ToResult(Id, Title, "The profile requires no tags."));
        }

        var complete = judged.Count(static r => r.HasAll);
        sheet.AddShare(s_complete, complete, judged.Count);

        // On a bill it stands whether anything of its type has a tag or not.
        var costly = cloud.FindAll(static r => CostBearing.Is(r.Resource.Type));
        sheet.AddShare(s_costly, costly.Count(static r => r.HasAll), costly.Count);
        for (var tag = 0; tag < required.Count; tag++)
        {
            AddMissing(sheet, required[tag], judged.Where(r => !r.Has[tag]));
        }

        sheet.Add(s_near, near.WriteTo(sheet));
        sheet.Add(By("By type", "Type", required, judged, static r => r.Type));
        sheet.Add(By("By owner", "Owner", required, judged, static r => r.Owner ?? "nobody"));
        if (others > 0)
        {
            sheet.Add(new NotJudged("Tags", others, "Nothing of their types has any tag: whether they can have one is not told.", ""));
        }

        return Task.FromResult(sheet.ToResult(Id, Title, string.Create(CultureInfo.InvariantCulture, $"{ReportWords.Number(complete)} of {ReportWords.Number(judged.Count)} resources have every required tag ({string.Join(", ", required)}).")));
    }

    private static void AddMissing(SectionSheet sheet, string tag, IEnumerable<Tagged> untagged)
    {
        foreach (var owner in untagged.Select(static r => r.Resource).GroupBy(static r => r.Owner))
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

    private static Table By(string title, string column, IReadOnlyList<string> required, List<Tagged> judged, Func<AssessedResource, string> key) => new(
        title,
        [column, "Resources", .. required.Select(static t => $"{t} missing")],
        [.. judged.GroupBy(r => key(r.Resource))
            .Select(g => (g.Key, Count: g.Count(), Missing: required.Select((_, tag) => g.Count(r => !r.Has[tag])).ToList()))
            .OrderByDescending(static g => g.Missing.Sum()).ThenBy(static g => g.Key, StringComparer.Ordinal).Take(MaxRows)
            .Select(static g => (IReadOnlyList<string>)[g.Key, ReportWords.Number(g.Count), .. g.Missing.Select(static m => m == 0 ? "" : ReportWords.Number(m))])]);
}

/// <param name="Has">Which of the required tags, in their order.</param>
internal sealed record Tagged(AssessedResource Resource, bool[] Has)
{
    public bool HasAll => Array.TrueForAll(Has, static h => h);
}
