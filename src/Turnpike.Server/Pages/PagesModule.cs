using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Turnpike.Server.Access;

namespace Turnpike.Server.Pages;

/// <summary>The addresses of pages. Each asks use cases and hands what it got to a component of Turnpike.Web.</summary>
internal static class PagesModule
{
    public static void Add(IServiceCollection services)
    {
        services.AddRazorComponents();
        services.AddSingleton<Visits>();
        services.AddSingleton<ChangeListing>();
        services.AddSingleton<ChangePages>();
        services.AddSingleton<ChangeForms>();
        services.AddSingleton<RadiusPicture>();
        services.AddSingleton<FirstPush>().AddSingleton<OpenTouches>();
        services.AddSingleton<EstatePages>().AddSingleton<ResourcePages>().AddSingleton<ScanPages>();
        services.AddSingleton<OwnershipPages>().AddSingleton<CatalogPages>();
        services.AddSchema(Looks.Steps);
        services.AddSingleton<Looks>().AddSingleton<OwnFindings>().AddSingleton<OwnDrift>().AddSingleton<EndingCertificates>().AddSingleton<Happenings>();
        services.AddSingleton<AssessRuns>().AddSingleton<AssessPages>();
        services.AddSingleton<PartViews>().AddSingleton<JoinedPages>().AddSingleton<ConnectionPages>().AddSingleton<ConnectionFormPages>();
        services.AddSingleton<TodayPages>();
        services.AddSingleton<LedgerPages>().AddSingleton<EvidencePages>().AddSingleton<VerificationPages>();
        services.AddSingleton<PolicyPages>();
        services.AddSingleton<ExceptionPages>();
        services.AddSingleton<CalendarPages>().AddSingleton<CalendarPlanPages>();
        services.AddSingleton<SignInPages>();
        services.AddSingleton<AccountPages>();
        services.AddSingleton<PalettePages>();
        services.AddSingleton<TrialPages>();
        services.AddSingleton<AdminPages>().AddSingleton<UserPages>().AddSingleton<RightsPages>().AddSingleton<WebhookPages>().AddSingleton<NodePages>().AddSingleton<JobPages>();
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/assets/{version}/{**name}", AssetFiles.Serve).IsOpen("stylesheets, scripts and fonts hold nothing of the estate");
        routes.MapGet("/licences", AssetFiles.Licences).IsOpen("the licences of what pages are made with");
        SignInPages.Map(routes);
        AccountPages.Map(routes);
        TodayPages.Map(routes);
        PalettePages.Map(routes);
        ChangePages.Map(routes);
        EstatePages.Map(routes);
        OwnershipPages.Map(routes);
        CatalogPages.Map(routes);
        ResourcePages.Map(routes);
        AssessPages.Map(routes);
        JoinedPages.Map(routes);
        ConnectionPages.Map(routes);
        ConnectionFormPages.Map(routes);
        ScanPages.Map(routes);
        TrialPages.Map(routes);
        ExceptionPages.Map(routes);
        PolicyPages.Map(routes);
        LedgerPages.Map(routes);
        EvidencePages.Map(routes);
        VerificationPages.Map(routes);
        CalendarPages.Map(routes);
        CalendarPlanPages.Map(routes);
        AdminPages.Map(routes);
        UserPages.Map(routes);
        RightsPages.Map(routes);
        WebhookPages.Map(routes);
        NodePages.Map(routes);
        JobPages.Map(routes);
    }
}
