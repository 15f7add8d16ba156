using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Turnpike.Server.Api;

namespace Turnpike.Server.Ledger;

/// <summary>The record itself: entries, checkpoints, proofs.</summary>
internal static class LedgerModule
{
    public static void Add(IServiceCollection services) => services
        .AddProjection<LedgerIndex>()
        .AddSchema(LedgerVerifications.Steps)
        .AddSingleton<LedgerSearch>()
        .AddSingleton<LedgerVerifications>();

    public static void Map(IEndpointRouteBuilder routes)
    {
        var ledger = routes.MapGroup(ApiModule.Prefix + "/ledger").WithTags("Ledger");
        LedgerEndpoints.Map(ledger);
        VerificationEndpoints.Map(ledger);
    }
}
