using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Turnpike.Governance.Access;
using Turnpike.Governance.Exceptions;
using Turnpike.Server.Access;
using Turnpike.Server.Api;

namespace Turnpike.Server.Governance;

internal static class ExceptionEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var exceptions = routes.MapGroup(ApiModule.Prefix + "/exceptions").WithTags("Governance");
        exceptions.MapGet("", List).Requires(Permission.ReadGovernance).Produces<Page<ExceptionResource>>()
            .WithSummary("Exceptions by their end, the next first.");
        exceptions.MapGet("/{id}", static (string id, HttpContext http, ExceptionProjection all, TimeProvider time) =>
                all.Find(id) is { } found ? ETags.Answer(http, ExceptionResource.Of(found, time.GetUtcNow())) : Problems.NotFound($"There is no exception {id}."))
            .Requires(Permission.ReadGovernance).Produces<ExceptionResource>()
            .WithSummary("One exception.");
        exceptions.MapPost("", GrantAsync).Requires(Permission.GrantExceptions).Produces<ExceptionResource>(StatusCodes.Status201Created)
            .WithSummary("Grants an exception, if the decision rights let the caller.");
        exceptions.MapPost("/{id}/extension", ExtendAsync).Requires(Permission.GrantExceptions).Produces<ExceptionResource>()
            .WithSummary("Gives an exception that is in force a later end.");
        exceptions.MapPost("/{id}/revocation", RevokeAsync).Requires(Permission.GrantExceptions).Produces<ExceptionResource>()
            .WithSummary("Ends an exception early: its owner may, whoever granted it, and whoever the decision rights let.");
    }

    private static IResult List(string? state, string? kind, string? owner, string? rule, string? subject, [AsParameters] PageRequest page, ExceptionProjection exceptions, TimeProvider time)
    {
        var now = time.GetUtcNow();
        var (wantedState, wantedKind) = (Query.Enum<ExceptionState>("state", state), Query.Enum<ExceptionKind>("kind", kind));
        var found = exceptions.All().Where(e =>
            (wantedState is null || e.StateAt(now) == wantedState) && (wantedKind is null || e.Kind == wantedKind) && (owner is null || e.Owner == owner)
            && (rule is null || e.Rule == rule) && (subject is null || e.Subject.Contains(subject, StringComparison.OrdinalIgnoreCase)));
        return Results.Ok(Paging.Cut(found, page, static e => SortKey.Of(e.Expires, e.Id)).Select(e => ExceptionResource.Of(e, now)));
    }

    private static async Task<IResult> GrantAsync(ExceptionGrantRequest request, HttpContext http, GrantException grant, DecisionContext context, TimeProvider time, CancellationToken cancellationToken)
    {
        var wanted = new ExceptionRequest(request.Kind, request.Rule, request.Subject, request.Reason, request.Owner, request.Expires);
        var granted = await grant.RunAsync(http.Caller().Principal, wanted, context.AboutResources("grant-exception", request.Subject ?? ""), cancellationToken);
        return granted.Answer(e => Results.Created($"{ApiModule.Prefix}/exceptions/{e.Id}", ExceptionResource.Of(e, time.GetUtcNow())));
    }

    private static async Task<IResult> ExtendAsync(string id, ExceptionExtensionRequest request, HttpContext http, ExtendException extend, ExceptionProjection exceptions, DecisionContext context, TimeProvider time, CancellationToken cancellationToken) =>
        (await extend.RunAsync(http.Caller().Principal, id, request.Expires, request.Reason, context.AboutResources("grant-exception", exceptions.Find(id)?.Subject ?? ""), cancellationToken)).Ok(e => ExceptionResource.Of(e, time.GetUtcNow()));

    private static async Task<IResult> RevokeAsync(string id, ReasonRequest request, HttpContext http, RevokeException revoke, DecisionContext context, TimeProvider time, CancellationToken cancellationToken) =>
        (await revoke.RunAsync(http.Caller().Principal, id, request.Reason, context.About("revoke"), cancellationToken)).Ok(e => ExceptionResource.Of(e, time.GetUtcNow()));
}
