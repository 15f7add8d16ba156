using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Turnpike.Inventory.Scans;

namespace Turnpike.Server.Scans;

/// <summary>Reports of scanners: in, beside the estate, and out.</summary>
internal static class ScansModule
{
    public static void Add(IServiceCollection services)
    {
        services.AddProjection<ScanProjection>().AddSingleton<ScanStore>().AddSingleton<ReceiveScan>().AddSingleton<RemoveScan>().AddSingleton<ScanEstate>();
    }

    public static void Map(IEndpointRouteBuilder routes) => ScanEndpoints.Map(routes.MapGroup("/api/v1/scans").WithTags("Scans"));
}
