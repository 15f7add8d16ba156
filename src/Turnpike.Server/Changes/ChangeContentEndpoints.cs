using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Turnpike.Delivery.Changes;
using Turnpike.Delivery.Diffs;
using Turnpike.Delivery.Judging;
using Turnpike.Gate.Reports;
using Turnpike.Governance.Access;
using Turnpike.Inventory.Relations;
using Turnpike.Server.Access;
using Turnpike.Server.Api;

namespace Turnpike.Server.Changes;

/// <summary>What a change does, finds and reaches.</summary>
internal static class ChangeContentEndpoints
{
    private static readonly string s_version = typeof(ChangeContentEndpoints).Assembly.GetName().Version!.ToString(3);

    public static void Map(RouteGroupBuilder changes)
    {
        changes.MapGet("/{id}/diff", DiffAsync).Requires(Permission.ReadChanges)
            .WithName("get-change-diff").WithSummary("What the plan does, resource by resource, before and after").Produces<DiffResource>();
        changes.MapGet("/{id}/findings", FindingsAsync).Requires(Permission.ReadChanges)
            .WithName("list-change-findings").WithSummary("What the rules say of the change").Produces<Page<FindingResource>>();
        changes.MapGet("/{id}/blast-radius", BlastRadiusAsync).Requires(Permission.ReadChanges)
            .WithName("get-change-blast-radius").WithSummary("Who depends on what the change alters or deletes").Produces<ChangeBlastRadiusResource>();
        changes.MapGet("/{id}/report", ReportAsync).Requires(Permission.ReadChanges)
            .Produces<object>(contentType: "application/json", additionalContentTypes: ["application/sarif+json", "text/markdown", "application/xml", "text/plain"]).WithName("get-change-report").WithSummary("The outcome as Markdown, JSON, SARIF, JUnit or text");
    }

    private static async Task<IResult> DiffAsync(string id, [FromQuery(Name = "q")] string? text, [AsParameters] PageRequest page, ChangeProjection changes, KeptPlans plans, CancellationToken cancellationToken)
    {
        if (changes.Find(id) is not { } change)
        {
            return ChangeEndpoints.NotFound(id);
        }

        if (await plans.FindAsync(change, cancellationToken) is not { } plan)
        {
            return NoLongerKept("plan");
        }

        var found = PlanDiff.Of(plan, Offset(page), page.Count, Query.Given(text));
        return Results.Ok(new DiffResource(found.Items, Next(found.Next), found.Total));
    }

    private static async Task<IResult> FindingsAsync(string id, [AsParameters] PageRequest page, ChangeProjection changes, KeptReports reports, CancellationToken cancellationToken)
    {
        if (changes.Find(id) is not { } change)
        {
            return ChangeEndpoints.NotFound(id);
        }

        if (await reports.FindAsync(change, cancellationToken) is not { } report)
        {
            return NoLongerKept("list of findings");
        }

        var offset = Offset(page);
        var items = report.Findings.Skip(offset).Take(page.Count).Select(f => FindingViews.Of(f, change.Judged.Scope)).ToList();
        return Results.Ok(new Page<FindingResource>(items, Next(offset + items.Count < report.Findings.Count ? offset + items.Count : null)));
    }

    private static async Task<IResult> BlastRadiusAsync(string id, ChangeProjection changes, ChangeBlastRadius radius, CancellationToken cancellationToken)
    {
        if (changes.Find(id) is not { } change)
        {
            return ChangeEndpoints.NotFound(id);
        }

        return await radius.OfAsync(change, cancellationToken) is { } found ? Results.Ok(Of(found)) : NoLongerKept("plan");
    }

    private static async Task<IResult> ReportAsync(string id, [FromQuery(Name = "format")] string? format, ChangeProjection changes, KeptReports reports, CancellationToken cancellationToken)
    {
        var chosen = ReportFormatNames.Parse(format ?? "json") ?? throw RequestFault.Query("format", $"expected one of {string.Join(", ", ReportFormatNames.All)}");
        if (changes.Find(id) is not { } change)
        {
            return ChangeEndpoints.NotFound(id);
        }

        if (await reports.FindAsync(change, cancellationToken) is not { } report)
        {
            return NoLongerKept("list of findings");
        }

        using var output = new MemoryStream();
        Report.Write(report, chosen, ReportOptions.Default with { ToolVersion = s_version }, output);
        return Results.Bytes(output.ToArray(), MediaType(chosen));
    }

    private static ChangeBlastRadiusResource Of(BlastRadius radius) => new(
        [.. radius.Affected.Select(a => new DependentResource(
            a.Resource.Key.ToString(),
            a.Resource.Key.Scope,
            a.Resource.Key.Address,
            a.Resource.Type,
            a.Distance,
            [.. radius.PathOf(a).Select(static r => r.From.Key.ToString()).Append(radius.PathOf(a)[^1].To.Key.ToString()).Reverse()]))],
        radius.Affected.Count,
        radius.CutBecause is not null);

    private static string MediaType(ReportFormat format) => format switch
    {
        ReportFormat.Json or ReportFormat.GitLab => "application/json; charset=utf-8",
        ReportFormat.Sarif => "application/sarif+json; charset=utf-8",
        ReportFormat.JUnit => "application/xml; charset=utf-8",
        ReportFormat.Markdown => "text/markdown; charset=utf-8",
        _ => "text/plain; charset=utf-8",
    };

    private static int Offset(PageRequest page) =>
        page.AfterKey is not { } key ? 0
        : int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var offset) ? offset
        : throw RequestFault.Query("after", "expected the next of an earlier answer");

    private static string? Next(int? offset) => offset is { } at ? Paging.Cursor(at.ToString(CultureInfo.InvariantCulture)) : null;

    private static IResult NoLongerKept(string what) => Problems.Of(StatusCodes.Status410Gone, "not-kept", $"The {what} of this change is no longer kept.");
}
