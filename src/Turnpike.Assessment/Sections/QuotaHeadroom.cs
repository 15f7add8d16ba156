using System.Globalization;
using Turnpike.Assessment.Facts;
using Turnpike.Assessment.Profiles;
using Turnpike.Assessment.Quotas;
using Turnpike.Assessment.Results;
using Turnpike.Assessment.Risks;
using Turnpike.Gate.Rules;
using Turnpike.Inventory.Joining;
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
        var (found, uncounted) = (new List<(AssessedResource Quota, CountedQuota Form, string Name, double Allowed)>(), 0);
        var counted = quotas.ToDictionary(static q => (q.Service, q.Code));
        await foreach (var quota in estate.ReadAsync([Type], cancellationToken))
        {
            if (quota.Attributes.Number("value") is not { } allowed || quota.Attributes.Text("service_code") is not { } service || quota.Attributes.Text("quota_code") is not { } code || !counted.TryGetValue((service, code), out var form))
            {
                uncounted++;
                continue;
            }

            found.Add((quota.Resource, form, quota.Attributes.Text("quota_name") ?? form.Name, allowed));
        }

        var sums = await SumsAsync(estate, [.. found.Select(static f => f.Form).Distinct()], cancellationToken);
        return ([.. found.Select(f => UseOf(estate, f.Quota, f.Form, f.Name, f.Allowed, sums.GetValueOrDefault((f.Form, f.Quota.Place), [])))], uncounted);
    }

    /// <summary>What counts against quotas, by place and group: the sum of each, null where one of it does not tell its number.</summary>
    private static async Task<Dictionary<(CountedQuota, ResourcePlace), Dictionary<string, double?>>> SumsAsync(AssessedEstate estate, IReadOnlyList<CountedQuota> forms, CancellationToken cancellationToken)
    {
        var sums = new Dictionary<(CountedQuota, ResourcePlace), Dictionary<string, double?>>();
        var byType = forms.SelectMany(static f => f.Count.Select(t => (Type: t, Form: f))).ToLookup(static f => f.Type, static f => f.Form, StringComparer.Ordinal);
        await foreach (var facts in estate.ReadAsync([.. byType.Select(static t => t.Key)], cancellationToken))
        {
            foreach (var form in byType[facts.Resource.Type].Where(f => Counts(f, facts)))
            {
                var place = (form, facts.Resource.Place);
                var groups = sums.TryGetValue(place, out var known) ? known : sums[place] = new(StringComparer.Ordinal);
                var group = form.Per is null ? "" : facts.Attributes.Text(form.Per) ?? "";
                groups[group] = groups.GetValueOrDefault(group, 0) + Amount(form, facts);
            }
        }

        return sums;
    }

    private static Use UseOf(AssessedEstate estate, AssessedResource quota, CountedQuota form, string name, double allowed, Dictionary<string, double?> groups)
    {
        var place = quota.Place;
        var isRead = form.Count.All(t => estate.IsRead(t)) && !estate.Unread([.. form.Count]).Any(u => u.Place.Agrees(place));
        var largest = groups.Count == 0 ? default : groups.MaxBy(static g => g.Value ?? double.MaxValue);
        double? used = !isRead || groups.ContainsValue(null) ? null : groups.Count == 0 ? 0 : largest.Value;
        return new Use(place.Account, place.Region, name, allowed, used, quota.Key.ToString(), form.Per is null || groups.Count == 0 ? "" : $" ({largest.Key})");
    }

    // IAM counts its own things.
    private static async Task<IEnumerable<Use>> OfIdentitiesAsync(AssessedEstate estate, CancellationToken cancellationToken) =>
        from summary in await estate.ReadObservedAsync([Summaries], cancellationToken).ToListAsync(cancellationToken)
        from what in (string[])["users", "roles", "policies"]
        let allowed = summary.Attributes.Number(what + "_quota")
        where allowed > 0
        select new Use(summary.Account, "", "IAM " + what, allowed.Value, summary.Attributes.Number(what), summary.Key.ToString(), "");

    private static bool Counts(CountedQuota quota, ResourceFacts facts) =>
        quota.Where.All(w => facts.Attributes.Text(w.Path) == w.Value)
        && (quota.Families.Count == 0 || facts.Attributes.Text("instance_type") is { } type && quota.Families.Contains(new string([.. type.TakeWhile(char.IsAsciiLetter)])));

    // How much one counts; null where it does not tell.
    private static double? Amount(CountedQuota quota, ResourceFacts facts)
    {
        double? product = 1;
        foreach (var path in quota.Sum)
        {
            product *= facts.Attributes.Number(path);
        }

        return product;
    }

    private static double Percent(Use use) => use.Allowed <= 0 ? 0 : 100 * use.Used!.Value / use.Allowed;

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);
}
