using System.Threading.Channels;
using Turnpike.Connectors.Aws.Catalog;
using Turnpike.Connectors.Aws.Client;
using Turnpike.Connectors.Mappings;
using Turnpike.Values;

namespace Turnpike.Connectors.Aws.Reading;

/// <summary>Reads every part of every account, some at once, and gives each out as it is done.</summary>
internal sealed class Sync(AwsSettings settings, AwsClient client, IProgress<SyncStep> progress, ChannelWriter<PartReading> parts)
{
    private int _done;

    /// <summary>Every account could be entered, and told which regions it uses.</summary>
    public bool HasListedAll { get; private set; } = true;

    public async Task RunAsync(IReadOnlyList<Account> accounts, CancellationToken cancellationToken)
    {
        Exception? failure = null;
        try
        {
            var work = await PlanAsync(accounts, cancellationToken);
            await Parallel.ForEachAsync(work, new ParallelOptions { MaxDegreeOfParallelism = settings.Parallel, CancellationToken = cancellationToken }, async (item, token) =>
            {
                progress.Report(new($"{item.Account.Id} {(item.Service.IsGlobal ? "global" : item.Region)}: {item.Service.Name}", _done, work.Count));
                await parts.WriteAsync(await ReadAsync(item, token), token);
                Interlocked.Increment(ref _done);
            });
            progress.Report(new("", work.Count, work.Count));
        }
        catch (Exception e)
        {
            // It goes to whoever reads the parts.
            failure = e;
            throw;
        }
        finally
        {
            parts.TryComplete(failure);
        }
    }

    private async Task<List<Work>> PlanAsync(IReadOnlyList<Account> accounts, CancellationToken cancellationToken)
    {
        var services = ServiceTable.All.Where(s => settings.Services.Count == 0 || settings.Services.Contains(s.Name)).ToList();
        var work = new List<Work>();
        foreach (var account in accounts)
        {
            // Which regions it uses nobody can say; where they are set nobody need.
            HasListedAll &= account.Failure is null || settings.Regions.Count > 0;
            var regions = account.Failure is null ? await RegionsAsync(account, cancellationToken) : settings.Regions is [] ? [settings.Region] : settings.Regions;
            work.AddRange(services.Where(s => s.Scope == ServiceScope.Global || (s.Scope == ServiceScope.Organization && account.IsCallers)).Select(s => new Work(account, s, settings.Region)));
            work.AddRange(regions.SelectMany(r => services.Where(s => !s.IsGlobal).Select(s => new Work(account, s, r))));
        }

        return work;
    }

    /// <summary>Those that are set; else those that the account has enabled; else, where even that is refused, the one of the first calls.</summary>
    private async Task<IReadOnlyList<string>> RegionsAsync(Account account, CancellationToken cancellationToken)
    {
        if (settings.Regions.Count > 0)
        {
            return settings.Regions;
        }

        var service = ServiceTable.All.First(s => s.Name == "regions");
        var scope = new Scope(Place(account, settings.Region), ObjectValue.Empty);
        var list = await new CallRunner(service, client, account.Credentials).ListAsync(service.Reads[0].Call, service.Reads[0].Items, scope, cancellationToken);
        var enabled = list.Items.OfType<ObjectValue>()
            .Where(r => Expression.Text(r.Get("optInStatus")) != "not-opted-in")
            .Select(r => Expression.Text(r.Get("regionName"))).OfType<string>().Order(StringComparer.Ordinal).ToList();
        HasListedAll &= list.Fault is null && enabled.Count > 0;
        return enabled.Count > 0 ? enabled : [settings.Region];
    }

    private async Task<PartReading> ReadAsync(Work work, CancellationToken cancellationToken)
    {
        if (work.Account.Failure is { } failure)
        {
            return Refused(work, failure.Says());
        }

        try
        {
            return await new ServiceSync(work.Service, client, work.Account.Credentials, Place(work.Account, work.Region)).ReadAsync(cancellationToken);
        }
        catch (ConnectionFailedException e) when (!work.Account.IsCallers)
        {
            // Its role was taken away since the sync began; the other accounts are read on.
            return Refused(work, e.Message);
        }
    }

    private static PartReading Refused(Work work, string why)
    {
        var source = $"{(work.Service.IsGlobal ? "global" : work.Region)}/{work.Service.Name}";
        var types = work.Service.Reads.SelectMany(r => r.Resources).Select(r => r.Type).Distinct().ToList();
        return new(new($"aws/{work.Account.Id}", source), null, [new("sts:AssumeRole", CoverageStatus.Denied, types, why)]);
    }

    private static Place Place(Account account, string region) => new(account.Id, region, AwsEndpoints.PartitionOf(region));

    private sealed record Work(Account Account, ServiceDefinition Service, string Region);
}
