using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Turnpike.Server.Access;
using Turnpike.Server.Identity;
using Turnpike.Server.Identity.Accounts;
using Turnpike.Server.Identity.Passwords;
using Turnpike.Server.Identity.Sessions;
using Turnpike.Server.Identity.SignIns;
using Turnpike.Web.Access;

namespace Turnpike.Server.Pages;

/// <summary>The viewer's own password and sessions.</summary>
internal sealed class AccountPages(Visits visits, SessionStore sessions, SignOut signOut, ChangePassword changePassword, SessionCookie cookie)
{
    private static readonly (string Sign, string Name)[] s_browsers = [("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"), ("curl/", "curl")];
    private static readonly (string Sign, string Name)[] s_systems = [("Windows", "Windows"), ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Mac OS", "macOS"), ("CrOS", "ChromeOS"), ("Linux", "Linux")];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/account", ([FromServices] AccountPages pages, HttpContext http) => pages.ShowAsync(http, 200)).RequiresSignIn();
        routes.MapPost("/account/password", ([FromServices] AccountPages pages, HttpContext http) => pages.ChangePasswordAsync(http)).RequiresSignIn().IsSignIn();
        routes.MapPost("/account/sessions/{id}/end", ([FromServices] AccountPages pages, HttpContext http, string id) => pages.EndAsync(http, id)).RequiresSignIn();
        routes.MapPost("/account/sessions/end-others", ([FromServices] AccountPages pages, HttpContext http) => pages.EndOthersAsync(http)).RequiresSignIn();
    }

    private async Task<IResult> ShowAsync(HttpContext http, int status, string? fault = null)
    {
        if (http.SessionOrNull() is not { } session)
        {
            return NoSession(http);
        }

        var all = await sessions.ListAsync(session.Account.Id, http.RequestAborted);
        return Rendered.Page<AccountPage>(
            status,
            ("Visit", visits.Of(http)),
            ("Sessions", (IReadOnlyList<OwnSession>)[.. all.OrderByDescending(s => s.Id == session.Session.Id).ThenByDescending(static s => s.UsedAt).Select(s => new OwnSession(s.Id, s.Method, s.Address, Browser(s.Agent), s.CreatedAt, s.UsedAt, s.ExpiresAt, s.Id == session.Session.Id))]),
            ("Teams", (IReadOnlyList<string>)[.. http.Caller().Principal.Teams.Order(StringComparer.Ordinal)]),
            ("Provider", session.Account.Provider),
            ("MinPassword", PasswordRules.MinCharacters),
            ("Fault", fault));
    }

    private async Task<IResult> ChangePasswordAsync(HttpContext http)
    {
        if (http.SessionOrNull() is not { } session)
        {
            return NoSession(http);
        }

        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var answer = await changePassword.RunAsync(session, ClientNote.Of(http), form["current"].ToString(), form["password"].ToString(), http.RequestAborted);
        if (answer.Session is not { } renewed)
        {
            return await ShowAsync(http, answer.Refusal!.Code == "too-many-attempts" ? 429 : 422, answer.Refusal.Message);
        }

        cookie.Write(http, renewed);
        return Rendered.SeeOther("/account?done=password-changed");
    }

    private async Task<IResult> EndAsync(HttpContext http, string id)
    {
        if (http.SessionOrNull() is not { } session)
        {
            return NoSession(http);
        }

        // One that ended meanwhile is as the viewer wanted it.
        await signOut.RunAsync(session.Account, id, http.RequestAborted);
        return Rendered.SeeOther("/account?done=session-ended");
    }

    private async Task<IResult> EndOthersAsync(HttpContext http)
    {
        if (http.SessionOrNull() is not { } session)
        {
            return NoSession(http);
        }

        foreach (var other in (await sessions.ListAsync(session.Account.Id, http.RequestAborted)).Where(s => s.Id != session.Session.Id))
        {
            await signOut.RunAsync(session.Account, other.Id, http.RequestAborted);
        }

        return Rendered.SeeOther("/account?done=sessions-ended");
    }

    private IResult NoSession(HttpContext http) => Rendered.Page<RefusedPage>(403, ("Visit", visits.Of(http)), ("Status", 403), ("Detail", "This page is about a browser's session, and not for tokens."));

    private static string Browser(string agent)
    {
        var browser = Array.Find(s_browsers, b => agent.Contains(b.Sign, StringComparison.Ordinal)).Name;
        var system = Array.Find(s_systems, s => agent.Contains(s.Sign, StringComparison.Ordinal)).Name;
        return (browser, system) switch { (null, null) => agent.Length == 0 ? "A browser" : agent, (_, null) => browser, (null, _) => $"A browser on {system}", _ => $"{browser} on {system}" };
    }
}
