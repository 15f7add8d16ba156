using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Turnpike.Catalog;
using Turnpike.Server.Api;

namespace Turnpike.Server.Catalog;

/// <summary>Services and teams, out of the estate.</summary>
internal static class CatalogModule
{
    public static void Add(IServiceCollection services) => services.AddSingleton<ReadCatalog>().AddSingleton<DefineEntity>();

    public static void Map(IEndpointRouteBuilder routes) => CatalogEndpoints.Map(routes.MapGroup(ApiModule.Prefix + "/catalog").WithTags("Catalog"));
}
