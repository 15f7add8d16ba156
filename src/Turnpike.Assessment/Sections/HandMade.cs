using System.Globalization;
using Turnpike.Assessment.Facts;
using Turnpike.Assessment.Results;
using Turnpike.Assessment.Risks;
using Turnpike.Gate.Rules;
using Turnpike.Inventory.Joining;

namespace Turnpike.Assessment.Sections;

/// <summary>What nothing that is known manages: made by hand, as far as can be told, or by a tool that says so.</summary>
internal sealed class HandMade : ISection
{
    private static readonly MeasureForm s_share = new("hand-made.share", "Made by hand", "%", HigherIsBetter: false);
    private static readonly MeasureForm s_count = new("hand-made.count", "Resources made by hand", "", HigherIsBetter: false);

    public string Id => "hand-made";

    public string Title => "Made by hand";

    public IReadOnlyList<MeasureForm> Measures => [s_share, s_count];

    public IReadOnlyList<RiskCandidate> Risks =>
    [
        new(
            "changes-outside-code",
            "What was made by hand cannot be made again: nobody can review, repeat or restore it",
            ["hand-made.*"],
            [],
            0.3,
            "Take the group with the most dependents into code with import blocks, and let the gate see it from then on."),
    ];

    public Task<SectionResult> JudgeAsync(AssessedEstate estate, CancellationToken cancellationToken)
    {
        var sheet = new SectionSheet(estate);
        var there = estate.All.Where(static r => r.Joined.Observed is not null).ToList();
        var hand = there.FindAll(static r => r is { Status: JoinedStatus.Unmanaged, Joined.MadeBy: null });
        sheet.AddShare(s_share, hand.Count, there.Count);
        sheet.Add(s_count, there.Count == 0 ? null : hand.Count, there.Count);
        foreach (var group in hand.GroupBy(static r => (r.Type, r.Place.Account)).OrderByDescending(static g => g.Count()))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var resources = group.ToList();
            sheet.Add(
                "hand-made.group",
                Severity.Medium,
                resources,
                string.Create(CultureInfo.InvariantCulture, $"{resources.Count} {group.Key.Type} in {group.Key.Account} {(resources.Count == 1 ? "is" : "are")} managed by nothing that is known"),
                "Nobody reviewed it, and after a loss nobody can make it again as it was.",
                resources.Select(static r => new Evidence(r.Key.ToString(), null, "in no state and no code")),
                $"List them: turnpike estate unmanaged --type {group.Key.Type} --account {group.Key.Account}; take them into code, or connect what manages them.");
        }

        if (there.Count == 0)
        {
            sheet.Add(new NotJudged("What was made by hand", null, "Nothing of the real world was read.", "Connect an account: turnpike connect aws NAME."));
        }

        var tools = there.Where(static r => r is { Status: JoinedStatus.Unmanaged, Joined.MadeBy: not null }).GroupBy(static r => r.Joined.MadeBy!.Tool).OrderByDescending(static g => g.Count()).ToList();
        if (tools.Count > 0)
        {
            sheet.Add(new Table("Made by tools", ["Tool", "Resources"], [.. tools.Select(static t => new[] { t.Key, t.Count().ToString(CultureInfo.InvariantCulture) })]));
        }

        var summary = there.Count == 0 ? "Nobody can tell: nothing of the real world was read."
            : string.Create(CultureInfo.InvariantCulture, $"{hand.Count} of {there.Count} resources were made by hand, as far as can be told; {tools.Sum(static t => t.Count())} by tools that say so.");
        return Task.FromResult(sheet.ToResult(Id, Title, summary));
    }
}
