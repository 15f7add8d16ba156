using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Turnpike.Governance.Access;
using Turnpike.Governance.Decisions;
using Turnpike.Server.Access;
using Turnpike.Server.Api;

namespace Turnpike.Server.Governance;

internal static class DecisionEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var decisions = routes.MapGroup(ApiModule.Prefix + "/decisions").WithTags("Governance");
        decisions.MapGet("", List).Requires(Permission.ReadGovernance).Produces<Page<DecisionResource>>()
            .WithSummary("Decisions, the latest first.");
        decisions.MapGet("/{id}", static (string id, HttpContext http, DecisionProjection all) =>
                all.Find(id) is { } found ? ETags.Answer(http, DecisionResource.Of(found)) : Problems.NotFound($"There is no decision {id}."))
            .Requires(Permission.ReadGovernance).Produces<DecisionResource>()
            .WithSummary("One decision.");
        decisions.MapPost("/{id}/revocation", RevokeAsync).Requires(Permission.DecideChanges).Produces<DecisionResource>()
            .WithSummary("Takes a decision back: whoever made it may, and whoever the decision rights let.");
    }

    /// <param name="subject">What was decided on, such as <c>change/01J8…</c>.</param>
    /// <param name="by">Who decided.</param>
    private static IResult List(string? subject, string? by, string? verdict, [AsParameters] PageRequest page, DecisionProjection decisions)
    {
        var wanted = Query.Enum<Verdict>("verdict", verdict);
        var found = decisions.All().Where(d => (subject is null || d.Subject == subject) && (by is null || d.By == by) && (wanted is null || d.Verdict == wanted));
        return Results.Ok(Paging.Cut(found, page, static d => d.Position.ToString("D19", CultureInfo.InvariantCulture), descending: true).Select(DecisionResource.Of));
    }

    private static async Task<IResult> RevokeAsync(string id, ReasonRequest request, HttpContext http, DecisionProjection decisions, RevokeDecision revoke, DecisionContext context, CancellationToken cancellationToken) =>
        (await revoke.RunAsync(http.Caller().Principal, id, context.About("revoke", decisions.Find(id)?.Subject), request.Reason, cancellationToken)).Ok(DecisionResource.Of);
}
