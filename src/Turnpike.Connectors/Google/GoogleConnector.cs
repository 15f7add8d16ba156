using System.Runtime.CompilerServices;
using Turnpike.Connectors.Bearer;
using Turnpike.Connectors.Mappings;
using Turnpike.Values;

namespace Turnpike.Connectors.Google;

/// <summary>Reads an organisation, a folder or a project through Cloud Asset Inventory; each project in it is a part.</summary>
internal sealed class GoogleConnector(GoogleSettings settings, ConnectorSurroundings surroundings) : IConnector
{
    private const string What = "cloudasset:ListAssets";
    private const string ProjectType = "cloudresourcemanager.googleapis.com/Project";

    // More pages than any organisation has: the same token for ever must not hold a sync for ever.
    private const int MaxPages = 100_000;

    private static readonly Lazy<AssetTable> s_table = new(() => AssetTable.Load("google.yaml"));

    public bool HasListedAll { get; private set; }

    public async IAsyncEnumerable<PartReading> ReadAsync(IProgress<SyncStep> progress, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, AutomaticDecompression = System.Net.DecompressionMethods.All });
        using var tokens = new TokenCache(new GoogleTokens(surroundings).AskAsync, http, surroundings.Time);
        var (assets, fault) = await ListAsync(new(http, tokens, surroundings.Time), progress, cancellationToken);
        if (fault is not null && assets.Count == 0)
        {
            throw new ConnectionFailedException($"Cloud Asset Inventory does not list {settings.Parent}: {fault.Says} (it needs the role Cloud Asset Viewer there)");
        }

        HasListedAll = fault is null;
        var names = assets.Where(a => Expression.Text(a.Get("assetType")) == ProjectType).Select(Data)
            .Where(d => Expression.Text(d.Get("projectNumber")) is not null && Expression.Text(d.Get("projectId")) is not null)
            .DistinctBy(d => Expression.Text(d.Get("projectNumber"))).ToDictionary(d => Expression.Text(d.Get("projectNumber"))!, d => Expression.Text(d.Get("projectId"))!);
        foreach (var project in assets.GroupBy(a => OwnerOf(a, names), StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            yield return Read(project.Key, project, fault);
        }
    }

    private static PartReading Read(string owner, IEnumerable<ObjectValue> assets, BearerFault? fault)
    {
        var place = new Place(owner, "", "google");
        var made = assets.SelectMany(a => s_table.Value.Make(Expression.Text(a.Get("assetType")) ?? "", a, place, () => Unmapped(a))).DistinctBy(r => (r.Type, r.Id)).ToList();
        IReadOnlyList<Coverage> coverage = [new(What, fault is null ? CoverageStatus.Read : CoverageStatus.Partial, s_table.Value.Types, fault?.Says)];
        return new(new($"google/{owner}", "global/assets"), ObservationDocument.Write(new(ObservedProvider.Google, owner, "", "assets", coverage, made)), coverage);
    }

    private async Task<(List<ObjectValue> Assets, BearerFault? Fault)> ListAsync(BearerClient client, IProgress<SyncStep> progress, CancellationToken cancellationToken)
    {
        var assets = new List<ObjectValue>();
        string? position = null;
        for (var page = 0; page < MaxPages; page++)
        {
            progress.Report(new($"{settings.Parent}: {assets.Count} assets", page, page + 1));
            var query = "contentType=RESOURCE&pageSize=1000" + (position is null ? "" : "&pageToken=" + Uri.EscapeDataString(position));
            var answer = await client.SendAsync(HttpMethod.Get, new(settings.Endpoint, $"/v1/{settings.Parent}/assets?{query}"), null, cancellationToken);
            if (answer.Body is not { } body)
            {
                return (assets, answer.Fault);
            }

            assets.AddRange(Expression.List(body.Get("assets")).ToArray().OfType<ObjectValue>());
            var next = Expression.Text(body.Get("nextPageToken"));
            if (next is not { Length: > 0 } || next == position)
            {
                break;
            }

            position = next;
        }

        return (assets, null);
    }

    // The project where there is one, else the folder or the organisation that holds it.
    private static string OwnerOf(ObjectValue asset, Dictionary<string, string> names)
    {
        var nearest = Expression.List(asset.Get("ancestors")) is [StringValue first, ..] ? first.Value : "";
        var number = nearest[(nearest.IndexOf('/', StringComparison.Ordinal) + 1)..];
        return nearest.StartsWith("projects/", StringComparison.Ordinal) ? names.GetValueOrDefault(number, number) : nearest.Replace('/', '-');
    }

    private static ObjectValue Data(ObjectValue asset) => (asset.Get("resource") as ObjectValue)?.Get("data") as ObjectValue ?? ObjectValue.Empty;

    private static ObservedResource Unmapped(ObjectValue asset) =>
        new(Expression.Text(asset.Get("assetType")) ?? "", Expression.Text(asset.Get("name")) ?? "", Value.Object(
            ("location", (asset.Get("resource") as ObjectValue)?.Get("location") ?? Value.Null),
            ("labels", Data(asset).Get("labels") ?? Value.Null)))
        {
            Name = Expression.Text(Data(asset).Get("name")) ?? Expression.Text(asset.Get("name"))?.Split('/')[^1],
        };
}
