using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Turnpike.Assessment.Profiles;
using Turnpike.Assessment.Runs;
using Turnpike.Assessment.Trend;
using Turnpike.Governance.Access;
using Turnpike.Server.Access;
using Turnpike.Web.Access;
using Turnpike.Web.Assess;

namespace Turnpike.Server.Pages;

/// <summary>The latest assessment, each earlier one, and one made now.</summary>
internal sealed class AssessPages(Visits visits, AssessmentProjection assessments, KeptAssessments kept, AssessRuns runs, ProfileReader profiles)
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/assess", ([FromServices] AssessPages pages, HttpContext http) => pages.ShowAsync(http, 200, null)).Requires(Permission.ReadEstate);
        routes.MapGet("/assess/progress", ([FromServices] AssessPages pages, HttpContext http) => pages.Progress(http)).Requires(Permission.ReadEstate);
        routes.MapGet("/assess/{id}", ([FromServices] AssessPages pages, HttpContext http, string id) => pages.ShowAsync(http, 200, id)).Requires(Permission.ReadEstate);
        routes.MapPost("/assess", ([FromServices] AssessPages pages, HttpContext http) => pages.RunAsync(http)).Requires(Permission.Push);
        routes.MapPost("/assess/cancellation", ([FromServices] AssessPages pages) => pages.Cancel()).Requires(Permission.Push);
    }

    private async Task<IResult> ShowAsync(HttpContext http, int status, string? id, string? fault = null)
    {
        var entry = id is null ? assessments.Last() : assessments.Find(id);
        if (id is not null && entry is null)
        {
            return Rendered.Page<RefusedPage>(404, ("Visit", visits.Of(http)), ("Status", 404), ("Detail", "There is no such assessment."));
        }

        var report = entry is null ? null : await kept.ReadAsync(entry, http.RequestAborted);
        return Rendered.Page<AssessPage>(
            status,
            ("Visit", visits.Of(http)),
            ("View", new AssessView
            {
                Report = report,
                Id = entry?.Id,
                All = [.. assessments.All.Reverse().Select(static a => new AssessmentListed(a.Id, a.At, a.By, a.Said.Profile))],
                Series = entry is null ? new Dictionary<string, IReadOnlyList<double>>() : Series(entry),
                Running = runs.Now,
                Profiles = [.. profiles.Names],
                Fault = fault ?? runs.Fault ?? (entry is not null && report is null ? "The report of this assessment is no longer kept; the ledger still has its measures and risks." : null),
            }));
    }

    // Whoever waits is sent back to the page when it is over.
    private IResult Progress(HttpContext http)
    {
        if (runs.Now is { } running)
        {
            return Rendered.Page<AssessProgress>(200, ("Visit", visits.Of(http)), ("Running", running));
        }

        http.Response.Headers["HX-Redirect"] = "/assess";
        return Results.NoContent();
    }

    private async Task<IResult> RunAsync(HttpContext http)
    {
        var asked = (await http.Request.ReadFormAsync(http.RequestAborted))["profile"].ToString();
        return runs.Start(http.Caller().Principal.Id, asked.Length == 0 ? Profile.DefaultName : asked)
            ? Rendered.SeeOther("/assess")
            : await ShowAsync(http, 422, null, $"There is no profile {asked}.");
    }

    private IResult Cancel()
    {
        runs.Cancel();
        return Rendered.SeeOther("/assess");
    }

    private Dictionary<string, IReadOnlyList<double>> Series(AssessmentEntry shown) => assessments.All
        .Where(a => a.Said.Profile == shown.Said.Profile && a.At <= shown.At)
        .SelectMany(static a => a.Said.Measures).Where(static m => m.Value is not null)
        .GroupBy(static m => m.Key, static m => m.Value!.Value, StringComparer.Ordinal)
        .ToDictionary(static g => g.Key, static g => (IReadOnlyList<double>)[.. g], StringComparer.Ordinal);
}
