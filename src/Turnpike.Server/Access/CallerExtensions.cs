using Microsoft.AspNetCore.Http;
using Turnpike.Server.Identity.Sessions;

namespace Turnpike.Server.Access;

public static class CallerExtensions
{
    /// <summary>Whoever calls. Behind an endpoint that requires a permission there always is somebody.</summary>
    /// <exception cref="InvalidOperationException">Nobody is signed in: the endpoint is open, and should ask <see cref="CallerOrNull"/>.</exception>
    public static Caller Caller(this HttpContext context) =>
        context.CallerOrNull() ?? throw new InvalidOperationException($"{context.Request.Path} asks who calls, and nobody is signed in.");

    /// <summary>Null where nobody is signed in.</summary>
    public static Caller? CallerOrNull(this HttpContext context) => context.Features.Get<Caller>();

    /// <summary>The session a browser calls with; null with a token, or where nobody is signed in.</summary>
    public static OpenSession? SessionOrNull(this HttpContext context) => context.Features.Get<OpenSession>();

    internal static void SetSession(this HttpContext context, OpenSession session) => context.Features.Set(session);

    internal static void SetCaller(this HttpContext context, Caller caller) => context.Features.Set(caller);
}
