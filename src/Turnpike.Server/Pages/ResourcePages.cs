using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Turnpike.Delivery.Judging;
using Turnpike.Delivery.Standing;
using Turnpike.Governance.Access;
using Turnpike.Governance.People;
using Turnpike.Inventory;
using Turnpike.Inventory.History;
using Turnpike.Inventory.Ownership;
using Turnpike.Inventory.Scans;
using Turnpike.Inventory.Snapshots;
using Turnpike.Server.Access;
using Turnpike.Web.Access;
using Turnpike.Web.Changes;
using Turnpike.Web.Estate;

namespace Turnpike.Server.Pages;

/// <summary>One resource, now or as it was, also when it is gone.</summary>
internal sealed class ResourcePages(Visits visits, EstateInventory inventory, StandingFindings standing, PeopleProjection people, OpenTouches touches, JoinedPages joined, FirstPush first, AnswerOwnership answers, OwnershipProjection ownership, ScanEstate scans)
{
    private const int Latest = 4;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/estate/resource", ([FromServices] ResourcePages pages, HttpContext http) => pages.ShowAsync(http)).Requires(Permission.ReadEstate);
        routes.MapGet("/estate/resource/now", ([FromServices] ResourcePages pages, HttpContext http) => pages.LatelyAsync(http)).Requires(Permission.ReadEstate);
    }

    private async Task<IResult> ShowAsync(HttpContext http)
    {
        var visit = visits.Of(http);
        var at = PageMoments.Read(http, visit, "at");
        if (!ResourceKey.TryParse(http.Request.Query["key"], out var key))
        {
            return Missing(visit, Never(at));
        }

        var estate = await inventory.AtAsync(at, http.RequestAborted);
        if (estate.Scopes.Any(s => s.Name == key.Scope && s.Fault is not null))
        {
            return Missing(visit, $"What was pushed of {key.Scope} is damaged: nothing is known of its resources until all of it is pushed again.");
        }

        ResourceEvent? goneBy = null;
        if (estate.Find(key) is null && at is null && (await inventory.HistoryAsync(key, 1, http.RequestAborted)).Events is [{ Kind: ResourceEventKind.Removed } removed, ..])
        {
            // The moment before it went: pushes are recorded to the millisecond.
            (goneBy, at) = (removed, removed.At.AddMilliseconds(-1));
            estate = await inventory.AtAsync(at, http.RequestAborted);
        }

        return estate.Find(key) is { } row ? await ShowAsync(http, visit, estate, row, at, goneBy) : Missing(visit, Never(at));
    }

    private async Task<IResult> ShowAsync(HttpContext http, Web.Layout.Visit visit, EstateSnapshot estate, ResourceRow row, DateTimeOffset? at, ResourceEvent? goneBy)
    {
        var view = http.Request.Query["view"].ToString() is "relations" or "history" ? http.Request.Query["view"].ToString() : "";
        var parameters = new List<(string, object?)>
        {
            ("Visit", visit), ("Row", row), ("View", view), ("At", at), ("GoneBy", goneBy), ("First", await first.AtAsync(http.RequestAborted)),
        };
        switch (view)
        {
            case "relations":
                parameters.Add(("Relations", RelationsPicture.Of(estate, row, at, http.Request.Query)));
                break;
            case "history":
                parameters.Add(("History", await inventory.HistoryAsync(row.Key, cancellationToken: http.RequestAborted)));
                break;
            default:
                parameters.AddRange(await OverviewAsync(estate, row, at, http.RequestAborted));
                break;
        }

        return Rendered.Page<ResourcePage>(200, parameters);
    }

    private async Task<IReadOnlyList<(string, object?)>> OverviewAsync(EstateSnapshot estate, ResourceRow row, DateTimeOffset? at, CancellationToken cancellationToken)
    {
        var loaded = await estate.LoadAsync([row], cancellationToken) is [var one] ? one : null;
        IReadOnlyList<AttributeChange>? since = null;
        if (at is not null && loaded is not null && await inventory.AtAsync(null, cancellationToken) is var now && now.Find(row.Key) is { } current)
        {
            since = AttributeDifference.Between(loaded.Attributes, (await now.LoadAsync([current], cancellationToken))[0].Attributes);
        }

        return
        [
            ("Resource", loaded),
            ("SinceThen", since),
            ("Findings", (IReadOnlyList<FindingView>)(at is null ? [.. standing.On(row.Key).Select(static f => FindingView.Of(f, PoliciesInForce.FailOn, isOfChange: false))] : [])),
            ("Standing", at is null ? await joined.StandingAsync(row, cancellationToken) : null),
            ("Scans", at is null ? await scans.AtAsync(cancellationToken) : null),
            ("Source", estate.Scopes.FirstOrDefault(s => s.Name == row.Key.Scope)?.Sources.FirstOrDefault(s => s.Name == row.Source)),
            ("Owner", OwnerOf(row)),
            ("DependsOn", estate.DependsOn(row)),
            ("UsedBy", estate.UsedBy(row)),
        ];
    }

    private async Task<IResult> LatelyAsync(HttpContext http) =>
        ResourceKey.TryParse(http.Request.Query["key"], out var key)
            ? Rendered.Page<ResourceNow>(
                200,
                ("Visit", visits.Of(http)),
                ("Key", key),
                ("History", await inventory.HistoryAsync(key, Latest, http.RequestAborted)),
                ("Touching", http.Caller().May(Permission.ReadChanges) ? await touches.OfAsync(key, http.RequestAborted) : []))
            : Results.NotFound();

    private OwnerView? OwnerOf(ResourceRow row)
    {
        // What is known without a look at the whole estate, which may be asked of this page a moment after a push.
        var answer = answers.Latest is { } run && run.Estate.Find(row) is { } resource ? run.AnswerSoon(resource, OwnershipQuestion.Owner) : null;
        var tag = answer is null ? ownership.Vocabulary.Tagged(OwnershipQuestion.Owner, row.Tags) : null;
        if ((answer?.Value ?? (tag is { } t ? ownership.Vocabulary.Normal(OwnershipQuestion.Owner, t.Value) : null)) is not { } name)
        {
            return null;
        }

        var team = people.FindTeam(name) ?? people.Teams().FirstOrDefault(t => string.Equals(t.Name, name, StringComparison.OrdinalIgnoreCase));
        return new OwnerView(name, team?.Name ?? name, answer?.Why ?? $"its tag {tag!.Value.Key} is {tag.Value.Value}", answer?.Confidence, team?.Contact, team?.Members ?? []);
    }

    private static string Never(DateTimeOffset? at) => at is null ? "The estate has no such resource, and never had." : "The estate had no such resource then.";

    private static IResult Missing(Web.Layout.Visit visit, string detail) => Rendered.Page<RefusedPage>(404, ("Visit", visit), ("Status", 404), ("Detail", detail));
}
