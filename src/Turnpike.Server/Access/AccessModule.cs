using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Turnpike.Server.Access;

/// <summary>What stands before every endpoint: headers, rate limits, who calls, whether they may.</summary>
internal static class AccessModule
{
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<RequestOrigin>();
        RateLimits.Add(services);
        services.AddSingleton<RefusalLog>().AddHostedService(static s => s.GetRequiredService<RefusalLog>());
    }

    /// <summary>Goes before everything else, so that answers of faults have the headers, too.</summary>
    public static void UseFirst(WebApplication app) => app.UseMiddleware<SecurityHeaders>();

    /// <summary>Goes after routing and the handler of faults, and before any endpoint runs.</summary>
    public static void Use(WebApplication app)
    {
        app.UseMiddleware<CallerReader>();
        app.UseRateLimiter();
        app.UseMiddleware<AccessMiddleware>();
    }
}
