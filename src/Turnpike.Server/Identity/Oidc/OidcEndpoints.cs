using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Turnpike.Server.Access;
using Turnpike.Server.Api;
using Turnpike.Server.Identity.Sessions;

namespace Turnpike.Server.Identity.Oidc;

/// <summary>To the provider and back. Browsers come here, so faults end on the sign-in page.</summary>
internal static class OidcEndpoints
{
    private const int LongestCookie = 100;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/signin/oidc/{provider}", BeginAsync).IsOpen("it is how somebody signs in").IsSignIn().ExcludeFromDescription();
        routes.MapGet("/signin/oidc/{provider}/callback", FinishAsync).IsOpen("the provider sends the browser here to sign in").IsSignIn().ExcludeFromDescription();
    }

    private static async Task<IResult> BeginAsync(HttpContext http, string provider, string? returnUrl, OidcSignIn signIn, PublicAddress address, SessionCookie cookie, CancellationToken cancellationToken)
    {
        // One for all tabs of a browser: what was begun in another is finished just as well.
        var browser = Browser(http, address) ?? RandomSecret.New();
        var outcome = await signIn.BeginAsync(provider, Callback(http, address, provider), browser, returnUrl, cancellationToken);
        if (outcome.Value is not { } there)
        {
            return outcome.Refusal!.Code == "not-found" ? Problems.From(outcome.Refusal) : ToSignIn(outcome.Refusal.Code, "/");
        }

        http.Response.Cookies.Append(CookieName(address), browser, cookie.Options(OidcAttempts.Lifetime));
        http.Response.Headers.CacheControl = "no-store";
        return Results.Redirect(there.AbsoluteUri);
    }

    private static async Task<IResult> FinishAsync(HttpContext http, string provider, OidcSignIn signIn, PublicAddress address, SessionCookie cookie, CancellationToken cancellationToken)
    {
        var query = http.Request.Query;
        var said = new OidcCallback(One("state"), One("code"), One("error"), One("iss"));
        var finish = await signIn.FinishAsync(provider, Callback(http, address, provider), Browser(http, address), said, ClientNote.Of(http), http.SessionOrNull(), cancellationToken);
        http.Response.Headers.CacheControl = "no-store";
        if (finish.Session is not { } session)
        {
            return ToSignIn(finish.Code!, finish.ReturnUrl);
        }

        cookie.Write(http, session);
        return Results.LocalRedirect(finish.ReturnUrl);

        string? One(string name) => query[name] is [{ Length: > 0 } value] ? value : null;
    }

    private static IResult ToSignIn(string fault, string returnUrl) => Results.LocalRedirect($"/signin?fault={Uri.EscapeDataString(fault)}&returnUrl={Uri.EscapeDataString(returnUrl)}");

    // Each provider has an address of its own, so that one's answer is never taken for another's.
    private static Uri Callback(HttpContext http, PublicAddress address, string provider) => new(address.BaseFor(http.Request), $"signin/oidc/{Uri.EscapeDataString(provider)}/callback");

    private static string CookieName(PublicAddress address) => address.IsHttps ? "__Host-turnpike-oidc" : "turnpike-oidc";

    private static string? Browser(HttpContext http, PublicAddress address) => http.Request.Cookies[CookieName(address)] is { Length: > 0 and <= LongestCookie } browser ? browser : null;
}
