using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Turnpike.Ledger.Events;
using Turnpike.Server.Operations.Jobs;
using Turnpike.Server.Operations.Retention;
using Turnpike.Server.Operations.Telemetry;

namespace Turnpike.Server.Operations;

/// <summary>Jobs, retention, backups, metrics.</summary>
internal static class OperationsModule
{
    public static void Add(IServiceCollection services)
    {
        services.AddSchema(JobRuns.Steps);
        services.AddSingleton(static s => new NodeName($"{Environment.MachineName}-{s.GetRequiredService<IdSource>()()}"));
        services.AddSingleton<JobRuns>().AddSingleton<Jobs.Jobs>().AddSingleton<SignCheckpoint>();
        services.AddProjection<RetentionHolds>();
        services.AddSingleton<HoldRetention>().AddSingleton<ForgetExpired>().AddSingleton<ChangeAttachments>().AddSingleton<RetireAttachments>();
        services.AddHostedService(static s => s.GetRequiredService<Jobs.Jobs>());
        services.AddSingleton<MetricTable>().AddHostedService<NodeGauges>().AddHostedService<OtlpExport>();
        foreach (var job in UpkeepJobs.All)
        {
            services.AddSingleton(job);
        }
    }

    /// <summary>Goes before everything else: what is answered early is measured, too.</summary>
    public static void UseFirst(WebApplication app)
    {
        // Listens from the start, not from when it is first asked.
        app.Services.GetRequiredService<MetricTable>();
        app.UseMiddleware<RequestMetrics>();
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        JobEndpoints.Map(routes);
        HoldEndpoints.Map(routes);
        MetricsEndpoint.Map(routes);
    }
}
