using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Turnpike.Server.Access;
using Turnpike.Server.Identity;
using Turnpike.Server.Identity.Accounts;
using Turnpike.Server.Identity.Invitations;
using Turnpike.Server.Identity.Oidc;
using Turnpike.Server.Identity.Passwords;
using Turnpike.Server.Identity.Sessions;
using Turnpike.Server.Identity.Setup;
using Turnpike.Server.Identity.SignIns;
using Turnpike.Web.Access;

namespace Turnpike.Server.Pages;

/// <summary>Setting up, signing in and out, by forms that work without a script.</summary>
internal sealed class SignInPages(Visits visits, IdentitySettings settings, AccountStore accounts, SetUpFirstUser setUp, SignIn signIn, AcceptInvitation accept, SignOut signOut, SessionCookie cookie)
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/setup", ([FromServices] SignInPages pages, HttpContext http) => pages.AskSetUpAsync(http)).IsOpen("there is nobody to sign in before the first user");
        routes.MapPost("/setup", ([FromServices] SignInPages pages, HttpContext http) => pages.SetUpAsync(http)).IsOpen("there is nobody to sign in before the first user; the printed link's token stands for it").IsSignIn();
        routes.MapGet("/signin", ([FromServices] SignInPages pages, HttpContext http) => pages.AskSignInAsync(http)).IsOpen("it is how somebody signs in");
        routes.MapPost("/signin", ([FromServices] SignInPages pages, HttpContext http) => pages.SignInAsync(http)).IsOpen("it is how somebody signs in").IsSignIn();
        routes.MapGet("/invitation", ([FromServices] SignInPages pages, HttpContext http) => pages.AskPasswordAsync(http)).IsOpen("whoever was invited has no password yet; the link's token stands for it");
        routes.MapPost("/invitation", ([FromServices] SignInPages pages, HttpContext http) => pages.AcceptAsync(http)).IsOpen("whoever was invited has no password yet; the link's token stands for it").IsSignIn();
        routes.MapPost("/signout", ([FromServices] SignInPages pages, HttpContext http) => pages.SignOutAsync(http)).RequiresSignIn();
    }

    private async Task<IResult> AskSetUpAsync(HttpContext http) =>
        await accounts.IsEmptyAsync(http.RequestAborted)
            ? SetUpForm(http, 200, http.Request.Query["token"], null, null, null)
            : Rendered.Page<SetUpPage>(200, ("Visit", visits.Of(http)), ("IsUsable", false), ("Fault", "Turnpike is set up already. This link was for the first user."));

    private async Task<IResult> SetUpAsync(HttpContext http)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var (token, name, user) = (form["token"].ToString(), form["name"].ToString(), form["user"].ToString());
        var answer = await setUp.RunAsync(token, name, user, form["password"].ToString(), ClientNote.Of(http), http.RequestAborted);
        return answer.Session is { } session ? Begin(http, session, "/?done=welcome") : SetUpForm(http, StatusOf(answer), token, user, name, answer.Refusal!.Message);
    }

    private async Task<IResult> AskSignInAsync(HttpContext http) =>
        http.CallerOrNull() is not null ? Rendered.SeeOther(LocalAddress.OrHome(http.Request.Query["returnUrl"]))
        : await accounts.IsEmptyAsync(http.RequestAborted) ? Rendered.Page<SetUpPage>(200, ("Visit", visits.Of(http)), ("IsUsable", false), ("Fault", "There is no user yet. Open the link that the server printed when it started: it makes the first one."))
        : SignInForm(http, 200, null, http.Request.Query["returnUrl"], OidcRefusals.Message(http.Request.Query["fault"].ToString()));

    private async Task<IResult> SignInAsync(HttpContext http)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var (user, from) = (form["user"].ToString(), form["returnUrl"].ToString());
        var answer = await signIn.RunAsync(user, form["password"].ToString(), ClientNote.Of(http), http.SessionOrNull(), http.RequestAborted);
        return answer.Session is { } session ? Begin(http, session, LocalAddress.OrHome(from)) : SignInForm(http, StatusOf(answer), user, from, answer.Refusal!.Message);
    }

    private async Task<IResult> AskPasswordAsync(HttpContext http)
    {
        // The token stands in the address: it goes nowhere, and is kept nowhere.
        http.Response.Headers.CacheControl = "no-store";
        var token = http.Request.Query["token"].ToString();
        return InvitationForm(http, 200, token, await accept.FindAsync(token, http.RequestAborted), null);
    }

    private async Task<IResult> AcceptAsync(HttpContext http)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var token = form["token"].ToString();
        var account = await accept.FindAsync(token, http.RequestAborted);
        var answer = await accept.RunAsync(token, form["password"].ToString(), ClientNote.Of(http), http.SessionOrNull(), http.RequestAborted);
        return answer.Session is { } session ? Begin(http, session, "/?done=password-set") : InvitationForm(http, StatusOf(answer), token, account, answer.Refusal!.Message);
    }

    private IResult InvitationForm(HttpContext http, int status, string token, Account? account, string? fault) =>
        Rendered.Page<InvitationPage>(status, ("Visit", visits.Of(http)), ("Token", token), ("User", account?.Id), ("Name", account?.Name), ("MinPassword", PasswordRules.MinCharacters), ("Fault", fault));

    private async Task<IResult> SignOutAsync(HttpContext http)
    {
        if (http.SessionOrNull() is { } session)
        {
            await signOut.RunAsync(session, http.RequestAborted);
            cookie.Clear(http);
        }

        return Rendered.SeeOther("/signin");
    }

    private IResult Begin(HttpContext http, OpenSession session, string address)
    {
        cookie.Write(http, session);
        return Rendered.SeeOther(address);
    }

    private IResult SetUpForm(HttpContext http, int status, string? token, string? user, string? name, string? fault) =>
        Rendered.Page<SetUpPage>(status, ("Visit", visits.Of(http)), ("Token", token), ("User", user), ("Name", name), ("Fault", fault), ("MinPassword", PasswordRules.MinCharacters));

    private IResult SignInForm(HttpContext http, int status, string? user, string? from, string? fault) =>
        Rendered.Page<SignInPage>(
            status,
            ("Visit", visits.Of(http)), ("User", user), ("ReturnTo", LocalAddress.OrHome(from)), ("Fault", fault), ("HasPasswords", settings.Passwords),
            ("Providers", (IReadOnlyList<(string, string)>)[.. settings.Providers.Select(p => (p.Id, p.Name ?? p.Id))]));

    private static int StatusOf(SignInAnswer answer) => answer.Refusal!.Code switch
    {
        "sign-in-failed" => StatusCodes.Status401Unauthorized,
        "too-many-attempts" => StatusCodes.Status429TooManyRequests,
        "busy" => StatusCodes.Status503ServiceUnavailable,
        "setup-link-void" or "invitation-void" or "passwords-off" => StatusCodes.Status403Forbidden,
        _ => StatusCodes.Status422UnprocessableEntity,
    };
}
