using Microsoft.AspNetCore.Builder;

namespace Turnpike.Server.Api;

/// <summary>How many bytes an endpoint takes, after inflating; without one, <see cref="Default"/>.</summary>
internal sealed record BodyLimit(long? Bytes)
{
    public const long Default = 1024 * 1024;

    /// <summary>As many as the settings say for uploads.</summary>
    public static BodyLimit Upload { get; } = new(Bytes: null);
}

public static class BodyLimitExtensions
{
    /// <summary>Takes plans, states and the like: the limit is that of <see cref="ServerSettings.MaxUpload"/>. Read the body with <see cref="RequestBody"/>.</summary>
    public static TBuilder TakesUpload<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(BodyLimit.Upload);
}
