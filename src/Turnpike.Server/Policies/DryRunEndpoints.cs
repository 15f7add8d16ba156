using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Turnpike.Delivery.DryRuns;
using Turnpike.Delivery.Judging;
using Turnpike.Gate.Rules;
using Turnpike.Governance.Access;
using Turnpike.Ledger.Events;
using Turnpike.Server.Access;
using Turnpike.Server.Api;
using Turnpike.Text;

namespace Turnpike.Server.Policies;

/// <summary>What a rule would have stopped: asked for, then looked up until it is done.</summary>
internal static class DryRunEndpoints
{
    public static void Map(RouteGroupBuilder policies)
    {
        policies.MapPost("/dry-runs", StartAsync).Requires(Permission.DryRunPolicies)
            .WithName("start-dry-run").WithSummary("Try a rule on the estate and on past changes").Produces<DryRunResource>(StatusCodes.Status202Accepted);
        policies.MapGet("/dry-runs/{id}", FindAsync).Requires(Permission.DryRunPolicies)
            .WithName("get-dry-run").WithSummary("How far a dry run is, and what it found").Produces<DryRunResource>();
        policies.MapDelete("/dry-runs/{id}", CancelAsync).Requires(Permission.DryRunPolicies)
            .WithName("cancel-dry-run").WithSummary("Stop a dry run").Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> StartAsync(
        HttpContext http, DryRunInput input, DryRunQueue queue, PoliciesInForce policies, IdSource ids, TimeProvider time, CancellationToken cancellationToken)
    {
        if (input.Over is not ("estate" or "changes" or "both"))
        {
            return Malformed("/over", "expected estate, changes or both");
        }

        if (string.IsNullOrWhiteSpace(input.Rego) == (input.Rules is not { Count: > 0 }))
        {
            return Malformed("/rego", "give either rego or rules");
        }

        var unknown = input.Rules?.Where(id => policies.Rules.Find(new RuleId(id)) is null).ToList() ?? [];
        if (unknown.Count > 0)
        {
            return Malformed("/rules", $"there is no rule {string.Join(", ", unknown.Take(5))}");
        }

        var rules = input.Rego is { Length: > 0 } rego ? policies.Rules.Trial(SourceText.From("trial.rego", rego)) : policies.Rules.Only([.. input.Rules!.Select(static id => new RuleId(id))]);
        if (input.Rego is not null && rules.Diagnostics.Any(static d => d.IsError))
        {
            return Problems.Of("invalid", "The rule cannot be tried.", rules.Diagnostics);
        }

        var run = new DryRunResource(ids(), http.Caller().Principal.Id, time.GetUtcNow(), "waiting", 0, 0, null, [], [], 0, IsCut: false, 0);
        return await queue.AskAsync(run, rules, new DryRunReach(input.Over != "changes", input.Over != "estate", input.Since), cancellationToken)
            ? Results.Accepted($"/api/v1/policies/dry-runs/{run.Id}", run)
            : Problems.Of(StatusCodes.Status503ServiceUnavailable, "busy", "Too many dry runs wait on this node. Try again in a minute.");
    }

    private static async Task<IResult> FindAsync(string id, DryRunTable table, CancellationToken cancellationToken) =>
        await table.FindAsync(id, cancellationToken) is { } run ? Results.Ok(run) : NotFound(id);

    private static async Task<IResult> CancelAsync(string id, DryRunTable table, CancellationToken cancellationToken) =>
        await table.CancelAsync(id, cancellationToken) ? Results.NoContent() : NotFound(id);

    private static IResult NotFound(string id) => Problems.NotFound($"There is no dry run {id}; they are kept for an hour.");

    private static IResult Malformed(string pointer, string message) =>
        Problems.Of(StatusCodes.Status422UnprocessableEntity, "malformed", "The dry run cannot be started.", new ProblemPart(pointer, message));
}
