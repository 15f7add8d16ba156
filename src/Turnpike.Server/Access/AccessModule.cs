using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Turnpike.Server.Access;

/// <summary>What stands before every endpoint: headers, rate limits, who calls, whether they may.</summary>
internal static class AccessModule
{
    public static void Add(IServiceCollection services)
    {
    }

    /// <summary>Goes after routing and the handler of faults, and before any endpoint runs.</summary>
    public static void Use(WebApplication app)
    {
    }
}
