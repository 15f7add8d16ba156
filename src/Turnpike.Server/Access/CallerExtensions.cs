using Microsoft.AspNetCore.Http;

namespace Turnpike.Server.Access;

public static class CallerExtensions
{
    /// <summary>Whoever calls. Behind an endpoint that requires a permission there always is somebody.</summary>
    /// <exception cref="InvalidOperationException">Nobody is signed in: the endpoint is open, and should ask <see cref="CallerOrNull"/>.</exception>
    public static Caller Caller(this HttpContext context) =>
        context.CallerOrNull() ?? throw new InvalidOperationException($"{context.Request.Path} asks who calls, and nobody is signed in.");

    /// <summary>Null where nobody is signed in.</summary>
    public static Caller? CallerOrNull(this HttpContext context) => context.Features.Get<Caller>();

    internal static void SetCaller(this HttpContext context, Caller caller) => context.Features.Set(caller);
}
