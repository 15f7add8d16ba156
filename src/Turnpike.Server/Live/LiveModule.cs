using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Turnpike.Server.Live;

/// <summary>Shows what happens as it happens.</summary>
internal static class LiveModule
{
    public static void Add(IServiceCollection services) => services.AddProjection<LiveFeed>().AddSingleton<StillSignedIn>().AddSingleton<LiveEndpoint>();

    public static void Map(IEndpointRouteBuilder routes) => LiveEndpoint.Map(routes);
}
