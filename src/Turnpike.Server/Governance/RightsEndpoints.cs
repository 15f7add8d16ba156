using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Turnpike.Governance;
using Turnpike.Governance.Access;
using Turnpike.Governance.People;
using Turnpike.Governance.Rights;
using Turnpike.Server.Access;
using Turnpike.Server.Api;
using Turnpike.Server.Identity.Accounts;

namespace Turnpike.Server.Governance;

internal static class RightsEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var rights = routes.MapGroup(ApiModule.Prefix + "/decision-rights").WithTags("Governance");
        rights.MapGet("", static (HttpContext http, DecisionRights now) => ETags.Answer(http, DecisionRightsResource.Of(now.Now)))
            .Requires(Permission.ReadGovernance).Produces<DecisionRightsResource>()
            .WithSummary("Who may decide what: the rules in force.");
        rights.MapPut("", PutAsync).Requires(Permission.ManageRights).RequiresIfMatch().Produces<DecisionRightsResource>()
            .WithSummary("Lays down who may decide what, in place of all rules before.");
        rights.MapPost("/questions", AskAsync).Requires(Permission.ReadGovernance).Produces<RightsAnswerResource>()
            .WithSummary("May somebody decide something, and why?");
    }

    private static async Task<IResult> PutAsync(DecisionRightsRequest request, HttpContext http, DefineRights define, DecisionRights rights, CancellationToken cancellationToken)
    {
        var seen = rights.Now;
        return ETags.RequireMatch(http, DecisionRightsResource.Of(seen))
            ?? (await define.RunAsync(http.Caller().Principal, request.Rules, seen.Version, cancellationToken)).Ok(DecisionRightsResource.Of);
    }

    private static async Task<IResult> AskAsync(RightsQuestion question, HttpContext http, DecisionRights rights, DecisionContext context, AccountStore accounts, PeopleProjection people, CancellationToken cancellationToken)
    {
        var caller = http.Caller().Principal;
        var who = question.Who is null || question.Who == caller.Id ? caller : await FindAsync(question.Who, accounts, people, cancellationToken);
        if (who is null && question.Roles is null)
        {
            return Problems.Of(StatusCodes.Status422UnprocessableEntity, "not-known", $"Nobody called {question.Who} can sign in. Say which roles they would have.", new ProblemPart("/roles", "needed where the person is not known"));
        }

        var asked = new Principal(question.Who ?? caller.Id, question.Roles?.ToHashSet(StringComparer.Ordinal) ?? who!.Roles, who?.Teams ?? new HashSet<string>());
        var request = question.Subject is null
            ? new DecisionRequest(question.Verb, question.Environment, question.Tier, question.Kind, question.Risk, question.Author)
            : context.About(question.Verb, question.Subject);
        var answer = rights.Ask(asked, request);
        return Results.Ok(new RightsAnswerResource(
            answer.IsAllowed,
            asked.Id,
            [.. asked.Roles.Order(StringComparer.Ordinal)],
            answer.Why,
            answer.Rule?.Id,
            answer.IsAllowed ? answer.Rule!.Needed : null,
            [.. rights.Explain(asked, request).Select(static e => new ConsideredRule(e.Rule.Id, e.Rule.Allow, e.Misses))]));
    }

    private static async Task<Principal?> FindAsync(string id, AccountStore accounts, PeopleProjection people, CancellationToken cancellationToken) =>
        await accounts.FindAsync(id, cancellationToken) is { IsDisabled: false } account
            ? new Principal(account.Id, account.RoleNames.ToHashSet(StringComparer.Ordinal), people.TeamsOf(account.Id))
            : null;
}
