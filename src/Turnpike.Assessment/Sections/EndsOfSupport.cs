using System.Globalization;
using Turnpike.Assessment.Facts;
using Turnpike.Assessment.Lifecycle;
using Turnpike.Assessment.Profiles;
using Turnpike.Assessment.Results;
using Turnpike.Assessment.Risks;
using Turnpike.Gate.Rules;
using Turnpike.Values;

namespace Turnpike.Assessment.Sections;

/// <summary>What runs on releases whose makers do not support them any more, or soon will not.</summary>
internal sealed class EndsOfSupport(LifecycleData data) : ISection
{
    private static readonly MeasureForm s_supported = new("lifecycle.supported", "On supported releases", "%", HigherIsBetter: true);
    private static readonly MeasureForm s_ended = new("lifecycle.ended", "Past the end of support", "", HigherIsBetter: false);
    private static readonly MeasureForm s_ending = new("lifecycle.ending", "Support ends soon", "", HigherIsBetter: false);

    private static readonly SettingForm s_soonDays = new("lifecycle.soon-days", "Support that ends within so many days ends soon.", 180);

    public string Id => "lifecycle";

    public string Title => "Ends of support";

    public IReadOnlyList<MeasureForm> Measures => [s_supported, s_ended, s_ending];

    public IReadOnlyList<SettingForm> Settings => [s_soonDays];

    public IReadOnlyList<RiskCandidate> Risks =>
    [
        new(
            "unsupported-releases",
            "What runs gets no security fixes any more, or is upgraded by the provider on a day of its own choice",
            ["lifecycle.ended", "lifecycle.extended", "lifecycle.ending"],
            [.. data.Products.SelectMany(static p => p.Seen).Select(static s => s.Type).Distinct()],
            0.35,
            "Upgrade the oldest release that production depends on, in a test environment first."),
    ];

    public async Task<SectionResult> JudgeAsync(AssessedEstate estate, CancellationToken cancellationToken)
    {
        var sheet = new SectionSheet(estate);
        var run = new Run(estate, sheet, data.Products);
        await run.LookAsync(cancellationToken);

        await new ApiRemovals(estate, sheet, data).JudgeAsync(cancellationToken);
        run.Write();
        foreach (var fault in data.Faults)
        {
            sheet.Add(new NotJudged("Ends of support", null, fault.ToString(), fault.Help ?? "Mend the file."));
        }

        if (data.Products.Count > 0)
        {
            sheet.AddUnread("Ends of support", [.. data.Products.SelectMany(static p => p.Seen).Select(static s => s.Type).Distinct()]);
        }

        return sheet.ToResult(Id, Title, run.Summary);
    }

    /// <summary>All that runs one release of one product.</summary>
    private sealed record Use(SupportedProduct Product, SupportedRelease Release, List<(AssessedResource Resource, VersionPlace Place, string Version)> By);

    /// <summary>What was seen of a product: its releases that are known, versions that are none of them, and how many do not tell theirs.</summary>
    private sealed class Look(SupportedProduct product)
    {
        public SupportedProduct Product => product;

        public Dictionary<SupportedRelease, Use> Uses { get; } = [];

        public List<string> Unlisted { get; } = [];

        public int Open { get; set; }
    }

    private sealed class Run(AssessedEstate estate, SectionSheet sheet, IReadOnlyList<SupportedProduct> products)
    {
        private readonly DateOnly _today = DateOnly.FromDateTime(estate.Now.UtcDateTime);
        private readonly List<Look> _looks = [.. products.Select(static p => new Look(p))];
        private readonly List<List<string>> _rows = [];
        private int _ended;
        private int _ending;

        private int Known => _looks.Sum(static l => l.Uses.Values.Sum(static u => u.By.Count));

        public string Summary => Known == 0
            ? "Nothing was seen whose end of support is known."
            : string.Create(CultureInfo.InvariantCulture, $"{_ended} of {Known} run on releases past their support; for {_ending} more it ends within {Soon} days.");

        private int Soon => (int)estate.Profile.Number(s_soonDays);

        public async Task LookAsync(CancellationToken cancellationToken)
        {
            var byType = _looks.SelectMany(static l => l.Product.Seen.Select(p => (Look: l, Place: p))).ToLookup(static p => p.Place.Type, StringComparer.Ordinal);
            await foreach (var facts in estate.ReadAsync([.. byType.Select(static t => t.Key)], cancellationToken))
            {
                foreach (var (look, place) in byType[facts.Resource.Type])
                {
                    Take(look, place, facts);
                }
            }

            _looks.ForEach(WriteUnknown);
        }

        public void Write()
        {
            foreach (var use in _looks.SelectMany(static l => l.Uses.Values))
            {
                Write(use);
            }

            sheet.AddShare(s_supported, Known - _ended, Known);
            sheet.Add(s_ended, Known == 0 ? null : _ended, Known);
            sheet.Add(s_ending, Known == 0 ? null : _ending, Known);
            if (_rows.Count > 0)
            {
                sheet.Add(new Table("Releases in use", ["Product", "Release", "In use", "Supported until", "For a fee until", "Source"], [.. _rows.OrderBy(static r => r[3], StringComparer.Ordinal)]));
            }
        }

        private void Write(Use use)
        {
            var (until, extended) = (use.Release.Until, use.Release.Extended);
            _rows.Add([use.Product.Name, use.Release.Version, use.By.Count.ToString(CultureInfo.InvariantCulture), Says(until) ?? "no end announced", Says(extended) ?? "", use.Release.Source]);
            if (until is not { } end || end > _today.AddDays(Soon))
            {
                return;
            }

            if (end >= _today)
            {
                _ending += use.By.Count;
                Line(use, "lifecycle.ending", Severity.Low, string.Create(CultureInfo.InvariantCulture, $"support ends on {Says(end)}, in {end.DayNumber - _today.DayNumber} days"), "An upgrade that is planned now is done before it is urgent.");
                return;
            }

            _ended += use.By.Count;
            if (extended >= _today)
            {
                Line(use, "lifecycle.extended", Severity.Medium, $"support ended on {Says(end)}; it is supported for a fee until {Says(extended)}", "It costs more each hour, and is upgraded by the provider when that ends.");
            }
            else
            {
                Line(use, "lifecycle.ended", Severity.High, $"support ended on {Says(extended ?? end)}", "What is found in it from now on is not mended, and the provider may upgrade it on a day of its own choice.");
            }
        }

        private void Line(Use use, string kind, Severity severity, string says, string why) => sheet.Add(
            kind,
            use.By.Exists(static b => Importance.IsFirstTier(b.Resource)) ? Importance.Weigh(severity, use.By.Find(static b => Importance.IsFirstTier(b.Resource)).Resource) : severity,
            [.. use.By.Select(static b => b.Resource).Distinct()],
            $"{use.Product.Name} {use.Release.Version}: {says}",
            why,
            use.By.Select(static b => new Evidence(b.Resource.Key.ToString(), b.Place.Path, b.Version)),
            $"Read the notes of the next release and upgrade one of them where little depends on it. The dates: {use.Release.Source}");

        private static void Take(Look look, VersionPlace place, ResourceFacts facts)
        {
            if (place.When.Any(w => facts.At(w.Path) is not UnknownValue && facts.Attributes.Text(w.Path) != w.Value))
            {
                return;
            }

            var versions = VersionPath.Values(facts.Attributes, place.Path).ToList();
            look.Open += versions.Exists(static v => v.IsOpen()) ? 1 : 0;
            foreach (var version in versions.OfType<StringValue>().Select(static v => v.Value).Where(v => v.Length > 0 && place.Takes(v)).Distinct())
            {
                if (look.Product.Find(version) is { } release)
                {
                    var use = look.Uses.TryGetValue(release, out var known) ? known : look.Uses[release] = new Use(look.Product, release, []);
                    use.By.Add((facts.Resource, place, version));
                }
                else if (look.Product.Match != ReleaseMatch.Like)
                {
                    look.Unlisted.Add(version);
                }
            }
        }

        private void WriteUnknown(Look look)
        {
            var product = look.Product;
            if (look.Unlisted.Count > 0)
            {
                var versions = string.Join(", ", look.Unlisted.Distinct().Order(StringComparer.Ordinal).Take(5));
                sheet.Add(new NotJudged($"Support of {product.Name} {versions}", look.Unlisted.Count, "The data does not list the release.", $"Look it up at {product.Source} and add it to packs/data/lifecycle/{product.Id}.yaml."));
            }

            if (look.Open > 0)
            {
                sheet.Add(new NotJudged($"Support of {product.Name}", look.Open, "Its version is not known.", "Allow the calls that were denied to the connection's role and sync again."));
            }
        }

        private static string? Says(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }
}
