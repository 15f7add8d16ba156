using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Turnpike.Governance.People;
using Turnpike.Server.Access;
using Turnpike.Server.Api;
using Turnpike.Server.Identity.Accounts;
using Turnpike.Server.Identity.Oidc;
using Turnpike.Server.Identity.Sessions;
using Turnpike.Server.Identity.Setup;
using Turnpike.Server.Identity.SignIns;

namespace Turnpike.Server.Identity;

/// <summary>Set-up, signing in and out, and one's own sessions.</summary>
internal static class SessionEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup(ApiModule.Prefix).WithTags("session");
        api.MapPost("/setup", SetUpAsync).IsOpen("there is nobody to sign in before the first user; the printed link's token stands for it").IsSignIn()
            .WithName("set-up-first-user").WithSummary("Makes the first administrator, by the token of the link that the node printed").Produces<SessionResource>(StatusCodes.Status201Created);
        api.MapPost("/session", SignInAsync).IsOpen("it is how somebody signs in").IsSignIn()
            .WithName("sign-in").WithSummary("Signs in with a password: answers with a cookie and the token against cross-site requests").Produces<SessionResource>(StatusCodes.Status201Created);
        api.MapGet("/session", static (HttpContext http) => Results.Ok(SessionResource.Of(http.Caller(), http.SessionOrNull()))).RequiresSignIn()
            .WithName("get-session").WithSummary("Who calls, and what they may do").Produces<SessionResource>();
        api.MapDelete("/session", SignOutAsync).RequiresSignIn()
            .WithName("sign-out").WithSummary("Signs out of this browser").Produces<SignedOutResource>();
        api.MapPost("/session/password", ChangePasswordAsync).RequiresSignIn().IsSignIn()
            .WithName("change-own-password").WithSummary("Changes one's own password; all other sessions end").Produces<SessionResource>();
        api.MapGet("/sessions", ListAsync).RequiresSignIn()
            .WithName("list-own-sessions").WithSummary("The browsers that one is signed in with").Produces<Page<OwnSessionResource>>();
        api.MapDelete("/sessions", SignOutEverywhereAsync).RequiresSignIn()
            .WithName("sign-out-everywhere").WithSummary("Signs out of all browsers").Produces(StatusCodes.Status204NoContent);
        api.MapDelete("/sessions/{id}", SignOutOneAsync).RequiresSignIn()
            .WithName("end-own-session").WithSummary("Signs out of one browser").Produces(StatusCodes.Status204NoContent);
    }

    /// <summary>How a sign-in that did not succeed is answered.</summary>
    internal static IResult Problem(HttpContext http, SignInAnswer answer)
    {
        if (answer.RetryAfter is { } wait)
        {
            http.Response.Headers.RetryAfter = ((int)wait.TotalSeconds).ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        var refusal = answer.Refusal!;
        return refusal.Code switch
        {
            "sign-in-failed" => Problems.Of(StatusCodes.Status401Unauthorized, refusal.Code, refusal.Message),
            "too-many-attempts" => Problems.Of(StatusCodes.Status429TooManyRequests, refusal.Code, refusal.Message),
            "busy" => Problems.Of(StatusCodes.Status503ServiceUnavailable, refusal.Code, refusal.Message),
            "setup-link-void" or "invitation-void" or "passwords-off" => Problems.Of(StatusCodes.Status403Forbidden, refusal.Code, refusal.Message),
            _ => Problems.From(refusal),
        };
    }

    private static async Task<IResult> SetUpAsync(HttpContext http, SetupRequest request, SetUpFirstUser setUp, SessionCookie cookie, PeopleProjection people, CancellationToken cancellationToken) =>
        Answer(http, await setUp.RunAsync(request.Token, request.Name, request.Email, request.Password, ClientNote.Of(http), cancellationToken), cookie, people, StatusCodes.Status201Created);

    private static async Task<IResult> SignInAsync(HttpContext http, SignInRequest request, SignIn signIn, SessionCookie cookie, PeopleProjection people, CancellationToken cancellationToken) =>
        Answer(http, await signIn.RunAsync(request.Email, request.Password, ClientNote.Of(http), http.SessionOrNull(), cancellationToken), cookie, people, StatusCodes.Status201Created);

    private static async Task<IResult> ChangePasswordAsync(HttpContext http, OwnPasswordRequest request, ChangePassword change, SessionCookie cookie, PeopleProjection people, CancellationToken cancellationToken) =>
        http.SessionOrNull() is { } session
            ? Answer(http, await change.RunAsync(session, ClientNote.Of(http), request.Current, request.New, cancellationToken), cookie, people, StatusCodes.Status200OK)
            : NoSession();

    /// <summary>The session begun, in cookie and body; or why there is none.</summary>
    internal static IResult Answer(HttpContext http, SignInAnswer answer, SessionCookie cookie, PeopleProjection people, int status)
    {
        http.Response.Headers.CacheControl = "no-store";
        if (answer.Session is not { } session)
        {
            return Problem(http, answer);
        }

        cookie.Write(http, session);
        return Results.Json(SessionResource.Of(session, people.TeamsOf(session.Account.Id)), statusCode: status);
    }

    private static async Task<IResult> SignOutAsync(HttpContext http, SignOut signOut, SessionCookie cookie, OidcProviders providers, CancellationToken cancellationToken)
    {
        if (http.SessionOrNull() is not { } session)
        {
            return NoSession();
        }

        // Ended elsewhere in the meantime is ended, too.
        await signOut.RunAsync(session, cancellationToken);
        cookie.Clear(http);
        return Results.Ok(new SignedOutResource((await providers.SignOutUrlAsync(session, http.Request, cancellationToken))?.AbsoluteUri));
    }

    private static async Task<IResult> SignOutEverywhereAsync(HttpContext http, SignOut signOut, SessionCookie cookie, CancellationToken cancellationToken)
    {
        if (http.SessionOrNull() is not { } session)
        {
            return NoSession();
        }

        await signOut.RunAsync(session.Account, null, cancellationToken);
        cookie.Clear(http);
        return Results.NoContent();
    }

    private static async Task<IResult> SignOutOneAsync(HttpContext http, string id, SignOut signOut, CancellationToken cancellationToken) =>
        http.SessionOrNull() is { } session ? (await signOut.RunAsync(session.Account, id, cancellationToken)).Answer(static _ => Results.NoContent()) : NoSession();

    private static async Task<IResult> ListAsync(HttpContext http, SessionStore sessions, CancellationToken cancellationToken) =>
        http.SessionOrNull() is { } session
            ? Results.Ok(new Page<OwnSessionResource>([.. (await sessions.ListAsync(session.Account.Id, cancellationToken)).Select(s => OwnSessionResource.Of(s, session))], null))
            : NoSession();

    private static IResult NoSession() => Problems.Of(StatusCodes.Status403Forbidden, "session-needed", "This is done in a browser's session, and not with a token.");
}
