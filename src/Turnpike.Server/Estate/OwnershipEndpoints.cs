using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Turnpike.Governance;
using Turnpike.Governance.Access;
using Turnpike.Inventory.Joining;
using Turnpike.Inventory.Ownership;
using Turnpike.Server.Access;
using Turnpike.Server.Api;

namespace Turnpike.Server.Estate;

/// <param name="Match">A key, or a pattern of keys with <c>*</c>.</param>
/// <param name="Value">Null takes an earlier correction back.</param>
public sealed record OwnershipCorrectionRequest(string Match, OwnershipQuestion Question, string? Value, string Reason);

/// <param name="Answers">One a question that is answered, each with who says so.</param>
public sealed record OwnershipResource(string Key, IReadOnlyList<OwnershipAnswer> Answers);

/// <param name="BearsCost">It is on a bill.</param>
/// <param name="Proposed">Who likely owns it, and why; null where nothing tells.</param>
public sealed record UnownedResource(string Key, string Type, string? Name, string Account, JoinedStatus Status, bool BearsCost, OwnerProposal? Proposed);

public sealed record AcceptedOwner(string Key, string Owner);

/// <summary>Owners that were proposed, or others that whoever accepts knows better.</summary>
public sealed record OwnershipAcceptanceRequest(IReadOnlyList<AcceptedOwner> Owners, string Reason);

/// <summary>Who answers for what.</summary>
internal static class OwnershipEndpoints
{
    public static void Map(RouteGroupBuilder estate)
    {
        estate.MapGet("/ownership", CoverageAsync).Requires(Permission.ReadEstate)
            .WithName("get-ownership-coverage").WithSummary("How many resources have an owner, an environment, a tier and so on: overall, by type, by who says it").Produces<IReadOnlyList<OwnershipCoverage>>();
        estate.MapGet("/unowned", UnownedAsync).Requires(Permission.ReadEstate)
            .WithName("list-unowned-resources").WithSummary("Resources that neither a person, a tag nor a rule gives an owner, with the owner that is likely").Produces<Page<UnownedResource>>();
        estate.MapGet("/resources/{key}/ownership", ShowAsync).Requires(Permission.ReadEstate)
            .WithName("get-resource-ownership").WithSummary("Owner, environment, tier, cost centre, data class and lifecycle of a resource, each with who says so").Produces<OwnershipResource>();
        estate.MapPost("/ownership/corrections", CorrectAsync).Requires(Permission.ManageActions)
            .WithName("correct-ownership").WithSummary("Say what is so, whatever tags say: for one resource or for a pattern").Produces(StatusCodes.Status204NoContent);
        estate.MapPost("/ownership/acceptances", AcceptAsync).Requires(Permission.ManageActions)
            .WithName("accept-owners").WithSummary("Give resources the owners that were proposed for them: each is a correction, and all are recorded or none").Produces(StatusCodes.Status204NoContent);
        estate.MapGet("/ownership/corrections", static ([AsParameters] PageRequest page, OwnershipProjection ownership) =>
            Paging.Cut(ownership.Corrections.OrderBy(KeyOf, StringComparer.Ordinal), page, KeyOf)).Requires(Permission.ReadEstate).WithName("list-ownership-corrections").WithSummary("The corrections in force");
        estate.MapGet("/ownership/rules", static (OwnershipProjection ownership) => ownership.Rules).Requires(Permission.ReadEstate)
            .WithName("get-ownership-rules").WithSummary("Where owner, environment and the like are looked for, and in which order");
        estate.MapPut("/ownership/rules", SetRulesAsync).Requires(Permission.ManageRights)
            .WithName("set-ownership-rules").WithSummary("Lay down where they are looked for, and in which order").Produces<OwnershipRules>();
    }

    private static string KeyOf(OwnershipCorrection correction) => $"{correction.Match} {correction.Question}";

    private static async Task<IResult> CoverageAsync(HttpContext http, [FromQuery(Name = "question")] string? question, AnswerOwnership answers, CancellationToken cancellationToken)
    {
        var asked = Query.Enum<OwnershipQuestion>("question", question);
        var run = await answers.AtAsync(null, cancellationToken);
        return ETags.Answer(http, (asked is { } one ? [one] : Enum.GetValues<OwnershipQuestion>()).Select(q => run.Coverage(q, cancellationToken)).ToList());
    }

    private static async Task<IResult> UnownedAsync([AsParameters] PageRequest page, [FromQuery(Name = "type")] string? type, [FromQuery(Name = "costs")] bool? costs, AnswerOwnership answers, CancellationToken cancellationToken)
    {
        var run = await answers.AtAsync(null, cancellationToken);
        var unowned = run.Unowned().Where(r => (type is null || r.Row.Type == type) && (costs is null || CostBearing.Is(r.Row.Type) == costs)).OrderBy(static r => r.Row.Key.ToString(), StringComparer.Ordinal);
        return Results.Ok(Paging.Cut(unowned, page, static r => r.Row.Key.ToString()).Select(r => Unowned(run, r)));
    }

    internal static UnownedResource Unowned(OwnershipRun run, JoinedResource resource) => new(
        resource.Row.Key.ToString(), resource.Row.Type, resource.Row.Name ?? resource.Observed?.Name, resource.Place.Account, resource.Status, CostBearing.Is(resource.Row.Type), run.Propose(resource));

    private static async Task<IResult> ShowAsync(string key, AnswerOwnership answers, CancellationToken cancellationToken)
    {
        var run = await answers.AtAsync(null, cancellationToken);
        if (run.Estate.Snapshot.FindAny(key.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase), 8).Select(run.Estate.Find).OfType<JoinedResource>().DistinctBy(static j => j.Row.Key).Take(2).ToList() is not [var one])
        {
            return Problems.NotFound($"There is no resource {key}, or several go by that name. Keys are written scope//address.");
        }

        return Results.Ok(new OwnershipResource(one.Row.Key.ToString(), [.. Enum.GetValues<OwnershipQuestion>().Select(q => run.Answer(one, q)).OfType<OwnershipAnswer>()]));
    }

    private static async Task<IResult> AcceptAsync(HttpContext http, OwnershipAcceptanceRequest request, CorrectOwnership correct, CancellationToken cancellationToken) =>
        await correct.RunAsync(http.Caller().Principal.Id, [.. request.Owners.Select(static o => new OwnershipWord(o.Key, OwnershipQuestion.Owner, o.Owner))], request.Reason, cancellationToken) is { } fault
            ? Problems.From(new Refusal("correction-invalid", fault))
            : Results.NoContent();

    private static async Task<IResult> CorrectAsync(HttpContext http, OwnershipCorrectionRequest request, CorrectOwnership correct, CancellationToken cancellationToken) =>
        await correct.RunAsync(http.Caller().Principal.Id, request.Match, request.Question, request.Value, request.Reason, cancellationToken) is { } fault
            ? Problems.From(new Refusal("correction-invalid", fault))
            : Results.NoContent();

    private static async Task<IResult> SetRulesAsync(HttpContext http, OwnershipRules rules, CorrectOwnership correct, OwnershipProjection ownership, CancellationToken cancellationToken) =>
        await correct.SetRulesAsync(http.Caller().Principal.Id, rules, cancellationToken) is { } fault
            ? Problems.From(new Refusal("rules-invalid", fault))
            : Results.Ok(ownership.Rules);
}
