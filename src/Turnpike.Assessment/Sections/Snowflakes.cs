using System.Globalization;
using System.Text.RegularExpressions;
using Turnpike.Assessment.Data;
using Turnpike.Assessment.Facts;
using Turnpike.Assessment.Profiles;
using Turnpike.Assessment.Reports;
using Turnpike.Assessment.Results;
using Turnpike.Assessment.Risks;
using Turnpike.Gate.Rules;
using Turnpike.Values;

namespace Turnpike.Assessment.Sections;

/// <summary>Resources that are like others of a group in all but a few attributes.</summary>
internal sealed partial class Snowflakes(AssessmentData data) : ISection
{
    private const int MaxAttributes = 6;

    private static readonly MeasureForm s_count = new("snowflakes.count", "Resources that differ from their group", "", HigherIsBetter: false);
    private static readonly MeasureForm s_share = new("snowflakes.share", "Of those that are in a group", "%", HigherIsBetter: false);
    private static readonly SettingForm s_group = new("snowflakes.group", "How many alike make a group.", 5);
    private static readonly SettingForm s_majority = new("snowflakes.majority", "The share in percent that must agree on a value.", 80);

    private readonly Companions _companions = new(data);

    public string Id => "snowflakes";

    public string Title => "Snowflakes";

    public IReadOnlyList<MeasureForm> Measures => [s_count, s_share];

    public IReadOnlyList<SettingForm> Settings => [s_group, s_majority];

    public IReadOnlyList<RiskCandidate> Risks =>
    [
        new(
            "snowflakes",
            "What should be alike is not: a change that was tried on one breaks another, and the odd one is found in an incident",
            ["snowflakes.*"],
            [],
            0.15,
            "Ask why the odd one of the most important group differs; write the reason into its code, or make it like the others."),
    ];

    public async Task<SectionResult> JudgeAsync(AssessedEstate estate, CancellationToken cancellationToken)
    {
        var sheet = new SectionSheet(estate);
        var least = (int)estate.Profile.Number(s_group);
        var majority = estate.Profile.Number(s_majority) / 100;
        var groups = estate.All.Where(r => r.IsThere && !_companions.Is(r)).GroupBy(ShapeOf).Where(g => g.Count() >= least).OrderBy(static g => g.Key.Type, StringComparer.Ordinal).ToList();
        var (grouped, odd, unknown) = (0, new HashSet<AssessedResource>(), 0);
        var reader = new LeafReader();
        foreach (var type in groups.GroupBy(static g => g.Key.Type))
        {
            // Documents lie together by scope, and groups go across scopes: each is read once, and its leaves wait for the others of its group.
            var shapes = type.Select(static g => (g.Key, Leaves: new AlikeLeaves())).ToList();
            var shapeOf = type.Zip(shapes).SelectMany(static g => g.First.Select(r => (Resource: r, g.Second.Leaves))).ToDictionary(static r => r.Resource, static r => r.Leaves);
            await foreach (var facts in estate.ReadAsync([.. estate.Of(type.Key).Where(shapeOf.ContainsKey)], cancellationToken))
            {
                if (facts.Attributes is ObjectValue attributes)
                {
                    shapeOf[facts.Resource].Add(facts.Resource, reader.Read(attributes));
                    grouped++;
                }
                else
                {
                    unknown++;
                }
            }

            foreach (var (shape, leaves) in shapes.Where(s => s.Leaves.Count >= least))
            {
                odd.UnionWith(AddGroup(sheet, shape, leaves, majority));
            }
        }

        sheet.Add(s_count, grouped == 0 ? null : odd.Count, grouped);
        sheet.AddShare(s_share, odd.Count, grouped);
        if (unknown > 0)
        {
            sheet.Add(new NotJudged("Whether resources are like the others of their group", unknown, "Their attributes are not kept.", "Sync again."));
        }

        return sheet.ToResult(Id, Title, string.Create(CultureInfo.InvariantCulture, $"{ReportWords.Number(odd.Count)} of {ReportWords.Number(grouped)} resources in {ReportWords.Number(groups.Count)} groups of alike ones differ from their group."));
    }

    /// <summary>The odd ones, by what they differ in.</summary>
    private static IEnumerable<AssessedResource> AddGroup(SectionSheet sheet, (string Type, string Stem, string Account) shape, AlikeLeaves leaves, double majority)
    {
        var differences = leaves.Differences(majority);
        foreach (var alike in differences.GroupBy(static d => string.Join('\n', d.Value.Take(MaxAttributes).Select(static v => $"{v.Path} {v.Own}")), StringComparer.Ordinal))
        {
            var resources = alike.Select(static d => d.Key).ToList();
            var first = alike.First().Value;
            sheet.Add(
                "snowflakes.odd",
                resources.Exists(Importance.IsProduction) ? Severity.Medium : Severity.Low,
                resources,
                $"{(resources.Count == 1 ? resources[0].Name : ReportWords.Number(resources.Count))} of {ReportWords.Number(leaves.Count)} {shape.Type} like {shape.Stem}{(shape.Account.Length == 0 ? "" : " in " + shape.Account)}: {string.Join("; ", first.Take(2).Select(static d => $"{d.Path} is {d.Own}, of the others {d.Usual}"))}{(first.Count > 2 ? $", and {first.Count - 2} more" : "")}",
                "What differs without a reason is found when it breaks.",
                alike.SelectMany(static d => d.Value.Take(MaxAttributes).Select(v => new Evidence(d.Key.Key.ToString(), v.Path, v.Own, $"of the others {v.Usual}"))),
                "Find out whether the difference is meant; write down why, or take it away.");
        }

        return differences.Keys;
    }

    // One block with count or for_each, one module called again and again, one name with numbers behind it.
    private static (string Type, string Stem, string Account) ShapeOf(AssessedResource resource)
    {
        var isManaged = resource.Side is Inventory.Joining.RowSide.State or Inventory.Joining.RowSide.Declared && !resource.IsKubernetes;
        var name = isManaged ? IndexPattern().Replace(resource.Key.Address, "[*]") : VaryingPattern().Replace(resource.Name, "*");
        return (resource.Type, name, isManaged ? "" : resource.Place.Account);
    }

    [GeneratedRegex(@"\[(?:""(?:[^""\\]|\\.)*""|\d+)\]")]
    private static partial Regex IndexPattern();

    // Numbers, and what looks made by a machine: hexadecimal of eight and more.
    [GeneratedRegex(@"[0-9a-f]{8,}|\d+")]
    private static partial Regex VaryingPattern();
}
