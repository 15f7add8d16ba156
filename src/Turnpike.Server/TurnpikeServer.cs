using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Turnpike.Ledger;
using Turnpike.Ledger.Events;
using Turnpike.Server.Access;
using Turnpike.Server.Api;
using Turnpike.Server.Api.Description;
using Turnpike.Server.Assessments;
using Turnpike.Server.Catalog;
using Turnpike.Server.Changes;
using Turnpike.Server.Connections;
using Turnpike.Server.Estate;
using Turnpike.Server.Governance;
using Turnpike.Server.Identity;
using Turnpike.Server.Ledger;
using Turnpike.Server.Live;
using Turnpike.Server.Operations;
using Turnpike.Server.Pages;
using Turnpike.Server.Policies;
using Turnpike.Server.PullRequests;
using Turnpike.Server.Scans;
using Turnpike.Server.Storage;
using Turnpike.Server.Webhooks;

namespace Turnpike.Server;

/// <summary>Composes a node: its stores, what it knows, its endpoints and its jobs.</summary>
public static class TurnpikeServer
{
    /// <summary>Opens the stores, for which it may wait, and composes the node, ready to be started. Disposing it closes them.</summary>
    /// <exception cref="NodeStartException">A store cannot be opened; said in words for whoever starts the node.</exception>
    public static async Task<WebApplication> BuildAsync(ServerSettings settings, ServerParts parts, CancellationToken cancellationToken = default)
    {
        var stores = await PatientStart.OpenAsync(settings, parts, cancellationToken);
        try
        {
            var app = Compose(settings, parts, stores);
            await stores.Database.PrepareAsync(app.Services.GetServices<SchemaStep>(), cancellationToken);
            return app;
        }
        catch
        {
            await stores.DisposeAsync();
            throw;
        }
    }

    /// <summary>What listens and logs as the settings say.</summary>
    internal static WebApplicationBuilder NewBuilder(ServerSettings settings, ServerParts parts)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory, EnvironmentName = Environments.Production });
        builder.WebHost.UseKestrel(static k => k.AddServerHeader = false).UseUrls(settings.Listen);

        // The host logs why it cannot start, stack and all, and throws it too: whoever starts the node says it, in words.
        builder.Logging.ClearProviders().SetMinimumLevel(settings.LogLevel).AddFilter("Microsoft", LogLevel.Warning).AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        (parts.Log ?? LogToStandardError)(builder.Logging);
        return builder;
    }

    private static WebApplication Compose(ServerSettings settings, ServerParts parts, NodeStores stores)
    {
        var builder = NewBuilder(settings, parts);
        AddNode(builder.Services, settings, parts, stores);
        AddModules(builder.Services, settings);
        parts.Services?.Invoke(builder.Services);
        var app = builder.Build();

        // Made first of all, so that it is disposed last: everything else may hold a store.
        app.Services.GetRequiredService<NodeStores>();
        OperationsModule.UseFirst(app);
        AccessModule.UseFirst(app);
        ApiModule.UseFirst(app);
        AccessModule.Use(app);
        ApiModule.UseLast(app);
        MapModules(app);
        return app;
    }

    private static void AddNode(IServiceCollection services, ServerSettings settings, ServerParts parts, NodeStores stores)
    {
        services.AddSingleton(settings);
        services.AddSingleton(parts);
        services.AddSingleton(parts.Time);
        services.AddSingleton(parts.Ids);
        services.AddSingleton(_ => stores);
        services.AddSingleton(stores.LedgerStore);
        services.AddSingleton(stores.Ledger);
        services.AddSingleton(stores.Attachments);
        services.AddSingleton(stores.Database);
        services.AddSingleton(stores.Secrets);
        NodeKeyRepository.Add(services);
        services.AddSingleton(static s => new ProjectionFollower(s.GetRequiredService<EventLedger>(), [.. s.GetServices<IProjection>()]));
        services.Configure<HostOptions>(o => o.ShutdownTimeout = settings.ShutdownTimeout);
        services.AddSingleton<NodeState>().AddSingleton<NodeReadiness>();
        services.AddHostedService<ProjectionLoop>();
    }

    /// <summary>What makes the tables of a node's database.</summary>
    internal static IReadOnlyList<SchemaStep> SchemaSteps(ServerSettings settings)
    {
        var services = new ServiceCollection();
        AddModules(services, settings);
        return [.. NodeSecrets.Steps, .. services.Where(s => s.ServiceType == typeof(SchemaStep)).Select(s => (SchemaStep)s.ImplementationInstance!)];
    }

    private static void AddModules(IServiceCollection services, ServerSettings settings)
    {
        ApiModule.Add(services, settings);
        AccessModule.Add(services);
        IdentityModule.Add(services);
        GovernanceModule.Add(services);
        LedgerModule.Add(services);
        EstateModule.Add(services);
        CatalogModule.Add(services);
        ScansModule.Add(services);
        ChangesModule.Add(services);
        PoliciesModule.Add(services);
        ConnectionsModule.Add(services);
        AssessmentsModule.Add(services);
        LiveModule.Add(services);
        WebhooksModule.Add(services);
        PullRequestsModule.Add(services);
        OperationsModule.Add(services);
        PagesModule.Add(services);
    }

    private static void MapModules(WebApplication app)
    {
        HealthEndpoints.Map(app);
        ApiDescription.Map(app);
        IdentityModule.Map(app);
        GovernanceModule.Map(app);
        LedgerModule.Map(app);
        EstateModule.Map(app);
        CatalogModule.Map(app);
        ScansModule.Map(app);
        ChangesModule.Map(app);
        PoliciesModule.Map(app);
        ConnectionsModule.Map(app);
        AssessmentsModule.Map(app);
        LiveModule.Map(app);
        WebhooksModule.Map(app);
        PullRequestsModule.Map(app);
        OperationsModule.Map(app);
        PagesModule.Map(app);
    }

    private static void LogToStandardError(ILoggingBuilder log)
    {
        log.AddJsonConsole(static o => o.UseUtcTimestamp = true);
        log.Services.Configure<ConsoleLoggerOptions>(static o => o.LogToStandardErrorThreshold = LogLevel.Trace);
    }
}
