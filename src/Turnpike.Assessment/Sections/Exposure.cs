using System.Globalization;
using Turnpike.Assessment.Facts;
using Turnpike.Assessment.Results;
using Turnpike.Assessment.Risks;
using Turnpike.Gate.Findings;

namespace Turnpike.Assessment.Sections;

/// <summary>What the internet reaches, and where that leads: addresses, balancers, endpoints, what is shared with everybody.</summary>
internal sealed class Exposure : ISection
{
    internal static readonly MeasureForm Addresses = new("exposure.addresses", "Public addresses", "", HigherIsBetter: false);
    internal static readonly MeasureForm Entries = new("exposure.entries", "Ways in from the internet", "", HigherIsBetter: false);
    internal static readonly MeasureForm Machines = new("exposure.machines", "Machines that the internet reaches directly", "%", HigherIsBetter: false);
    private static readonly MeasureForm s_data = new("exposure.data", "Data that is open to everybody", "", HigherIsBetter: false);

    private static readonly HashSet<string> s_dataRules = new(
        ["aws-s3-public-acl", "aws-s3-public-policy", "aws-snapshot-public", "aws-database-public", "aws-opensearch-public", "aws-resource-policy-public", "google-sql-open", "google-public-member", "azure-storage-container-public", "azure-storage-public-access", "azure-sql-firewall-open"],
        StringComparer.Ordinal);

    private static readonly HashSet<string> s_rules = new(
        [
            .. s_dataRules, "aws-sg-open-all", "aws-sg-open-admin-ports", "aws-sg-open-data-ports", "aws-sg-open-other-ports", "aws-sg-default-open", "aws-nacl-open-admin-ports", "aws-eks-public-endpoint", "aws-eks-node-ssh",
            "aws-lambda-public-url", "aws-lambda-public-permission", "aws-apigateway-no-auth", "aws-msk-public", "aws-transfer-public", "aws-s3-public-access-block-off", "aws-ecs-public-ip", "k8s-service-exposed",
            "google-firewall-open-admin-ports", "azure-nsg-open-admin-ports",
        ],
        StringComparer.Ordinal);

    public string Id => "exposure";

    public string Title => "Exposure to the internet";

    public IReadOnlyList<MeasureForm> Measures => [Addresses, Entries, Machines, s_data];

    public IReadOnlyList<RiskCandidate> Risks =>
    [
        new(
            "break-in",
            "Somebody comes in from the internet by a port, a machine or a bucket that nobody meant to open",
            ["exposure.machine", "exposure.database", "exposure.rule", "exposure.image"],
            ["aws_instance", "aws_db_instance", "aws_security_group", "aws_s3_bucket", "aws_lb"],
            0.4,
            "Close administration ports to the internet today, and go in by Session Manager instead."),
    ];

    public async Task<SectionResult> JudgeAsync(AssessedEstate estate, CancellationToken cancellationToken)
    {
        var sheet = new SectionSheet(estate);
        var groups = await OpenGroups.ReadAsync(estate, cancellationToken);
        var machines = await new ExposedMachines(estate, sheet, groups).JudgeAsync(cancellationToken);
        var ways = await new WaysIn(estate, groups).FindAsync(cancellationToken);
        ways.AddRange(machines);
        FindingLines.Write(sheet, estate, "exposure.rule", Title, [.. s_rules.Order(StringComparer.Ordinal)], "The internet reaches it.");
        var data = estate.Findings.Where(static f => s_dataRules.Contains(f.Rule.Id.ToString()) && f.Status == FindingStatus.Fail).Select(static f => f.Resource).Distinct().Count();
        var isJudged = estate.Rules.Any(static r => s_dataRules.Contains(r.Id.ToString()));
        sheet.Add(s_data, isJudged || data > 0 ? data : null);
        sheet.Add(Entries, ways.Count == 0 && !estate.IsRead([.. WaysIn.Types]) ? null : ways.Count);
        if (ways.Count > 0)
        {
            sheet.Add(new Table(
                "What the internet reaches",
                ["Way in", "Type", "Ports", "Leads to", "Owner"],
                [.. ways.OrderBy(static w => w.Entry.Type, StringComparer.Ordinal).ThenBy(static w => w.Entry.Name, StringComparer.Ordinal).Take(100).Select(static w => (IReadOnlyList<string>)[w.Entry.Name, w.Entry.Type, w.Ports, w.LeadsTo, w.Entry.Owner ?? ""])],
                ways.Count > 100 ? string.Create(CultureInfo.InvariantCulture, $"The first 100 of {ways.Count}.") : null));
        }

        sheet.AddUnread("What the internet reaches", [.. WaysIn.Types]);
        return sheet.ToResult(Id, Title, string.Create(CultureInfo.InvariantCulture, $"Ways in from the internet: {ways.Count}, {machines.Count} of them straight to machines and databases."));
    }
}

/// <summary>One way in from the internet.</summary>
/// <param name="LeadsTo">What is behind it, as far as relations tell.</param>
internal sealed record WayIn(AssessedResource Entry, string Ports, string LeadsTo);
