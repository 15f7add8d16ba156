using System.Globalization;
using Turnpike.Assessment.Facts;
using Turnpike.Assessment.Profiles;
using Turnpike.Assessment.Quotas;
using Turnpike.Assessment.Results;
using Turnpike.Assessment.Risks;
using Turnpike.Gate.Rules;
using Turnpike.Text;

namespace Turnpike.Assessment.Sections;

/// <summary>How far what is there is from what the provider allows, where both were read.</summary>
internal sealed class QuotaHeadroom(IReadOnlyList<CountedQuota> quotas, IReadOnlyList<Diagnostic> faults) : ISection
{
    private const string Type = "aws_servicequotas_service_quota";
    private const string Summaries = "aws_iam_account_summary";
    private const double Full = 95;

    private static readonly MeasureForm s_highest = new("quotas.highest", "Largest use of a quota", "%", HigherIsBetter: false);
    private static readonly MeasureForm s_near = new("quotas.near", "Quotas nearly used up", "", HigherIsBetter: false);
    private static readonly SettingForm s_limit = new("quotas.near-percent", "A quota is nearly used up from so many percent on.", 80);

    public string Id => "quotas";

    public string Title => "Quotas";

    public IReadOnlyList<MeasureForm> Measures => [s_highest, s_near];

    public IReadOnlyList<SettingForm> Settings => [s_limit];

    public IReadOnlyList<RiskCandidate> Risks =>
    [
        new("quota-reached", "A deployment or a failover stops halfway, since the provider allows no more", ["quotas.near"], [], 0.3, "Ask for more now: it takes days, and costs nothing."),
    ];

    /// <param name="Used">Null where it is not known.</param>
    private sealed record Use(string Account, string Region, string Name, double Allowed, double? Used, string Key, string Of);

    public async Task<SectionResult> JudgeAsync(AssessedEstate estate, CancellationToken cancellationToken)
    {
        var sheet = new SectionSheet(estate);
        var (uses, uncounted) = await UsesAsync(estate, cancellationToken);
        uses.AddRange(await OfIdentitiesAsync(estate, cancellationToken));
        var limit = estate.Profile.Number(s_limit);
        var known = uses.Where(static u => u.Used is not null).OrderByDescending(Percent).ThenBy(static u => u.Name, StringComparer.Ordinal).ToList();
        foreach (var use in known.Where(u => Percent(u) >= limit))
        {
            sheet.Add(new Line(
                "quotas.near",
                Percent(use) >= Full ? Severity.High : Severity.Medium,
                [use.Key],
                string.Create(CultureInfo.InvariantCulture, $"{use.Name}: {use.Used} of {use.Allowed} in {use.Account}{(use.Region.Length == 0 ? "" : " " + use.Region)}{use.Of}"),
                "What is deployed or scaled next is refused, in the middle of it.",
                [new Evidence(use.Key, "value", use.Allowed.ToString(CultureInfo.InvariantCulture))],
                null,
                "Ask for a higher quota, or delete what nobody uses."));
        }

        sheet.Add(s_highest, known.Count == 0 ? null : Percent(known[0]), known.Count);
        sheet.Add(s_near, known.Count == 0 ? null : known.Count(u => Percent(u) >= limit), known.Count);
        if (known.Count > 0)
        {
            sheet.Add(new Table("Largest uses", ["Quota", "Account", "Region", "Used", "Allowed", "%"], [.. known.Take(20).Select(static u => (IReadOnlyList<string>)[u.Name, u.Account, u.Region, Text(u.Used!.Value), Text(u.Allowed), Text(Math.Round(Percent(u)))])]));
        }

        WriteOpen(estate, sheet, uses, uncounted);
        return sheet.ToResult(Id, Title, known.Count == 0
            ? "No quota was read together with what counts against it."
            : string.Create(CultureInfo.InvariantCulture, $"{known.Count} quotas were compared with what is there; {known.Count(u => Percent(u) >= limit)} are used to {limit} % or more."));
    }

    private void WriteOpen(AssessedEstate estate, SectionSheet sheet, List<Use> uses, int uncounted)
    {
        foreach (var open in uses.Where(static u => u.Used is null).GroupBy(static u => u.Name))
        {
            sheet.Add(new NotJudged($"Use of {open.Key}", open.Count(), "What counts against it was not all read.", "Allow the calls that were denied to the connection's role and sync again."));
        }

        if (uncounted > 0)
        {
            sheet.Add(new NotJudged("Use of other quotas", uncounted, "Nothing that is read counts against them.", "Watch them with alarms on the usage metrics of CloudWatch."));
        }

        foreach (var fault in faults)
        {
            sheet.Add(new NotJudged("Quotas", null, fault.ToString(), fault.Help ?? "Mend the file."));
        }

        if (uses.Count == 0 && uncounted == 0 && !estate.IsRead(Type))
        {
            sheet.Add(new NotJudged("Quotas", null, "None was read.", "Allow servicequotas:ListServices and servicequotas:ListServiceQuotas to the connection's role."));
        }

        sheet.AddUnread("Quotas", Type, Summaries);
    }

    private async Task<(List<Use> Uses, int Uncounted)> UsesAsync(AssessedEstate estate, CancellationToken cancellationToken)
    {
        var (uses, uncounted) = (new List<Use>(), 0);
        var counted = quotas.ToDictionary(static q => (q.Service, q.Code));
        var facts = (await estate.ReadAsync([.. quotas.SelectMany(static q => q.Count).Distinct()], cancellationToken)).ToLookup(static f => f.Resource.Type, StringComparer.Ordinal);
        foreach (var quota in await estate.ReadAsync([Type], cancellationToken))
        {
            var place = quota.Resource.Place;
            if (quota.Attributes.Number("value") is not { } allowed || quota.Attributes.Text("service_code") is not { } service || quota.Attributes.Text("quota_code") is not { } code || !counted.TryGetValue((service, code), out var form))
            {
                uncounted++;
                continue;
            }

            var own = form.Count.SelectMany(t => facts[t]).Where(f => f.Resource.Place == place && Counts(form, f)).ToList();
            var isRead = form.Count.All(t => estate.IsRead(t)) && !estate.Unread([.. form.Count]).Any(u => u.Place.Agrees(place));
            var groups = own.GroupBy(f => form.Per is null ? "" : f.Attributes.Text(form.Per) ?? "").Select(g => (g.Key, Sum: Sum(form, g))).ToList();
            var largest = groups.Count == 0 ? default : groups.MaxBy(static g => g.Sum ?? double.MaxValue);
            double? used = !isRead || groups.Exists(static g => g.Sum is null) ? null : groups.Count == 0 ? 0 : largest.Sum;
            uses.Add(new Use(place.Account, place.Region, quota.Attributes.Text("quota_name") ?? form.Name, allowed, used, quota.Resource.Key.ToString(), form.Per is null || groups.Count == 0 ? "" : $" ({largest.Key})"));
        }

        return (uses, uncounted);
    }

    // IAM counts its own things.
    private static async Task<IEnumerable<Use>> OfIdentitiesAsync(AssessedEstate estate, CancellationToken cancellationToken) =>
        from summary in await estate.ReadObservedAsync([Summaries], cancellationToken)
        from what in (string[])["users", "roles", "policies"]
        let allowed = summary.Attributes.Number(what + "_quota")
        where allowed > 0
        select new Use(summary.Account, "", "IAM " + what, allowed.Value, summary.Attributes.Number(what), summary.Key.ToString(), "");

    private static bool Counts(CountedQuota quota, ResourceFacts facts) =>
        quota.Where.All(w => facts.Attributes.Text(w.Path) == w.Value)
        && (quota.Families.Count == 0 || facts.Attributes.Text("instance_type") is { } type && quota.Families.Contains(new string([.. type.TakeWhile(char.IsAsciiLetter)])));

    private static double? Sum(CountedQuota quota, IEnumerable<ResourceFacts> facts)
    {
        double sum = 0;
        foreach (var one in facts)
        {
            double product = 1;
            foreach (var path in quota.Sum)
            {
                if (one.Attributes.Number(path) is not { } number)
                {
                    return null;
                }

                product *= number;
            }

            sum += product;
        }

        return sum;
    }

    private static double Percent(Use use) => use.Allowed <= 0 ? 0 : 100 * use.Used!.Value / use.Allowed;

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);
}
