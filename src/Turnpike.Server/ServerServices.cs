using Microsoft.Extensions.DependencyInjection;
using Turnpike.Ledger.Events;
using Turnpike.Server.Storage;

namespace Turnpike.Server;

/// <summary>What modules add to a node.</summary>
internal static class ServerServices
{
    /// <summary>A projection that the node keeps up to date.</summary>
    public static IServiceCollection AddProjection<T>(this IServiceCollection services)
        where T : class, IProjection => services.AddSingleton<T>().AddSingleton<IProjection>(static s => s.GetRequiredService<T>());

    /// <summary>The same, made by hand.</summary>
    public static IServiceCollection AddProjection<T>(this IServiceCollection services, Func<IServiceProvider, T> make)
        where T : class, IProjection => services.AddSingleton(make).AddSingleton<IProjection>(static s => s.GetRequiredService<T>());

    /// <summary>Tables that are made before the node answers, in this order.</summary>
    public static IServiceCollection AddSchema(this IServiceCollection services, params IEnumerable<SchemaStep> steps)
    {
        foreach (var step in steps)
        {
            services.AddSingleton(step);
        }

        return services;
    }
}
