using Microsoft.AspNetCore.Http;
using Turnpike.Server.Identity;

namespace Turnpike.Server.Access;

/// <summary>What every answer tells browsers: no script but ours, no frame around us, no guessing of types.</summary>
internal sealed class SecurityHeaders(RequestDelegate next, ServerSettings settings, PublicAddress address)
{
    private const string AYear = "max-age=31536000";

    private readonly string _policy = Policy(settings);

    public Task InvokeAsync(HttpContext http)
    {
        http.Response.OnStarting(
            static state =>
            {
                var (self, http) = ((SecurityHeaders, HttpContext))state;
                self.Write(http.Response.Headers);
                return Task.CompletedTask;
            },
            (this, http));
        return next(http);
    }

    // Signing out by a form goes on to the provider, and browsers hold redirects of a form to form-action.
    private static string Policy(ServerSettings settings)
    {
        var providers = settings.Identity.Providers.Select(p => new Uri(p.Issuer).GetLeftPart(UriPartial.Authority)).Distinct();
        return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; "
            + $"form-action {string.Join(' ', ["'self'", .. providers])}; base-uri 'none'; frame-ancestors 'none'";
    }

    private void Write(IHeaderDictionary headers)
    {
        if (headers.ContentSecurityPolicy.Count == 0)
        {
            // A page that is a file of its own brings one that lets even less in.
            headers.ContentSecurityPolicy = _policy;
        }

        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";

        // Not "no-referrer": browsers would then call our own forms' origin "null".
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
        if (address.IsHttps)
        {
            headers.StrictTransportSecurity = AYear;
        }

        if (headers.CacheControl.Count == 0)
        {
            headers.CacheControl = "private, no-cache";
        }
    }
}
