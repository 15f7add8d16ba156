using System.Globalization;
using Turnpike.Assessment.Facts;
using Turnpike.Assessment.Reports;
using Turnpike.Assessment.Results;
using Turnpike.Assessment.Sections.Landscaping;

namespace Turnpike.Assessment.Sections;

/// <summary>What there is: accounts, regions, services, networks and how they are connected, clusters and their versions.</summary>
internal sealed class Landscape : ISection
{
    private const int MaxServices = 60;
    private const string OrganizationAccount = "aws_organizations_account";

    private static readonly MeasureForm s_resources = new("landscape.resources", "Resources", "", HigherIsBetter: false);
    private static readonly MeasureForm s_accounts = new("landscape.accounts", "Accounts and clusters", "", HigherIsBetter: false);
    private static readonly MeasureForm s_regions = new("landscape.regions", "Regions in use", "", HigherIsBetter: false);
    private static readonly MeasureForm s_networks = new("landscape.networks", "Networks", "", HigherIsBetter: false);
    private static readonly MeasureForm s_overlaps = new("landscape.overlaps", "Connected networks with overlapping addresses", "", HigherIsBetter: false);

    // What a lead asks for first, and the types that are it.
    private static readonly (string Name, string[] Types)[] s_runs =
    [
        ("Instances", ["aws_instance", "azurerm_linux_virtual_machine", "azurerm_windows_virtual_machine", "google_compute_instance"]),
        ("Functions", ["aws_lambda_function", "azurerm_linux_function_app", "azurerm_windows_function_app", "google_cloudfunctions_function", "google_cloudfunctions2_function"]),
        ("Clusters", ["aws_eks_cluster", "aws_ecs_cluster", "azurerm_kubernetes_cluster", "google_container_cluster"]),
        ("Workloads", ["apps/Deployment", "apps/StatefulSet", "apps/DaemonSet", "batch/CronJob", "aws_ecs_service"]),
        ("Databases", ["aws_db_instance", "aws_rds_cluster", "aws_dynamodb_table", "aws_elasticache_cluster", "aws_elasticache_replication_group", "aws_opensearch_domain", "azurerm_mssql_database", "azurerm_postgresql_flexible_server", "azurerm_cosmosdb_account", "google_sql_database_instance"]),
        ("Buckets", ["aws_s3_bucket", "azurerm_storage_account", "google_storage_bucket"]),
        ("Queues", ["aws_sqs_queue", "aws_sns_topic", "aws_kinesis_stream", "azurerm_servicebus_namespace", "google_pubsub_topic"]),
        ("Balancers", ["aws_lb", "aws_elb", "azurerm_lb", "azurerm_application_gateway", "google_compute_forwarding_rule"]),
    ];

    public string Id => "landscape";

    public string Title => "Landscape";

    public IReadOnlyList<MeasureForm> Measures => [s_resources, s_accounts, s_regions, s_networks, s_overlaps];

    public async Task<SectionResult> JudgeAsync(AssessedEstate estate, CancellationToken cancellationToken)
    {
        var sheet = new SectionSheet(estate);
        var there = estate.All.Where(static r => r.IsThere).ToList();
        var places = there.Where(static r => r.Place.Account.Length > 0).ToList();
        var accounts = places.GroupBy(static r => (r.Place.Provider, r.Place.Account)).OrderByDescending(static g => g.Count()).ToList();
        var regions = places.Select(static r => (r.Place.Provider, r.Place.Region)).Where(static r => r.Region.Length > 0).Distinct().Count();
        sheet.Add(s_resources, there.Count);
        sheet.Add(s_accounts, accounts.Count);
        sheet.Add(s_regions, regions);
        sheet.Add(await AccountsAsync(estate, accounts, cancellationToken));
        sheet.Add(Runs(there));
        sheet.Add(Services(there));
        var networks = await Networks.ReadAsync(estate, cancellationToken);
        sheet.Add(s_networks, estate.IsRead(Networks.Types) || networks.All.Count > 0 ? networks.All.Count : null);
        sheet.Add(s_overlaps, networks.All.Count == 0 ? null : networks.WriteTo(sheet, estate));
        await Clusters.WriteToAsync(sheet, estate, cancellationToken);
        sheet.AddUnread("Networks and how they are connected", Networks.Types);
        var nowhere = there.Count - places.Count;
        if (nowhere > 0)
        {
            sheet.Add(new NotJudged("In which account resources are", nowhere, "Nothing that is known of them tells.", "Connect the accounts that their states manage: turnpike connect aws NAME."));
        }

        return sheet.ToResult(Id, Title, string.Create(CultureInfo.InvariantCulture, $"{ReportWords.Many(there.Count, "resource")} in {ReportWords.Number(accounts.Count)} {(accounts.Count == 1 ? "account or cluster" : "accounts and clusters")} and {ReportWords.Many(regions, "region")}, {ReportWords.Many(networks.All.Count, "network")}."));
    }

    private static async Task<Table> AccountsAsync(AssessedEstate estate, List<IGrouping<(string Provider, string Account), AssessedResource>> accounts, CancellationToken cancellationToken)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        await foreach (var account in estate.ReadAsync([OrganizationAccount], cancellationToken))
        {
            if (account.Resource.Id is { } id)
            {
                names[id] = account.Attributes.Text("name") ?? "";
            }
        }

        var unread = estate.Unread().GroupBy(static u => (u.Place.Provider, u.Place.Account)).ToDictionary(static g => g.Key, static g => g.Count());
        return new Table("Accounts and clusters", ["Where", "Name", "Resources", "Types", "Regions", "Calls not read"], [.. accounts.Select(a => new[]
        {
            $"{a.Key.Provider} {a.Key.Account}",
            names.GetValueOrDefault(a.Key.Account, ""),
            ReportWords.Number(a.Count()),
            ReportWords.Number(a.Select(static r => r.Type).Distinct().Count()),
            string.Join(", ", a.GroupBy(static r => r.Place.Region).Where(static g => g.Key.Length > 0).OrderByDescending(static g => g.Count()).Select(static g => g.Key)),
            ReportWords.Number(unread.GetValueOrDefault(a.Key)),
        })]);
    }

    private static Table Runs(List<AssessedResource> there)
    {
        var columns = s_runs.SelectMany(static (r, i) => r.Types.Select(t => (Type: t, Column: i))).ToDictionary(static r => r.Type, static r => r.Column, StringComparer.Ordinal);
        var rows = there.Where(r => columns.ContainsKey(r.Type))
            .GroupBy(static r => $"{r.Place.Provider} {r.Place.Account} {r.Place.Region}".Trim())
            .OrderByDescending(static g => g.Count()).ThenBy(static g => g.Key, StringComparer.Ordinal)
            .Select(g =>
            {
                var counts = new int[s_runs.Length];
                foreach (var resource in g)
                {
                    counts[columns[resource.Type]]++;
                }

                return (IReadOnlyList<string>)[g.Key, .. counts.Select(static c => c == 0 ? "" : ReportWords.Number(c))];
            });
        return new Table("What runs where", ["Where", .. s_runs.Select(static r => r.Name)], [.. rows]);
    }

    private static Table Services(List<AssessedResource> there)
    {
        var services = there.GroupBy(ServiceOf).OrderByDescending(static g => g.Count()).ThenBy(static g => g.Key, StringComparer.Ordinal).ToList();
        return new Table(
            "Services",
            ["Service", "Resources", "Most of them", "Accounts"],
            [.. services.Take(MaxServices).Select(static s => new[]
            {
                s.Key,
                ReportWords.Number(s.Count()),
                string.Join(", ", s.GroupBy(static r => r.Type).OrderByDescending(static t => t.Count()).ThenBy(static t => t.Key, StringComparer.Ordinal).Take(3).Select(static t => $"{ReportWords.Number(t.Count())} {t.Key}")),
                ReportWords.Number(s.Select(static r => r.Place.Account).Distinct().Count()),
            })],
            services.Count > MaxServices ? $"{services.Count - MaxServices} smaller ones are left out." : null);
    }

    // As its connector calls it; of what was not observed, as its type does.
    private static string ServiceOf(AssessedResource resource) =>
        resource.IsKubernetes ? "kubernetes " + (resource.Type.Contains('/', StringComparison.Ordinal) ? resource.Type[..resource.Type.IndexOf('/', StringComparison.Ordinal)] : "core")
        : resource.SeenIn is { } source && source.LastIndexOf('/') is >= 0 and var at ? $"{resource.Place.Provider} {source[(at + 1)..]}"
        : string.Join(' ', resource.Type.Split('_').Take(2));
}
