using Microsoft.AspNetCore.Builder;

namespace Turnpike.Server.Api;

/// <summary>Of an endpoint that changes what others may have changed: it wants the ETag that the caller has read.</summary>
internal sealed class WantsIfMatch;

/// <summary>Of an endpoint whose answer holds a secret that is shown once: no copy of it is kept.</summary>
internal sealed class AnswersOnce;

internal static class EndpointNotes
{
    /// <summary>Documents the header; the endpoint itself calls <see cref="ETags.RequireMatch"/>.</summary>
    public static TBuilder RequiresIfMatch<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new WantsIfMatch());

    /// <summary>With an Idempotency-Key, a repeated request is refused rather than answered again.</summary>
    public static TBuilder AnswersOnce<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new AnswersOnce());
}
