using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Turnpike.Delivery.Changes;
using Turnpike.Delivery.Judging;
using Turnpike.Governance.Access;
using Turnpike.Server.Access;
using Turnpike.Server.Api;
using Turnpike.Server.Operations.Telemetry;

namespace Turnpike.Server.Changes;

/// <summary>Plans in, changes out.</summary>
internal static class ChangeEndpoints
{
    public static void Map(RouteGroupBuilder changes)
    {
        changes.MapPost("", SendAsync).Requires(Permission.Push).TakesUpload()
            .WithName("send-plan").WithSummary("Judge a plan (what terraform show -json prints) or expanded code (turnpike terraform result)")
            .Produces<ChangeResource>(StatusCodes.Status201Created).Produces<ChangeResource>();
        changes.MapGet("", List).Requires(Permission.ReadChanges)
            .WithName("list-changes").WithSummary("Changes, the newest first").Produces<Page<ChangeResource>>();
        changes.MapGet("/{id}", Show).Requires(Permission.ReadChanges)
            .WithName("get-change").WithSummary("A change with all that was said and decided about it").Produces<ChangeDetailResource>();
    }

    private static async Task<IResult> SendAsync(HttpContext http, [AsParameters] PlanQuery query, JudgeChange judge, ChangeViews views, CancellationToken cancellationToken)
    {
        var caller = http.Caller();
        if (caller.RefusalToPush(query.Scope) is { } refusal)
        {
            return Problems.From(refusal);
        }

        var body = await RequestBody.ReadAsync(http, cancellationToken);
        var source = new ChangeSource(query.Name ?? "plan.json", query.Url, query.Commit, query.Branch, query.Pipeline, query.Author);
        var outcome = await judge.RunAsync(caller.Principal, new PlanUpload(query.Scope, body, query.Title, source, caller.TokenOwner), cancellationToken);
        if (outcome.Value is { IsNew: true, Change: { } made })
        {
            Sources.Judgements.Add(1, KeyValuePair.Create<string, object?>("verdict", made.Judged.Verdict.ToString().ToLowerInvariant()));
        }

        return outcome.Answer(judged =>
            judged.Change is not { } change ? Problems.Of("invalid", "What was sent cannot be read; nothing was recorded.", judged.Diagnostics)
            : judged.IsNew ? Results.Created($"/api/v1/changes/{change.Id}", views.Of(change))
            : Results.Ok(views.Of(change)));
    }

    private static IResult List([AsParameters] ChangeFilter filter, [AsParameters] PageRequest page, ChangeStandings standings)
    {
        var before = page.AfterKey is not { } key ? (long?)null
            : long.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var position) ? position
            : throw RequestFault.Query("after", "expected the next of an earlier answer");
        var found = standings.Search(filter.Query(), page.Count, before);
        return Results.Ok(new Page<ChangeResource>(
            [.. found.Items.Select(static c => ChangeViews.Of(c.Change, c.Standing))],
            found.Next is { } next ? Paging.Cursor(next.ToString(CultureInfo.InvariantCulture)) : null));
    }

    private static IResult Show(HttpContext http, string id, ChangeProjection changes, ChangeViews views) =>
        changes.Find(id) is { } change ? ETags.Answer(http, views.Detail(change, http.Caller().Principal)) : NotFound(id);

    public static IResult NotFound(string id) => Problems.NotFound($"There is no change {id}.");
}

/// <summary>What whoever sends a plan says about it.</summary>
/// <param name="Scope">What tells apart two roots with the same addresses: a repository and root.</param>
/// <param name="Name">What the file is called; <c>plan.json</c> where nothing is said.</param>
/// <param name="Title">Null for one made of name and scope.</param>
/// <param name="Url">Of the pull request or the run of the pipeline.</param>
/// <param name="Author">Of the commit or pull request, <c>Ada Lovelace &lt;ada@example.com&gt;</c>: whoever that is decides nothing that needs somebody else.</param>
internal readonly record struct PlanQuery(
    [FromQuery(Name = "scope")] string Scope,
    [FromQuery(Name = "name")] string? Name,
    [FromQuery(Name = "title")] string? Title,
    [FromQuery(Name = "url")] string? Url,
    [FromQuery(Name = "commit")] string? Commit,
    [FromQuery(Name = "branch")] string? Branch,
    [FromQuery(Name = "pipeline")] string? Pipeline,
    [FromQuery(Name = "author")] string? Author);
