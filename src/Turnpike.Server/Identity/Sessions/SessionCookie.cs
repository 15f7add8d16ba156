using Microsoft.AspNetCore.Http;

namespace Turnpike.Server.Identity.Sessions;

/// <summary>Where a browser keeps its session. No script reads it, and no other site's form sends it.</summary>
public sealed class SessionCookie
{
    private const int LongestSecret = 100;

    private readonly PublicAddress _address;

    internal SessionCookie(PublicAddress address) => _address = address;

    /// <summary>With https, the prefix keeps other hosts of the domain from setting it.</summary>
    public string Name => _address.IsHttps ? "__Host-turnpike-session" : "turnpike-session";

    public void Write(HttpContext http, OpenSession session) =>
        http.Response.Cookies.Append(Name, session.Secret, Options(session.Session.ExpiresAt - session.Session.CreatedAt));

    public void Clear(HttpContext http) => http.Response.Cookies.Delete(Name, Options(null));

    internal string? Read(HttpContext http) => http.Request.Cookies[Name] is { Length: > 0 and <= LongestSecret } secret ? secret : null;

    // By age, not by date: browsers have clocks of their own. The session itself ends by ours.
    internal CookieOptions Options(TimeSpan? age) =>
        new() { HttpOnly = true, Secure = _address.IsHttps, SameSite = SameSiteMode.Lax, Path = "/", IsEssential = true, MaxAge = age };
}
