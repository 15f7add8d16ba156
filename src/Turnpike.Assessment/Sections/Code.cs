using System.Globalization;
using Turnpike.Assessment.Data;
using Turnpike.Assessment.Facts;
using Turnpike.Assessment.Reports;
using Turnpike.Assessment.Results;
using Turnpike.Assessment.Risks;
using Turnpike.Gate.Rules;
using Turnpike.Inventory.Joining;
using Turnpike.Values;

namespace Turnpike.Assessment.Sections;

/// <summary>How much is managed as code, what has drifted from it, and what states and code say that is not there.</summary>
internal sealed class Code(AssessmentData data) : ISection
{
    private const int MaxAged = 300;
    private const int MaxRows = 100;
    private const int MaxValue = 80;

    private static readonly MeasureForm s_managed = new("code.managed", "Managed as code", "%", HigherIsBetter: true);
    private static readonly MeasureForm s_drifted = new("code.drifted", "Drifted from its state", "%", HigherIsBetter: false);
    private static readonly MeasureForm s_oldest = new("code.drift-age", "Oldest drift", "days", HigherIsBetter: false);
    private static readonly MeasureForm s_orphaned = new("code.orphaned", "In a state and not there", "", HigherIsBetter: false);
    private static readonly MeasureForm s_absent = new("code.absent", "Declared and not there", "", HigherIsBetter: false);
    private static readonly MeasureForm s_claimed = new("code.claimed-twice", "Managed by two states, or not told apart", "", HigherIsBetter: false);

    private readonly Companions _companions = new(data);

    public string Id => "code";

    public string Title => "Code coverage and drift";

    public IReadOnlyList<MeasureForm> Measures => [s_managed, s_drifted, s_oldest, s_orphaned, s_absent, s_claimed];

    public IReadOnlyList<RiskCandidate> Risks =>
    [
        new(
            "drift",
            "The next apply undoes what somebody changed by hand, or fails on it: code no longer says what runs",
            ["code.drift", "code.orphaned", "code.claimed-twice"],
            [],
            0.4,
            "Decide for each drifted attribute of the weightiest resources which side is right; put it into code or apply it back."),
    ];

    public async Task<SectionResult> JudgeAsync(AssessedEstate estate, CancellationToken cancellationToken)
    {
        var sheet = new SectionSheet(estate);
        var seen = estate.All.Where(r => r.IsSeen && !_companions.Is(r)).ToList();
        var counted = seen.FindAll(static r => r.MadeBy is null);
        var managed = counted.FindAll(IsManaged);
        var drifted = estate.All.Where(static r => r.Status == JoinedStatus.Drifted).ToList();
        var orphaned = estate.All.Where(static r => r.Status == JoinedStatus.Orphaned).ToList();
        var absent = estate.All.Where(static r => r.Status == JoinedStatus.Absent).ToList();
        var unknown = estate.All.Where(static r => r.Status == JoinedStatus.Unknown).ToList();
        var ages = await AgesAsync(estate, drifted, cancellationToken);
        sheet.AddShare(s_managed, managed.Count, counted.Count);
        sheet.AddShare(s_drifted, drifted.Count, estate.All.Count(IsManaged));
        sheet.Add(s_oldest, drifted.Count == 0 ? (seen.Count == 0 ? null : 0) : ages.Count == 0 ? null : (estate.Now - ages.Values.Min()).TotalDays);
        sheet.Add(s_orphaned, seen.Count + orphaned.Count == 0 ? null : orphaned.Count);
        sheet.Add(s_absent, seen.Count + absent.Count == 0 ? null : absent.Count);
        sheet.Add(s_claimed, seen.Count + estate.Joined.Conflicts.Count == 0 ? null : estate.Joined.Conflicts.Count);
        foreach (var owner in drifted.GroupBy(static r => r.Owner))
        {
            AddDrift(sheet, owner.Key, [.. owner], ages, estate);
        }

        AddGone(sheet, orphaned, absent);
        foreach (var conflict in estate.Joined.Conflicts)
        {
            sheet.Add(new Line("code.claimed-twice", Severity.High, [.. conflict.Resources.Select(static r => r.ToString())], conflict.Says.TrimEnd('.'), "Two owners of one thing undo each other's work.", [.. conflict.Resources.Select(r => new Evidence(r.ToString(), null, conflict.Kind))], null, "turnpike estate conflicts shows them all."));
        }

        foreach (var why in unknown.GroupBy(static r => r.Joined.Says ?? "It was not read.").OrderByDescending(static g => g.Count()).ThenBy(static g => g.Key, StringComparer.Ordinal))
        {
            sheet.Add(new NotJudged("Whether what is managed is there and as it should be", why.Count(), why.Key, ""));
        }

        Tables(sheet, counted, drifted, ages);
        var summary = seen.Count == 0 ? "Nobody can tell: nothing of the real world was read."
            : string.Create(CultureInfo.InvariantCulture, $"{ReportWords.Number(managed.Count)} of {ReportWords.Number(counted.Count)} resources that people make are managed as code; {ReportWords.Number(drifted.Count)} drifted, {ReportWords.Number(orphaned.Count)} are in a state and gone, {ReportWords.Number(absent.Count)} are declared and not there.");
        return sheet.ToResult(Id, Title, summary);
    }

    private static bool IsManaged(AssessedResource resource) => resource.Status is JoinedStatus.InSync or JoinedStatus.Drifted;

    private static void AddDrift(SectionSheet sheet, string? owner, List<AssessedResource> drifted, Dictionary<AssessedResource, DateTimeOffset> ages, AssessedEstate estate)
    {
        var attributes = drifted.SelectMany(static r => r.Joined.Drift).GroupBy(static d => d.Path.ToString()).OrderByDescending(static g => g.Count()).ThenBy(static g => g.Key, StringComparer.Ordinal).ToList();
        var oldest = drifted.Where(ages.ContainsKey).Select(r => (estate.Now - ages[r]).TotalDays).DefaultIfEmpty(0).Max();
        sheet.Add(
            "code.drift",
            drifted.Exists(r => estate.FindingsOf(r).Any(static f => f is { Counts: true, Severity: >= Severity.High })) ? Severity.High : Severity.Medium,
            drifted,
            $"{ReportWords.Many(drifted.Count, "resource")} {(owner is null ? "that nobody owns" : "of " + owner)} drifted, in {string.Join(", ", attributes.Take(3).Select(static a => a.Key))}{(attributes.Count > 3 ? $" and {attributes.Count - 3} more attributes" : "")}{(oldest >= 1 ? $", the oldest {ReportWords.Many((int)oldest, "day")} ago" : "")}",
            "Code and the real world say different things: the next apply undoes one of them.",
            drifted.SelectMany(static r => r.Joined.Drift.Select(d => new Evidence(r.Key.ToString(), d.Path.ToString(), $"{Shown(d.State)} in the state, {Shown(d.Observed)} there"))),
            "turnpike estate drift shows each attribute: put what is right into code, apply what is not.");
    }

    private static void AddGone(SectionSheet sheet, List<AssessedResource> orphaned, List<AssessedResource> absent)
    {
        foreach (var scope in orphaned.GroupBy(static r => r.Key.Scope))
        {
            sheet.Add(
                "code.orphaned",
                Severity.Medium,
                [.. scope],
                $"{ReportWords.Many(scope.Count(), "resource")} in the state of {scope.Key} {(scope.Count() == 1 ? "is" : "are")} not there",
                "Somebody removed them beside the code; the next apply makes them again.",
                scope.Select(static r => new Evidence(r.Key.ToString(), "id", r.Id ?? "", "everything was read where it would be")),
                "Find out who removed them and why; then take them out of the code, or apply.");
        }

        foreach (var scope in absent.GroupBy(static r => r.Key.Scope))
        {
            sheet.Add(
                "code.absent",
                Severity.Low,
                [.. scope],
                $"{ReportWords.Many(scope.Count(), "resource")} declared in {scope.Key} {(scope.Count() == 1 ? "is" : "are")} neither in a state nor there",
                "Code that was never applied misleads whoever reads it.",
                scope.Select(static r => new Evidence(r.Key.ToString(), null, "declared", "everything was read where it would be")),
                "Apply it or delete it.");
        }
    }

    private static async Task<Dictionary<AssessedResource, DateTimeOffset>> AgesAsync(AssessedEstate estate, List<AssessedResource> drifted, CancellationToken cancellationToken)
    {
        var ages = new Dictionary<AssessedResource, DateTimeOffset>();
        foreach (var resource in estate.ChangedAt is null ? [] : drifted.Take(MaxAged))
        {
            if (await estate.ChangedAt!(resource.Seen.Key, cancellationToken) is { } at)
            {
                ages[resource] = at;
            }
        }

        return ages;
    }

    private static void Tables(SectionSheet sheet, List<AssessedResource> counted, List<AssessedResource> drifted, Dictionary<AssessedResource, DateTimeOffset> ages)
    {
        if (counted.Count == 0)
        {
            return;
        }

        sheet.Add(By("By owner", "Owner", counted, static r => r.Owner ?? "nobody"));
        sheet.Add(By("By account", "Account", counted, static r => $"{r.Place.Provider} {r.Place.Account}"));
        sheet.Add(By("By type", "Type", counted, static r => r.Type));
        if (drifted.Count > 0)
        {
            sheet.Add(new Table(
                "Drift",
                ["Resource", "Attribute", "In the state", "There", "Since", "Owner"],
                [.. drifted.SelectMany(r => r.Joined.Drift.Select(d => new[] { r.Key.ToString(), d.Path.ToString(), Shown(d.State), Shown(d.Observed), ages.TryGetValue(r, out var at) ? ReportWords.Time(at) : "", r.Owner ?? "" })).Take(MaxRows)],
                drifted.Count > MaxRows ? "turnpike estate drift has them all." : null));
        }
    }

    private static Table By(string title, string column, List<AssessedResource> counted, Func<AssessedResource, string> key) => new(
        title,
        [column, "Resources", "Managed as code", "Drifted"],
        [.. counted.GroupBy(key).OrderByDescending(static g => g.Count(static r => !IsManaged(r))).ThenBy(static g => g.Key, StringComparer.Ordinal).Take(MaxRows).Select(static g => new[]
        {
            g.Key,
            ReportWords.Number(g.Count()),
            ReportWords.Number(100.0 * g.Count(IsManaged) / g.Count()) + " %",
            ReportWords.Number(g.Count(static r => r.Status == JoinedStatus.Drifted)),
        })]);

    private static string Shown(Value? value)
    {
        var text = value is null ? "nothing" : JsonText.Redacted(value);
        return text.Length > MaxValue ? text[..MaxValue] + "…" : text;
    }
}
