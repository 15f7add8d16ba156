using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Turnpike.Connectors.Aws.Client;
using Turnpike.Connectors.Aws.Credentials;
using Turnpike.Connectors.Aws.Reading;

namespace Turnpike.Connectors.Aws;

/// <summary>Reads an account or a whole organisation: each service in each region of each account is a part.</summary>
internal sealed class AwsConnector(AwsSettings settings, ConnectorSurroundings surroundings) : IConnector
{
    /// <summary>Sent by the last sync that ended, those that were tried again included.</summary>
    public long Requests { get; private set; }

    public bool HasListedAll { get; private set; }

    public async IAsyncEnumerable<PartReading> ReadAsync(IProgress<SyncStep> progress, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var client = CreateClient();
        using var metadata = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        var tokens = new SecurityTokens(client, settings.Region, settings.SessionName, surroundings.Time);
        using var caller = new StandardChain(surroundings, tokens, metadata).Create(settings.Profile);
        var finding = new Accounts(settings, client, tokens, caller);
        var accounts = await finding.FindAsync(cancellationToken);

        var parts = Channel.CreateBounded<PartReading>(settings.Parallel);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var sync = new Sync(settings, client, progress, parts.Writer);
        var reading = sync.RunAsync(accounts, stop.Token);
        try
        {
            await foreach (var part in parts.Reader.ReadAllAsync(cancellationToken))
            {
                yield return part;
            }

            await reading;
            HasListedAll = finding.HasListedAll && sync.HasListedAll;
        }
        finally
        {
            // Whoever stops reading early must not leave the calls running.
            await stop.CancelAsync();
            await Task.WhenAny(reading);
            Requests = client.Requests;
            foreach (var account in accounts)
            {
                account.Dispose();
            }
        }
    }

    private AwsClient CreateClient()
    {
        var http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = System.Net.DecompressionMethods.All,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        var limits = new ClientLimits(settings.RequestsPerSecond, settings.Parallel * 8, settings.Timeout);
        return new AwsClient(http, new AwsEndpoints(settings.Endpoint, surroundings.Environment), limits, surroundings.Time);
    }
}
