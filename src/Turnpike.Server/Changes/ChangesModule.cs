using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Turnpike.Delivery.Applying;
using Turnpike.Delivery.Changes;
using Turnpike.Delivery.Deciding;
using Turnpike.Delivery.Judging;
using Turnpike.Delivery.Places;
using Turnpike.Inventory;
using Turnpike.Ledger.Entries;
using Turnpike.Server.Storage;

namespace Turnpike.Server.Changes;

/// <summary>Plans that were judged, what they do, and what was decided on them.</summary>
internal static class ChangesModule
{
    public static void Add(IServiceCollection services)
    {
        services.TryAddSingleton(static s => new InstallationKey(s.GetRequiredService<NodeSecrets>().InstallationKey.Span));
        services.TryAddSingleton<EstateInventory>();
        services.AddSingleton(static s => new PoliciesInForce(s.GetRequiredService<ServerParts>().Policies, s.GetRequiredService<ServerParts>().ProviderData));
        services.AddSingleton(static s => new JudgingPlaces(s.GetRequiredService<ServerSettings>().Judgings, s.GetRequiredService<ServerSettings>().WaitingJudgings));
        services.AddProjection<ChangeProjection>().AddProjection<EstateMoves>();
        services
            .AddSingleton<KeptPlans>().AddSingleton<KeptReports>().AddSingleton<ChangeStandings>().AddSingleton<ChangeBlastRadius>()
            .AddSingleton<JudgeChange>().AddSingleton<JudgeAgain>()
            .AddSingleton<DecideOnChange>().AddSingleton<CommentOnChange>().AddSingleton<WithdrawChange>().AddSingleton<WaiveFinding>()
            .AddSingleton<PlaceChange>().AddSingleton<MarkApplied>().AddSingleton<NoteApplied>()
            .AddSingleton<ChangeViews>();
        services.AddHostedService<ChangeWatch>();
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        var changes = routes.MapGroup("/api/v1/changes").WithTags("Changes");
        ChangeEndpoints.Map(changes);
        ChangeContentEndpoints.Map(changes);
        ChangeVerbEndpoints.Map(changes);
    }
}
