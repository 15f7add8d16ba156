using System.Globalization;
using Turnpike.Assessment.Data;
using Turnpike.Assessment.Facts;
using Turnpike.Assessment.Reports;
using Turnpike.Assessment.Results;
using Turnpike.Assessment.Risks;
using Turnpike.Gate.Rules;
using Turnpike.Inventory.Joining;

namespace Turnpike.Assessment.Sections;

/// <summary>What nothing that is known manages: made by hand, as far as can be told, or by a tool that says so.</summary>
internal sealed class HandMade(AssessmentData data) : ISection
{
    private const int MaxNewest = 30;

    private static readonly MeasureForm s_share = new("hand-made.share", "Made by hand", "%", HigherIsBetter: false);
    private static readonly MeasureForm s_count = new("hand-made.count", "Resources made by hand", "", HigherIsBetter: false);

    private static readonly string[] s_times = ["launch_time", "creation_date", "create_time", "created_date", "create_date", "created_time", "creation_time", "start_time", "instance_create_time", "date_created"];

    private readonly Companions _companions = new(data);

    public string Id => "hand-made";

    public string Title => "Made by hand";

    public IReadOnlyList<MeasureForm> Measures => [s_share, s_count];

    public IReadOnlyList<RiskCandidate> Risks =>
    [
        new(
            "changes-outside-code",
            "What was made by hand cannot be made again as it was: nobody reviewed it, nobody can repeat or restore it",
            ["hand-made.*"],
            [],
            0.3,
            "Take the group with the most dependents into code with import blocks, and let the gate see it from then on."),
    ];

    public async Task<SectionResult> JudgeAsync(AssessedEstate estate, CancellationToken cancellationToken)
    {
        var sheet = new SectionSheet(estate);
        var seen = estate.All.Where(static r => r.IsSeen).ToList();
        var there = seen.FindAll(r => !_companions.Is(r));
        var hand = there.FindAll(static r => r is { Status: JoinedStatus.Unmanaged, MadeBy: null });
        var tools = there.Where(static r => r is { Status: JoinedStatus.Unmanaged, MadeBy: not null }).GroupBy(static r => r.MadeBy!.Tool).OrderByDescending(static g => g.Count()).ToList();
        sheet.AddShare(s_share, hand.Count, there.Count);
        sheet.Add(s_count, seen.Count == 0 ? null : hand.Count, there.Count);
        foreach (var group in hand.GroupBy(static r => (r.Type, r.Place.Account)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            AddGroup(sheet, group.Key.Type, group.Key.Account, [.. group]);
        }

        if (seen.Count == 0)
        {
            sheet.Add(new NotJudged("What was made by hand", null, "Nothing of the real world was read.", "Connect an account: turnpike connect aws NAME."));
            return sheet.ToResult(Id, Title, "Nobody can tell: nothing of the real world was read.");
        }

        sheet.Add(await NewestAsync(estate, hand, cancellationToken));
        if (hand.Count > 0)
        {
            sheet.Add(new Table("By owner", ["Owner", "Made by hand"], [.. hand.GroupBy(static r => r.Owner ?? "nobody").OrderByDescending(static g => g.Count()).ThenBy(static g => g.Key, StringComparer.Ordinal).Select(static g => new[] { g.Key, ReportWords.Number(g.Count()) })]));
        }

        if (tools.Count > 0)
        {
            sheet.Add(new Table("Made by tools", ["Tool", "Resources", "Such as"], [.. tools.Select(static t => new[] { t.Key, ReportWords.Number(t.Count()), string.Join(", ", t.Select(static r => r.MadeBy!.Name).Where(static n => n.Length > 0).Distinct().Take(3)) })]));
        }

        return sheet.ToResult(Id, Title, string.Create(CultureInfo.InvariantCulture, $"{ReportWords.Number(hand.Count)} of {ReportWords.Number(there.Count)} resources were made by hand, as far as can be told; {ReportWords.Number(tools.Sum(static t => t.Count()))} by tools that say so; {ReportWords.Number(seen.Count - there.Count)} came along with others and are not counted."));
    }

    private static void AddGroup(SectionSheet sheet, string type, string account, List<AssessedResource> resources) => sheet.Add(
        "hand-made.group",
        resources.Exists(Importance.IsProduction) ? Severity.High : Severity.Medium,
        resources,
        $"{ReportWords.Number(resources.Count)} {type} in {account} {(resources.Count == 1 ? "is" : "are")} managed by nothing that is known",
        "Nobody reviewed it, and after a loss nobody can make it again as it was.",
        resources.Select(static r => new Evidence(r.Key.ToString(), null, $"{r.Name}, in no state and no code")),
        $"turnpike estate unmanaged --type {type} --account {account} lists them: take them into code, or connect what manages them.");

    private static async Task<Table> NewestAsync(AssessedEstate estate, List<AssessedResource> hand, CancellationToken cancellationToken)
    {
        var aged = new List<(AssessedResource Resource, DateTimeOffset At)>();
        await foreach (var facts in estate.ReadAsync(hand, cancellationToken))
        {
            if (s_times.Select(t => facts.Attributes.Time(t)).FirstOrDefault(static t => t is not null) is { } at)
            {
                aged.Add((facts.Resource, at));
            }
        }

        return new Table(
            "The newest",
            ["Made", "Type", "Name", "Where", "Owner"],
            [.. aged.OrderByDescending(static a => a.At).ThenBy(static a => a.Resource.Key.ToString(), StringComparer.Ordinal).Take(MaxNewest).Select(static a => new[] { ReportWords.Time(a.At), a.Resource.Type, a.Resource.Name, $"{a.Resource.Place.Account} {a.Resource.Place.Region}".TrimEnd(), a.Resource.Owner ?? "" })],
            $"Of {ReportWords.Number(aged.Count)} of {ReportWords.Number(hand.Count)} it is known when they were made.");
    }
}
