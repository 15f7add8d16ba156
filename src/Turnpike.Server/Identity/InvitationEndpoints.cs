using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Turnpike.Governance.Access;
using Turnpike.Governance.People;
using Turnpike.Server.Access;
using Turnpike.Server.Api;
using Turnpike.Server.Identity.Invitations;
using Turnpike.Server.Identity.Sessions;

namespace Turnpike.Server.Identity;

/// <summary>A link by which a user sets their password.</summary>
/// <param name="Link">Shown once: whoever has it signs in as that user.</param>
public sealed record InvitationResource(string User, string Link, DateTimeOffset ExpiresAt);

public sealed record AcceptanceRequest(string Token, string Password);

/// <summary>Links by which people set a password that nobody else knows.</summary>
internal static class InvitationEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup(ApiModule.Prefix).WithTags("users");
        api.MapPost("/users/{id}/invitation", InviteAsync).Requires(Permission.ManageAccess)
            .AnswersOnce().WithName("invite-user").WithSummary("Makes a link, good once and for three days, by which a user sets their password: the first, or another in place of a forgotten one").Produces<InvitationResource>(StatusCodes.Status201Created);
        api.MapPost("/invitations/acceptance", AcceptAsync).IsOpen("whoever was invited has no password yet; the link's token stands for it").IsSignIn()
            .WithName("accept-invitation").WithSummary("Sets one's password by the token of an invitation's link, and signs in").Produces<SessionResource>(StatusCodes.Status201Created);
    }

    private static async Task<IResult> InviteAsync(HttpContext http, string id, InviteUser invite, CancellationToken cancellationToken)
    {
        http.Response.Headers.CacheControl = "no-store";
        return (await invite.RunAsync(http.Caller(), id, cancellationToken))
            .Answer(static made => Results.Json(new InvitationResource(made.Account.Id, made.Link.AbsoluteUri, made.ExpiresAt), statusCode: StatusCodes.Status201Created));
    }

    private static async Task<IResult> AcceptAsync(HttpContext http, AcceptanceRequest request, AcceptInvitation accept, SessionCookie cookie, PeopleProjection people, CancellationToken cancellationToken) =>
        SessionEndpoints.Answer(http, await accept.RunAsync(request.Token, request.Password, ClientNote.Of(http), http.SessionOrNull(), cancellationToken), cookie, people, StatusCodes.Status201Created);
}
