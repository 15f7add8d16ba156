using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Turnpike.Governance.Exceptions;
using Turnpike.Ledger.Events;
using Turnpike.Server.Operations.Jobs;
using Turnpike.Server.Webhooks;

namespace Turnpike.Server.Operations;

/// <summary>Jobs, retention, backups, metrics.</summary>
internal static class OperationsModule
{
    public static void Add(IServiceCollection services)
    {
        services.AddSchema(JobRuns.Steps);
        services.AddSingleton(static s => new NodeName($"{Environment.MachineName}-{s.GetRequiredService<IdSource>()()}"));
        services.AddSingleton<JobRuns>().AddSingleton<Jobs.Jobs>().AddSingleton<SignCheckpoint>();
        services.AddHostedService(static s => s.GetRequiredService<Jobs.Jobs>());
        foreach (var job in UpkeepJobs.All)
        {
            services.AddSingleton(job);
        }
    }

    public static void Map(IEndpointRouteBuilder routes) => JobEndpoints.Map(routes);
}
