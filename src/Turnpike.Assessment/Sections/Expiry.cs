using System.Globalization;
using Turnpike.Assessment.Facts;
using Turnpike.Assessment.Profiles;
using Turnpike.Assessment.Results;
using Turnpike.Assessment.Risks;
using Turnpike.Gate.Rules;
using Turnpike.Values;

namespace Turnpike.Assessment.Sections;

/// <summary>What stops working on a day that is known, or should be changed by then: certificates, registrations of domains, secrets.</summary>
internal sealed class Expiry : ISection
{
    private static readonly MeasureForm s_expired = new("expiry.expired", "Expired", "", HigherIsBetter: false);
    private static readonly MeasureForm s_soon = new("expiry.soon", "Expire soon", "", HigherIsBetter: false);
    private static readonly MeasureForm s_rotated = new("expiry.secrets-rotated", "Secrets rotated", "%", HigherIsBetter: true);

    private static readonly SettingForm s_soonDays = new("expiry.soon-days", "What expires within so many days expires soon.", 45);
    private static readonly SettingForm s_secretAge = new("expiry.secret-age-days", "A secret that was not changed for so many days is old.", 365);

    private static readonly Form[] s_forms =
    [
        new("aws_acm_certificate", "not_after", "Certificate"),
        new("aws_iam_server_certificate", "expiration", "Certificate of IAM"),
        new("aws_iam_saml_provider", "valid_until", "Metadata of an identity provider"),
        new("aws_db_instance", "ca_cert_valid_till", "Certificate of a database"),
        new("aws_route53domains_registered_domain", "expiration_date", "Registration of a domain"),
        new("cert-manager.io/Certificate", "status.notAfter", "Certificate of cert-manager"),
    ];

    public string Id => "expiry";

    public string Title => "What expires";

    public IReadOnlyList<MeasureForm> Measures => [s_expired, s_soon, s_rotated];

    public IReadOnlyList<SettingForm> Settings => [s_soonDays, s_secretAge];

    public IReadOnlyList<RiskCandidate> Risks =>
    [
        new(
            "expires-unnoticed",
            "A certificate or a domain expires and takes what depends on it down on that day",
            ["expiry.expired", "expiry.soon"],
            [.. s_forms.Select(static f => f.Type)],
            0.5,
            "Replace imported certificates by issued ones that renew themselves, and put an alarm on the rest."),
        new("old-secrets", "A secret that leaked years ago still opens what it opened then", ["expiry.secret-old"], ["aws_secretsmanager_secret"], 0.2, "Turn rotation on for the secrets of databases: it is built in."),
    ];

    /// <param name="Path">The attribute that holds the day.</param>
    private sealed record Form(string Type, string Path, string Name);

    private sealed record End(AssessedResource Resource, Evidence Evidence, Form Form, DateTimeOffset At, bool RenewsItself, bool IsUsed);

    public async Task<SectionResult> JudgeAsync(AssessedEstate estate, CancellationToken cancellationToken)
    {
        var sheet = new SectionSheet(estate);
        var (ends, open) = (new List<End>(), 0);
        foreach (var form in s_forms)
        {
            await foreach (var facts in estate.ReadAsync([form.Type], cancellationToken))
            {
                if (facts.Attributes.Time(form.Path) is { } at)
                {
                    ends.Add(new End(facts.Resource, facts.EvidenceOf(form.Path), form, at, RenewsItself(facts), IsUsed(facts)));
                }
                else if (facts.Attributes is UnknownValue || facts.At(form.Path).IsOpen())
                {
                    open++;
                }
            }
        }

        var (expired, soon) = WriteEnds(sheet, estate, ends);
        if (open > 0)
        {
            sheet.Add(new NotJudged("When certificates and registrations expire", open, "The day is not known.", "Allow the calls that were denied to the connection's role and sync again."));
        }

        var isRead = ends.Count > 0 || estate.IsRead([.. s_forms.Select(static f => f.Type)]);
        sheet.Add(s_expired, isRead ? expired : null, ends.Count);
        sheet.Add(s_soon, isRead ? soon : null, ends.Count);
        await SecretsAsync(estate, sheet, cancellationToken);
        sheet.AddUnread("What expires", [.. s_forms.Select(static f => f.Type), "aws_secretsmanager_secret"]);
        return sheet.ToResult(Id, Title, isRead
            ? string.Create(CultureInfo.InvariantCulture, $"{expired} of {ends.Count} certificates and registrations have expired, {soon} will within {Days(estate)} days.")
            : "Nothing that expires was read.");
    }

    private static (int Expired, int Soon) WriteEnds(SectionSheet sheet, AssessedEstate estate, List<End> ends)
    {
        var limit = estate.Now.AddDays(Days(estate));
        var expired = ends.FindAll(e => e.At < estate.Now);
        var soon = ends.FindAll(e => e.At >= estate.Now && e.At <= limit);
        foreach (var group in expired.GroupBy(static e => (e.Form.Name, e.IsUsed)))
        {
            Line(sheet, "expiry.expired", group.Key.IsUsed ? Severity.Critical : Severity.Low, group, $"{group.Key.Name}: {group.Count()} expired{(group.Key.IsUsed ? "" : ", not in use")}",
                group.Key.IsUsed ? "Who connects is refused, or has learnt to pass over the warning." : "It hides those that matter.", group.Key.IsUsed ? "Replace it today." : "Delete it.");
        }

        foreach (var group in soon.Where(static e => e.IsUsed).GroupBy(static e => (e.Form.Name, e.RenewsItself)))
        {
            var first = group.Min(static e => e.At);
            Line(sheet, "expiry.soon", group.Key.RenewsItself ? Severity.Low : Severity.High, group,
                string.Create(CultureInfo.InvariantCulture, $"{group.Key.Name}: {group.Count()} will expire, the first on {first:yyyy-MM-dd}{(group.Key.RenewsItself ? "; it renews itself" : "")}"),
                group.Key.RenewsItself ? "Renewal fails silently where its validation record is gone." : "Nothing renews it: on that day what depends on it is down.",
                group.Key.RenewsItself ? "See that its validation record is still there." : "Renew it, or move to one that renews itself.");
        }

        var next = ends.Where(e => e.At >= estate.Now).OrderBy(static e => e.At).Take(20)
            .Select(static e => (IReadOnlyList<string>)[e.At.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), e.Form.Name, e.Resource.Name, e.RenewsItself ? "by itself" : "by hand", e.Resource.Owner ?? ""]).ToList();
        if (next.Count > 0)
        {
            sheet.Add(new Table("Next to expire", ["On", "What", "Name", "Renewed", "Owner"], next, ends.Count > expired.Count + next.Count ? $"The first {next.Count}." : null));
        }

        return (expired.Count, soon.Count);
    }

    private static void Line(SectionSheet sheet, string kind, Severity severity, IEnumerable<End> ends, string what, string why, string firstStep) => sheet.Add(
        kind,
        severity,
        [.. ends.Select(static e => e.Resource)],
        what,
        why,
        ends.OrderBy(static e => e.At).Select(static e => e.Evidence),
        firstStep);

    private static async Task SecretsAsync(AssessedEstate estate, SectionSheet sheet, CancellationToken cancellationToken)
    {
        var days = estate.Profile.Number(s_secretAge);
        var old = new Answers("expiry.secret-old", string.Create(CultureInfo.InvariantCulture, $"Secrets not changed for {days} days"));
        var (rotated, known) = (0, 0);
        await foreach (var facts in estate.ReadAsync(["aws_secretsmanager_secret"], cancellationToken))
        {
            if (facts.Resource.MadeBy?.Tool == "aws")
            {
                continue;
            }

            if (facts.Attributes.Flag("rotation_enabled") is { } isRotated)
            {
                known++;
                rotated += isRotated ? 1 : 0;
            }

            var changed = new[] { facts.Attributes.Time("last_rotated_date"), facts.Attributes.Time("last_changed_date") }.Max();
            old.Take(facts, changed is { } at ? at < estate.Now.AddDays(-days) : null, Severity.Medium, facts.EvidenceOf("last_changed_date"), facts.EvidenceOf("rotation_enabled"));
        }

        old.WriteTo(sheet, estate, "Whoever saw it since, in a log, a laptop or a job that they left, can still use it.", "Turn rotation on where the service has it built in; change the rest and see who breaks.", "aws_secretsmanager_secret");
        sheet.AddShare(s_rotated, rotated, known);
    }

    // What ACM issues and something uses is renewed; what was imported is not.
    private static bool RenewsItself(ResourceFacts facts) => facts.Resource.Type switch
    {
        "aws_acm_certificate" => facts.Attributes.Text("renewal_eligibility") == "ELIGIBLE",
        "aws_route53domains_registered_domain" => facts.Attributes.Flag("auto_renew") == true,
        "cert-manager.io/Certificate" => true,
        _ => false,
    };

    private static bool IsUsed(ResourceFacts facts) => facts.Resource.Type != "aws_acm_certificate" || facts.At("in_use_by") is null || facts.At("in_use_by").IsOpen() || facts.Attributes.List("in_use_by").Count > 0;

    private static int Days(AssessedEstate estate) => (int)estate.Profile.Number(s_soonDays);
}
