using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Turnpike.Delivery.DryRuns;
using Turnpike.Delivery.Standing;

namespace Turnpike.Server.Policies;

/// <summary>The rules in force, what they say of the estate, and what others would say.</summary>
internal static class PoliciesModule
{
    public static void Add(IServiceCollection services)
    {
        services.AddSchema(DryRunTable.Steps);
        services.AddSingleton<StandingFindings>().AddSingleton<DryRun>().AddSingleton<DryRunTable>().AddSingleton<DryRunQueue>();
        services.AddHostedService<StandingWatch>().AddHostedService(static s => s.GetRequiredService<DryRunQueue>());
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        var policies = routes.MapGroup("/api/v1/policies").WithTags("Policies");
        PolicyEndpoints.Map(policies);
        DryRunEndpoints.Map(policies);
    }
}
