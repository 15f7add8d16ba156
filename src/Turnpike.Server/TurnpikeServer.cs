using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Turnpike.Server.Access;
using Turnpike.Server.Changes;
using Turnpike.Server.Estate;
using Turnpike.Server.Governance;
using Turnpike.Server.Identity;
using Turnpike.Server.Ledger;
using Turnpike.Server.Live;
using Turnpike.Server.Operations;
using Turnpike.Server.Pages;
using Turnpike.Server.Policies;
using Turnpike.Server.Webhooks;

namespace Turnpike.Server;

/// <summary>Composes a node: its stores, what it knows, its endpoints and its jobs.</summary>
public static class TurnpikeServer
{
    public static WebApplication Build(ServerSettings settings, ServerParts parts)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(settings.Listen);
        var services = builder.Services;
        services.AddSingleton(settings);
        services.AddSingleton(parts);
        services.AddSingleton(parts.Time);
        services.AddSingleton(parts.Ids);
        AccessModule.Add(services);
        IdentityModule.Add(services);
        GovernanceModule.Add(services);
        LedgerModule.Add(services);
        EstateModule.Add(services);
        ChangesModule.Add(services);
        PoliciesModule.Add(services);
        LiveModule.Add(services);
        WebhooksModule.Add(services);
        OperationsModule.Add(services);
        PagesModule.Add(services);

        var app = builder.Build();
        AccessModule.Use(app);
        app.MapGet("/healthz", static () => Results.Text("ok")).IsOpen("says only that the process runs");
        IdentityModule.Map(app);
        GovernanceModule.Map(app);
        LedgerModule.Map(app);
        EstateModule.Map(app);
        ChangesModule.Map(app);
        PoliciesModule.Map(app);
        LiveModule.Map(app);
        WebhooksModule.Map(app);
        OperationsModule.Map(app);
        PagesModule.Map(app);
        return app;
    }
}
