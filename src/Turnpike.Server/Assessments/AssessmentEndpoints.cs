using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Turnpike.Assessment.Profiles;
using Turnpike.Assessment.Runs;
using Turnpike.Assessment.Trend;
using Turnpike.Governance.Access;
using Turnpike.Server.Access;
using Turnpike.Server.Api;
using Turnpike.Server.Storage;
using Turnpike.Text;

namespace Turnpike.Server.Assessments;

/// <summary>Assessments: run now, listed with their measures, and each whole.</summary>
internal static class AssessmentEndpoints
{
    private const string Latest = "latest";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup(ApiModule.Prefix + "/assessments").WithTags("Assessments");
        group.MapPost("", RunAsync).Requires(Permission.Push)
            .WithName("run-assessment").WithSummary("Assess the estate now; answered when it is done").Produces<AssessmentResource>().Produces<AssessmentResource>(StatusCodes.Status201Created);
        group.MapGet("", List).Requires(Permission.ReadEstate)
            .WithName("list-assessments").WithSummary("The assessments, the latest first, with their measures and risks: the trend").Produces<Page<AssessmentResource>>();
        group.MapGet("/progress", static (RunAssessment run) => Results.Ok(new AssessmentProgressResource(run.Doing is not null, run.Doing))).Requires(Permission.ReadEstate)
            .WithName("get-assessment-progress").WithSummary("What this node assesses now").Produces<AssessmentProgressResource>();
        group.MapGet("/{id}", ShowAsync).Requires(Permission.ReadEstate)
            .WithName("get-assessment").WithSummary("A whole assessment by its id, or the latest: JSON (docs/formats/assessment.md), HTML, Markdown or text, by Accept or format")
            .Produces<string>(StatusCodes.Status200OK, "application/json", "text/html", "text/markdown", "text/plain");
    }

    private static async Task<IResult> RunAsync(HttpContext http, AssessmentRequest? request, RunAssessment run, ProfileReader profiles, CancellationToken cancellationToken)
    {
        var faults = new DiagnosticBag();
        if (profiles.Find(request?.Profile ?? Profile.DefaultName, faults) is not { } profile)
        {
            return Problems.Of(StatusCodes.Status422UnprocessableEntity, "malformed", "The assessment was not run.", new ProblemPart("/profile", $"expected {string.Join(", ", profiles.Names)}"));
        }

        if (faults.HasErrors)
        {
            return Problems.Of("invalid", "The profile that came with the node cannot be read.", [.. faults]);
        }

        var (entry, isNew) = await run.RunAsync(http.Caller().Principal.Id, profile, cancellationToken);
        var resource = AssessmentViews.Of(entry, isNew);
        return isNew ? Results.Created($"{ApiModule.Prefix}/assessments/{entry.Id}", resource) : Results.Ok(resource);
    }

    private static IResult List([AsParameters] PageRequest page, [FromQuery(Name = "profile")] string? profile, AssessmentProjection assessments) =>
        Results.Ok(Paging.Cut(assessments.All.Where(a => profile is null || a.Said.Profile == profile).OrderByDescending(Key, StringComparer.Ordinal), page, Key, descending: true).Select(static a => AssessmentViews.Of(a)));

    private static string Key(AssessmentEntry entry) => string.Create(CultureInfo.InvariantCulture, $"{Moment.Of(entry.At):d19} {entry.Id}");

    private static async Task<IResult> ShowAsync(HttpContext http, string id, [FromQuery(Name = "format")] string? format, AssessmentProjection assessments, AssessmentViews views, CancellationToken cancellationToken) =>
        (id == Latest ? assessments.Last() : assessments.Find(id)) is { } entry
            ? await views.AnswerAsync(http, entry, format, cancellationToken)
            : Problems.NotFound(id == Latest ? "There is no assessment yet: POST /api/v1/assessments runs one." : $"There is no assessment {id}.");
}
