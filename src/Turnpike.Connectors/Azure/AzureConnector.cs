using System.Runtime.CompilerServices;
using Turnpike.Connectors.Bearer;
using Turnpike.Connectors.Mappings;
using Turnpike.Values;

namespace Turnpike.Connectors.Azure;

/// <summary>Reads each subscription through Azure Resource Graph, which holds all resources of all providers in one table.</summary>
internal sealed class AzureConnector(AzureSettings settings, ConnectorSurroundings surroundings) : IConnector
{
    private const string Resources =
        "Resources | project id, name, type, location, tags, kind, sku, identity, zones, managedBy, resourceGroup, properties | order by id asc";

    private const string Groups =
        "ResourceContainers | where type =~ 'microsoft.resources/subscriptions/resourcegroups' | project id, name, type, location, tags, managedBy, properties | order by id asc";

    // More pages than any subscription has: the same token for ever must not hold a sync for ever.
    private const int MaxPages = 10_000;

    private static readonly Lazy<AssetTable> s_table = new(() => AssetTable.Load("azure.yaml"));

    /// <summary>Where subscriptions cannot be listed nothing is read at all.</summary>
    public bool HasListedAll => true;

    public async IAsyncEnumerable<PartReading> ReadAsync(IProgress<SyncStep> progress, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, AutomaticDecompression = System.Net.DecompressionMethods.All });
        using var tokens = new TokenCache(new AzureTokens(settings, surroundings.Environment).AskAsync, http, surroundings.Time);
        var client = new BearerClient(http, tokens, surroundings.Time);
        var subscriptions = settings.Subscriptions.Count > 0 ? settings.Subscriptions : await SubscriptionsAsync(client, cancellationToken);
        for (var i = 0; i < subscriptions.Count; i++)
        {
            progress.Report(new(subscriptions[i], i, subscriptions.Count));
            yield return await ReadAsync(client, subscriptions[i], cancellationToken);
        }

        progress.Report(new("", subscriptions.Count, subscriptions.Count));
    }

    private async Task<IReadOnlyList<string>> SubscriptionsAsync(BearerClient client, CancellationToken cancellationToken)
    {
        var found = new List<string>();
        Uri? next = new(settings.Endpoint, "/subscriptions?api-version=2022-12-01");
        while (next is not null)
        {
            var answer = await client.SendAsync(HttpMethod.Get, next, null, cancellationToken);
            if (answer.Body is not { } body)
            {
                throw new ConnectionFailedException($"Azure does not list subscriptions: {answer.Fault!.Says}");
            }

            found.AddRange(Expression.List(body.Get("value")).ToArray().OfType<ObjectValue>()
                .Where(s => Expression.Text(s.Get("state")) is null or "Enabled" or "Warned").Select(s => Expression.Text(s.Get("subscriptionId"))).OfType<string>());
            next = Expression.Text(body.Get("nextLink")) is { } link ? new Uri(link) : null;
        }

        found.Sort(StringComparer.Ordinal);
        return found.Count > 0 ? found : throw new ConnectionFailedException("the application sees no subscription: give it the role Reader");
    }

    private async Task<PartReading> ReadAsync(BearerClient client, string subscription, CancellationToken cancellationToken)
    {
        var part = new Part($"azure/{subscription}", "global/resources");
        var (groups, ofGroups) = await QueryAsync(client, subscription, Groups, cancellationToken);
        var (resources, ofResources) = await QueryAsync(client, subscription, Resources, cancellationToken);
        IReadOnlyList<Coverage> coverage =
        [
            Covered("resourcegraph:ResourceContainers", ["azurerm_resource_group"], groups.Count, ofGroups),
            Covered("resourcegraph:Resources", [.. s_table.Value.Types.Where(t => t != "azurerm_resource_group")], resources.Count, ofResources),
        ];
        if (coverage.All(c => c.Status is CoverageStatus.Denied or CoverageStatus.Failed))
        {
            return new(part, null, coverage);
        }

        var place = new Place(subscription, "", "azure");
        var made = groups.Concat(resources).SelectMany(r => s_table.Value.Make(Expression.Text(r.Get("type")) ?? "", r, place, () => Unmapped(r))).DistinctBy(r => (r.Type, r.Id)).ToList();
        return new(part, ObservationDocument.Write(new(ObservedProvider.Azure, subscription, "", "resources", coverage, made)), coverage);
    }

    private async Task<(List<ObjectValue> Rows, BearerFault? Fault)> QueryAsync(BearerClient client, string subscription, string query, CancellationToken cancellationToken)
    {
        var rows = new List<ObjectValue>();
        string? position = null;
        for (var page = 0; page < MaxPages; page++)
        {
            var options = Value.Object(("resultFormat", Value.Of("objectArray")), ("$top", Value.Of(1000)));
            options = position is null ? options : options.With("$skipToken", Value.Of(position));
            var body = Value.Object(("subscriptions", Value.Array(Value.Of(subscription))), ("query", Value.Of(query)), ("options", options));
            var answer = await client.SendAsync(HttpMethod.Post, new(settings.Endpoint, "/providers/Microsoft.ResourceGraph/resources?api-version=2022-10-01"), body, cancellationToken);
            if (answer.Body is not { } found)
            {
                return (rows, answer.Fault);
            }

            rows.AddRange(Expression.List(found.Get("data")).ToArray().OfType<ObjectValue>());
            var next = Expression.Text(found.Get("$skipToken"));
            if (next is null || next == position)
            {
                break;
            }

            position = next;
        }

        return (rows, null);
    }

    private static Coverage Covered(string what, IReadOnlyList<string> types, int rows, BearerFault? fault) =>
        new(what, fault is null ? CoverageStatus.Read : rows > 0 ? CoverageStatus.Partial : fault.Coverage, types, fault?.Says);

    private static ObservedResource Unmapped(ObjectValue row) =>
        new(Expression.Text(row.Get("type")) ?? "", Expression.Text(row.Get("id")) ?? "", Value.Object(
            ("location", row.Get("location") ?? Value.Null),
            ("resource_group_name", row.Get("resourceGroup") ?? Value.Null),
            ("tags", row.Get("tags") ?? Value.Null)))
        {
            Name = Expression.Text(row.Get("name")),
        };
}
