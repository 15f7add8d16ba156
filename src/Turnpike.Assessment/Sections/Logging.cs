using Turnpike.Assessment.Facts;
using Turnpike.Assessment.Results;
using Turnpike.Assessment.Risks;
using Turnpike.Gate.Rules;

namespace Turnpike.Assessment.Sections;

/// <summary>Whether one could find out afterwards: logs as rules judge them, and accounts where nothing is recorded at all.</summary>
internal sealed class Logging() : RuleArea("logging", "Logging and audit", "logs", IsOfArea)
{
    private static readonly MeasureForm s_audited = new("logging.audited", "Accounts whose calls are recorded in all regions", "%", HigherIsBetter: true);
    private static readonly MeasureForm s_watched = new("logging.watched", "Accounts and regions with threat detection", "%", HigherIsBetter: true);

    private static readonly HashSet<string> s_rules = new(["aws-log-retention", "aws-config-recorder-off", "aws-guardduty-off"], StringComparer.Ordinal);

    public override IReadOnlyList<MeasureForm> Measures => [.. base.Measures, s_audited, s_watched];

    public override IReadOnlyList<RiskCandidate> Risks =>
    [
        new("nobody-can-tell", "After an incident nobody can tell who did what, or what was taken", ["logging.no-trail", "logging.no-detector", "logging.rule"], [], 0.25, "One trail of the organisation into an account that nobody else may write to."),
    ];

    protected override string Why => "What happened there cannot be found out afterwards.";

    protected override async Task JudgeGapsAsync(AssessedEstate estate, SectionSheet sheet, CancellationToken cancellationToken)
    {
        var trails = await estate.ReadAsync(["aws_cloudtrail"], cancellationToken)
            .Select(static t => (t.Resource.Place.Account, Records: Records(t), OfAll: t.Attributes.Flag("is_organization_trail") == true, Evidence: t.EvidenceOf("is_multi_region_trail"))).ToListAsync(cancellationToken);
        var ofAll = trails.Exists(static t => t.OfAll && t.Records);
        var audited = new Answers("logging.no-trail", "Accounts whose calls are not recorded in all regions");
        foreach (var account in ReadPlaces(estate, "aws_cloudtrail").Select(static p => p.Account).Distinct().Order(StringComparer.Ordinal))
        {
            var own = trails.FindAll(t => t.Account == account);
            if (ofAll || own.Exists(static t => t.Records))
            {
                audited.Passes();
            }
            else if (estate.Unread("aws_cloudtrail").Any(u => u.Place.Account == account))
            {
                audited.IsOpen(account);
            }
            else
            {
                audited.Fails("aws/" + account, Severity.High, [.. own.Select(static t => t.Evidence).DefaultIfEmpty(new Evidence(null, null, "no trail", "cloudtrail:DescribeTrails"))]);
            }
        }

        var watched = new Answers("logging.no-detector", "Accounts and regions without threat detection");
        var detectors = await estate.ReadAsync(["aws_guardduty_detector"], cancellationToken).Where(static d => d.Attributes.Flag("enable") != false).Select(static d => (d.Resource.Place.Account, d.Resource.Place.Region)).ToHashSetAsync(cancellationToken: cancellationToken);
        foreach (var place in ReadPlaces(estate, "aws_guardduty_detector").Distinct().OrderBy(static p => p.Account, StringComparer.Ordinal).ThenBy(static p => p.Region, StringComparer.Ordinal))
        {
            if (detectors.Contains((place.Account, place.Region)))
            {
                watched.Passes();
            }
            else
            {
                watched.Fails($"aws/{place.Account} {place.Region}", Severity.Medium, new Evidence(null, null, "no detector", "guardduty:ListDetectors"));
            }
        }

        audited.WriteTo(sheet, estate, "Nobody can tell who did what, and a stolen key works unseen.", "Make one trail of the organisation for all regions.", "aws_cloudtrail");
        watched.WriteTo(sheet, estate, "A stolen key or a miner is noticed with the bill.", "Turn GuardDuty on for the organisation, in every region.", "aws_guardduty_detector");
        sheet.AddShare(s_audited, audited.Fine, audited.Known);
        sheet.AddShare(s_watched, watched.Fine, watched.Known);
    }

    private static bool IsOfArea(string rule) => s_rules.Contains(rule) || rule.StartsWith("aws-cloudtrail-", StringComparison.Ordinal) || rule.EndsWith("-logs", StringComparison.Ordinal) || rule.EndsWith("-logging", StringComparison.Ordinal);

    private static bool Records(ResourceFacts trail) => trail.Attributes.Flag("is_multi_region_trail") == true && trail.Attributes.Flag("enable_logging") != false;

    // Where the call was answered, so that none found means none there.
    private static IEnumerable<(string Account, string Region)> ReadPlaces(AssessedEstate estate, string type) =>
        from source in estate.Joined.Coverage.Sources
        where source.Coverage.Items.Any(i => i.IsRead && i.Types.Contains(type))
        let place = Inventory.Joining.ResourcePlace.OfPart(source.Scope, source.Coverage.Source)
        select (place.Account, place.Region);
}
