using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Turnpike.Estate.Defaults;
using Turnpike.Estate.Joins;
using Turnpike.Inventory;
using Turnpike.Inventory.Coverage;
using Turnpike.Inventory.Joining;
using Turnpike.Inventory.Ownership;
using Turnpike.Inventory.Search;
using Turnpike.Inventory.Sources;
using Turnpike.Ledger.Entries;
using Turnpike.Server.Storage;
using Turnpike.Text;

namespace Turnpike.Server.Estate;

/// <summary>What is there, what was there, and how it hangs together.</summary>
internal static class EstateModule
{
    public static void Add(IServiceCollection services)
    {
        services.TryAddSingleton(static s => new InstallationKey(s.GetRequiredService<NodeSecrets>().InstallationKey.Span));
        services.AddProjection<EstateInventory>();
        services.AddSingleton(static s => JoinTable.Load(s.GetRequiredService<ServerParts>().ProviderData, new DiagnosticBag()));
        services.AddSingleton<NoteCoverage>().AddSingleton<ReceiveSources>().AddSingleton<ReceiveSource>().AddSingleton<RemoveSource>().AddSingleton<Freshness>();
        services.AddSingleton(static s => new DriftRules(s.GetRequiredService<ServerParts>().Schemas, DefaultTable.Load(s.GetRequiredService<ServerParts>().ProviderData, new DiagnosticBag())));
        services.AddSingleton<JoinEstate>().AddSingleton<SearchEstate>().AddSingleton<JoinedIndexes>().AddProjection<OwnershipProjection>().AddSingleton<CorrectOwnership>().AddSingleton<AnswerOwnership>();
        services.AddHostedService<EstateReady>();
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        var estate = routes.MapGroup("/api/v1/estate").WithTags("Estate");
        EstateEndpoints.Map(estate);
        JoinedEndpoints.Map(estate);
        OwnershipEndpoints.Map(estate);
        SourceEndpoints.Map(routes.MapGroup("/api/v1/sources").WithTags("Sources"));
    }
}
