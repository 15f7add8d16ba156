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
        var run = new Run(estate, sheet);
        foreach (var product in data.Products)
        {
            await run.LookAsync(product, cancellationToken);
        }

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
    private sealed record Use(SupportedProduct Product, SupportedRelease Release, List<(ResourceFacts Facts, string Path, string Version)> By);

    private sealed class Run(AssessedEstate estate, SectionSheet sheet)
    {
        private readonly DateOnly _today = DateOnly.FromDateTime(estate.Now.UtcDateTime);
        private readonly Dictionary<string, IReadOnlyList<ResourceFacts>> _facts = new(StringComparer.Ordinal);
        private readonly List<Use> _uses = [];
        private readonly List<List<string>> _rows = [];
        private int _ended;
        private int _ending;

        private int Known => _uses.Sum(static u => u.By.Count);

        public string Summary => Known == 0
            ? "Nothing was seen whose end of support is known."
            : string.Create(CultureInfo.InvariantCulture, $"{_ended} of {Known} run on releases past their support; for {_ending} more it ends within {Soon} days.");

        private int Soon => (int)estate.Profile.Number(s_soonDays);

        public async Task LookAsync(SupportedProduct product, CancellationToken cancellationToken)
        {
            var unlisted = new List<(string Version, ResourceFacts Facts)>();
            var open = 0;
            foreach (var place in product.Seen)
            {
                foreach (var facts in await ReadAsync(place.Type, cancellationToken))
                {
                    if (place.When.Any(w => facts.At(w.Path) is not UnknownValue && facts.Attributes.Text(w.Path) != w.Value))
                    {
                        continue;
                    }

                    var versions = VersionPath.Values(facts.Attributes, place.Path).ToList();
                    open += versions.Any(static v => v.IsOpen()) ? 1 : 0;
                    foreach (var version in versions.OfType<StringValue>().Select(static v => v.Value).Where(v => v.Length > 0 && place.Takes(v)).Distinct())
                    {
                        if (product.Find(version) is { } release)
                        {
                            Add(product, release, (facts, place.Path, version));
                        }
                        else if (product.Match != ReleaseMatch.Like)
                        {
                            unlisted.Add((version, facts));
                        }
                    }
                }
            }

            Unknown(product, unlisted, open);
        }

        public void Write()
        {
            foreach (var use in _uses)
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
            use.By.Any(static b => Importance.IsFirstTier(b.Facts.Resource)) ? Importance.Weigh(severity, use.By.First(static b => Importance.IsFirstTier(b.Facts.Resource)).Facts.Resource) : severity,
            [.. use.By.Select(static b => b.Facts.Resource).Distinct()],
            $"{use.Product.Name} {use.Release.Version}: {says}",
            why,
            use.By.Select(static b => new Evidence(b.Facts.Resource.Key.ToString(), b.Path, b.Version)),
            $"Read the notes of the next release and upgrade one of them where little depends on it. The dates: {use.Release.Source}");

        private void Unknown(SupportedProduct product, List<(string Version, ResourceFacts Facts)> unlisted, int open)
        {
            if (unlisted.Count > 0)
            {
                var versions = string.Join(", ", unlisted.Select(static u => u.Version).Distinct().Order(StringComparer.Ordinal).Take(5));
                sheet.Add(new NotJudged($"Support of {product.Name} {versions}", unlisted.Count, "The data does not list the release.", $"Look it up at {product.Source} and add it to packs/data/lifecycle/{product.Id}.yaml."));
            }

            if (open > 0)
            {
                sheet.Add(new NotJudged($"Support of {product.Name}", open, "Its version is not known.", "Allow the calls that were denied to the connection's role and sync again."));
            }
        }

        private void Add(SupportedProduct product, SupportedRelease release, (ResourceFacts, string, string) by)
        {
            var use = _uses.Find(u => u.Product == product && u.Release == release);
            if (use is null)
            {
                _uses.Add(use = new Use(product, release, []));
            }

            use.By.Add(by);
        }

        private async Task<IReadOnlyList<ResourceFacts>> ReadAsync(string type, CancellationToken cancellationToken)
        {
            if (!_facts.TryGetValue(type, out var facts))
            {
                _facts[type] = facts = await estate.ReadAsync([type], cancellationToken);
            }

            return facts;
        }

        private static string? Says(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }
}
