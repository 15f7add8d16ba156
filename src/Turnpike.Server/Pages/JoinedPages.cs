using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Turnpike.Governance.Access;
using Turnpike.Inventory.Joining;
using Turnpike.Inventory.Ownership;
using Turnpike.Inventory.Snapshots;
using Turnpike.Server.Access;
using Turnpike.Server.Connections;
using Turnpike.Server.Estate;
using Turnpike.Web.Joined;

namespace Turnpike.Server.Pages;

/// <summary>What is managed held against what is there: each real thing once, with what differs.</summary>
internal sealed class JoinedPages(Visits visits, JoinedIndexes indexes, AnswerOwnership answers, SyncOverview overview, SyncRecords records, PartViews parts)
{
    private const int Shown = 40;

    private static readonly JoinedDimension[] s_choices = [JoinedDimension.Account, JoinedDimension.Region, JoinedDimension.Service, JoinedDimension.Type, JoinedDimension.Owner, JoinedDimension.MadeBy];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(JoinedAsked.Path, ([FromServices] JoinedPages pages, HttpContext http) => pages.ShowAsync(http)).Requires(Permission.ReadEstate);
        routes.MapGet(JoinedAsked.Path + "/conflicts", ([FromServices] JoinedPages pages, HttpContext http) => pages.ConflictsAsync(http)).Requires(Permission.ReadEstate);
        routes.MapGet(JoinedAsked.Path + "/coverage", ([FromServices] JoinedPages pages, HttpContext http) => pages.CoverageAsync(http)).Requires(Permission.ReadEstate);
    }

    /// <summary>How one resource stands; null for what is neither managed nor there, such as a data source.</summary>
    public async Task<StandingView?> StandingAsync(ResourceRow row, CancellationToken cancellationToken)
    {
        var joined = (await indexes.NowAsync(cancellationToken)).Estate;
        if (joined.Snapshot.Find(row.Key) is not { } now || joined.Find(now) is not { } resource)
        {
            return null;
        }

        var read = resource.Observed is { } observed ? (await overview.ReadAsync([observed], cancellationToken)).Values.FirstOrDefault() : null;
        var source = resource.Side == RowSide.Observed ? null : joined.Snapshot.Scopes.FirstOrDefault(s => s.Name == resource.Row.Key.Scope)?.Sources.FirstOrDefault(s => s.Name == resource.Row.Source);
        var keys = new[] { resource.Row.Key, resource.Observed?.Key ?? resource.Row.Key };
        return new StandingView(resource, read?.ReadAt, source?.ConfirmedAt, read?.Connection, [.. joined.Conflicts.Where(c => c.Resources.Any(keys.Contains))]);
    }

    private async Task<IResult> ShowAsync(HttpContext http)
    {
        var asked = JoinedAsked.Of(http.Request.Query);
        var index = await indexes.NowAsync(http.RequestAborted);
        var answer = index.Ask(asked.Filter, asked.By, asked.Skip, Shown);
        var read = await overview.ReadAsync([.. answer.Items.Select(static i => i.Observed).OfType<ResourceRow>()], http.RequestAborted);
        var run = await answers.AtAsync(null, http.RequestAborted);
        var sums = await overview.SumsAsync(null, http.RequestAborted);
        return Rendered.Page<JoinedPage>(
            200,
            ("Visit", visits.Of(http)),
            ("View", new JoinedView
            {
                Asked = asked,
                Counts = answer.Counts,
                Groups = answer.Groups,
                Items = [.. answer.Items.Select(i => new JoinedRow(i, run.Answer(i, OwnershipQuestion.Owner)?.Value, i.Observed is { } o ? read.GetValueOrDefault((o.Key.Scope, o.Source))?.ReadAt : null))],
                Total = answer.Total,
                Choices = s_choices.ToDictionary(static d => d, index.Values),
                Conflicts = index.Estate.Conflicts.Count,
                Fresh = [.. sums.GroupBy(static s => s.Connection, StringComparer.Ordinal).Select(static g => (g.Key, PartViews.Sum(g))).OrderBy(static c => c.Item2.Oldest)],
                IsEmpty = index.Estate.Count == 0,
                IsObserved = index.Estate.Coverage.Sources.Count > 0,
            }));
    }

    private async Task<IResult> ConflictsAsync(HttpContext http) => Rendered.Page<ConflictsPage>(
        200, ("Visit", visits.Of(http)), ("Conflicts", (await indexes.NowAsync(http.RequestAborted)).Estate.Conflicts));

    private async Task<IResult> CoverageAsync(HttpContext http)
    {
        var query = http.Request.Query;
        var asked = PartViews.Asked(query) with { OnlyUnread = query["all"] != "1" };
        var sums = await overview.SumsAsync(null, http.RequestAborted);
        return Rendered.Page<CoveragePage>(200, ("Visit", visits.Of(http)), ("Sum", PartViews.Sum(sums)), ("Parts", parts.Of(asked, sums, await records.PartsAsync(null, http.RequestAborted))));
    }
}
