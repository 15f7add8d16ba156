using System.IO.Compression;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Turnpike.Server.Api.Description;

namespace Turnpike.Server.Api;

/// <summary>What all endpoints have in common.</summary>
internal static class ApiModule
{
    public const string Prefix = "/api/v1";

    // Pages are not among them: compressing what holds both a secret and what a visitor sent would tell the secret by its length.
    private static readonly string[] s_compressed = [ApiJson.MediaType, Problem.MediaType, "text/csv", "text/calendar", "text/markdown", "text/css", "text/javascript", "image/svg+xml"];

    public static void Add(IServiceCollection services, ServerSettings settings)
    {
        services.Configure<ForwardedHeadersOptions>(o => TrustedProxies.Configure(o, settings.TrustedProxies));
        services.Configure<JsonOptions>(static o => ApiJson.Configure(o.SerializerOptions));
        services.Configure<RouteHandlerOptions>(static o => o.ThrowOnBadRequest = true);
        services.AddResponseCompression(static o =>
        {
            o.EnableForHttps = true;
            o.MimeTypes = s_compressed;
            o.Providers.Add<GzipCompressionProvider>();
        });
        services.Configure<GzipCompressionProviderOptions>(static o => o.Level = CompressionLevel.Fastest);
        ApiDescription.Add(services);
        services.AddSchema(IdempotencyStore.Steps).AddSingleton<IdempotencyStore>();
    }

    /// <summary>What goes before everything else.</summary>
    public static void UseFirst(WebApplication app)
    {
        app.UseForwardedHeaders();
        app.UseMiddleware<RequestLog>();
        app.UseResponseCompression();
        app.UseMiddleware<FaultEdge>();
        app.UseRouting();
        app.UseMiddleware<HostFilter>();
        app.UseMiddleware<StartingGate>();
        app.UseMiddleware<BodyGuard>();
    }

    /// <summary>What goes after it is known who calls.</summary>
    public static void UseLast(WebApplication app) => app.UseMiddleware<Idempotency>();
}
