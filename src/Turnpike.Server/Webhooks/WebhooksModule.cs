using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Turnpike.Server.Webhooks;

/// <summary>Tells other systems what happens.</summary>
internal static class WebhooksModule
{
    public static void Add(IServiceCollection services) => services
        .AddSchema([.. WebhookSecrets.Steps, .. WebhookQueue.Steps])
        .AddProjection<WebhookProjection>()
        .AddSingleton<WebhookSecrets>().AddSingleton<WebhookQueue>().AddSingleton<WebhookTarget>().AddSingleton<WebhookSender>().AddSingleton<DefineWebhook>()
        .AddHostedService<WebhookPump>();

    public static void Map(IEndpointRouteBuilder routes) => WebhookEndpoints.Map(routes);
}
