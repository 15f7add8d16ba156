using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Turnpike.Server.PullRequests;

/// <summary>Pull requests of code hosts: told of by hooks, told what the gate says.</summary>
internal static class PullRequestsModule
{
    public static void Add(IServiceCollection services) => services
        .AddSchema(PullBook.Steps)
        .AddProjection<PullProjection>()
        .AddSingleton<PullBook>().AddSingleton<PullVerdicts>().AddSingleton<TakeNotice>()
        .AddHostedService<PullPump>();

    public static void Map(IEndpointRouteBuilder routes) => HookEndpoint.Map(routes);
}
