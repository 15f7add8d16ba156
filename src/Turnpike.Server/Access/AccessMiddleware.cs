using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Turnpike.Governance.Access;
using Turnpike.Server.Api;
using Turnpike.Server.Identity;

namespace Turnpike.Server.Access;

/// <summary>Lets a request through to its endpoint, or says why not: the one place where permissions are asked for.</summary>
internal sealed class AccessMiddleware(RequestDelegate next, RequestOrigin origin, RefusalLog refusals)
{
    public async Task InvokeAsync(HttpContext http)
    {
        // What routing itself answers (405, 415) is no route and shows nothing.
        if (http.GetEndpoint() is not RouteEndpoint endpoint)
        {
            await next(http);
            return;
        }

        var access = endpoint.Metadata.GetMetadata<EndpointAccess>() ?? throw new InvalidOperationException($"{endpoint.DisplayName} does not say who may call it.");
        var caller = http.CallerOrNull();
        if (access.NeedsSignIn && caller is null)
        {
            await RefuseUnknownAsync(http, endpoint);
        }
        else if (access.Permission is { } permission && !caller!.May(permission))
        {
            await RefuseAsync(http, endpoint, permission, caller);
        }
        else if (await origin.FaultAsync(http) is { } fault)
        {
            await refusals.NoteAsync(http, endpoint, null, fault.Code);
            await Problems.WriteAsync(http, Problems.Make(StatusCodes.Status403Forbidden, fault.Code, fault.Message), http.RequestAborted);
        }
        else
        {
            await next(http);
        }
    }

    private async Task RefuseUnknownAsync(HttpContext http, RouteEndpoint endpoint)
    {
        var bad = http.Features.Get<BadCredential>();
        if (bad is not null)
        {
            await refusals.NoteAsync(http, endpoint, null, bad.Fault);
        }

        if (IsPage(http))
        {
            ToSignIn(http);
            return;
        }

        // The token's own text is not repeated, and whose it was is not told.
        http.Response.Headers.WWWAuthenticate = bad is null ? "Bearer realm=\"turnpike\"" : "Bearer realm=\"turnpike\", error=\"invalid_token\"";
        await Problems.WriteAsync(
            http,
            Problems.Make(StatusCodes.Status401Unauthorized, bad is null ? "not-signed-in" : "credential-invalid", bad is null ? "Sign in, or send a token: Authorization: Bearer tpk_…" : $"What the request was sent with opens nothing: {bad.Fault}."),
            http.RequestAborted);
    }

    private async Task RefuseAsync(HttpContext http, RouteEndpoint endpoint, Permission permission, Caller caller)
    {
        var name = PermissionNames.Of(permission);
        await refusals.NoteAsync(http, endpoint, permission, "permission-missing");
        var roles = string.Join(", ", Roles.With(permission).Select(Roles.NameOf));
        var yours = caller.TokenId is not null ? "the token you call with does not have it" : caller.Principal.Roles.Count == 0 ? "you have no role" : $"you are {string.Join(", ", caller.Principal.Roles.Order(StringComparer.Ordinal))}";
        await Problems.WriteAsync(http, Problems.Make(StatusCodes.Status403Forbidden, "permission-missing", $"This needs the permission {name}, which {roles} has; {yours}."), http.RequestAborted);
    }

    private static bool IsPage(HttpContext http) => !http.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)
        && (http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase) || IsPart(http));

    private static bool IsPart(HttpContext http) => http.Request.Headers.ContainsKey("HX-Request");

    private static void ToSignIn(HttpContext http)
    {
        var isPart = IsPart(http);
        var from = isPart || !HttpMethods.IsGet(http.Request.Method) ? "/" : http.Request.PathBase + http.Request.Path + http.Request.QueryString;
        var address = "/signin?returnUrl=" + Uri.EscapeDataString(LocalAddress.OrHome(from));
        if (isPart)
        {
            // A part of a page: the whole page goes to sign in.
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            http.Response.Headers["HX-Redirect"] = address;
        }
        else
        {
            http.Response.Redirect(address);
        }
    }
}
