using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Turnpike.Connectors;

namespace Turnpike.Server.Connections;

/// <summary>Reads the observed world, again and again.</summary>
internal static class ConnectionsModule
{
    public static void Add(IServiceCollection services)
    {
        services.AddSchema(SyncQueue.Steps).AddProjection<ConnectionProjection>();
        services.TryAddSingleton(ConnectorKinds.All);
        services.AddSingleton(static s => new ConnectorFactory(s.GetRequiredService<IReadOnlyList<ConnectorKind>>(), new ConnectorSurroundings(
            s.GetRequiredService<TimeProvider>(),
            Environment.GetEnvironmentVariable,
            Environment.GetFolderPath(Environment.SpecialFolder.UserProfile),
            Path.Combine(s.GetRequiredService<ServerSettings>().DataFolder, "connections"))));
        services.AddSingleton<DefineConnection>().AddSingleton<ConnectionSync>().AddSingleton<SyncQueue>().AddSingleton<SyncRecords>().AddSingleton<SyncOverview>().AddSingleton<SyncRun>();
        services.AddSingleton<ConnectionViews>().AddSingleton<SyncProgress>();
        services.AddHostedService<SyncPump>();
    }

    public static void Map(IEndpointRouteBuilder routes) => ConnectionEndpoints.Map(routes);
}
