using System.Globalization;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using Turnpike.Server.Api;
using Turnpike.Server.Identity;

namespace Turnpike.Server.Access;

/// <summary>How much one caller may ask of a node: by principal, or by address where nobody is signed in; of signing in, much less.</summary>
internal static class RateLimits
{
    private const int NetworkBytes = 8;
    private const int Segments = 6;

    private static readonly TimeSpan s_window = TimeSpan.FromMinutes(1);

    public static void Add(IServiceCollection services)
    {
        services.AddRateLimiter(static _ => { });
        services.AddOptions<RateLimiterOptions>().Configure<IdentitySettings>(static (options, settings) =>
        {
            options.GlobalLimiter = PartitionedRateLimiter.CreateChained(Ordinary(settings), SignIns(settings));
            options.OnRejected = static (rejected, _) => new ValueTask(RefuseAsync(rejected));
        });
    }

    private static PartitionedRateLimiter<HttpContext> Ordinary(IdentitySettings settings) => PartitionedRateLimiter.Create<HttpContext, string>(http =>
        Partition(http.CallerOrNull()?.Principal.Id is { } principal ? "principal:" + principal : "address:" + Network(http), settings.RequestsPerMinute));

    private static PartitionedRateLimiter<HttpContext> SignIns(IdentitySettings settings) => PartitionedRateLimiter.Create<HttpContext, string>(http =>
        http.GetEndpoint()?.Metadata.GetMetadata<SignInEndpoint>() is null ? RateLimitPartition.GetNoLimiter("other") : Partition(Network(http), settings.SignInsPerMinute));

    private static RateLimitPartition<string> Partition(string key, int perMinute) => RateLimitPartition.GetSlidingWindowLimiter(
        key, _ => new SlidingWindowRateLimiterOptions { PermitLimit = perMinute, Window = s_window, SegmentsPerWindow = Segments, QueueLimit = 0 });

    // Who has one address of IPv6 has the network.
    private static string Network(HttpContext http) =>
        http.Connection.RemoteIpAddress is not { } address ? "unknown"
        : address is { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false } ? Convert.ToHexStringLower(address.GetAddressBytes().AsSpan(0, NetworkBytes))
        : (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString();

    private static Task RefuseAsync(OnRejectedContext rejected)
    {
        var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var told) ? told : s_window / Segments;
        var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        var http = rejected.HttpContext;
        http.Response.Headers.RetryAfter = seconds;
        return Problems.WriteAsync(http, Problems.Make(StatusCodes.Status429TooManyRequests, "too-many-requests", $"That were too many requests in a minute. Try again in {seconds} seconds."), http.RequestAborted);
    }
}

/// <summary>Of an endpoint where guessing could open something.</summary>
internal sealed class SignInEndpoint;

public static class RateLimitExtensions
{
    /// <summary>Somebody proves here who they are: few attempts a minute are heard of one address.</summary>
    public static TBuilder IsSignIn<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new SignInEndpoint());
}
