using System.Text;
using Microsoft.AspNetCore.Http;
using Turnpike.Assessment;
using Turnpike.Assessment.Reports;
using Turnpike.Assessment.Runs;
using Turnpike.Assessment.Trend;
using Turnpike.Server.Api;

namespace Turnpike.Server.Assessments;

/// <summary>A kept report in the form that was asked for.</summary>
internal sealed class AssessmentViews(KeptAssessments kept)
{
    private static readonly (string Name, string MediaType)[] s_forms = [("json", "application/json"), ("html", "text/html"), ("markdown", "text/markdown"), ("text", "text/plain")];

    private const int TextWidth = 100;

    public static AssessmentResource Of(AssessmentEntry entry, bool isNew = true) =>
        new(entry.Id, entry.At, entry.By, entry.Said.Profile, entry.Said.Position, entry.Said.Resources, entry.Said.Measures, entry.Said.Risks, isNew);

    public async Task<IResult> AnswerAsync(HttpContext http, AssessmentEntry entry, string? format, CancellationToken cancellationToken)
    {
        var form = format ?? Asked(http);
        if (!s_forms.Any(f => f.Name == form))
        {
            throw RequestFault.Query("format", $"expected {string.Join(", ", s_forms.Select(static f => f.Name))}");
        }

        if (await kept.ReadAsync(entry, cancellationToken) is not { } report)
        {
            return Problems.Of(StatusCodes.Status410Gone, "gone", "The report is no longer kept; the ledger still has its measures and risks.");
        }

        if (form == "html")
        {
            http.Response.Headers.ContentSecurityPolicy = HtmlAssessment.ContentSecurityPolicy;
        }

        return Results.Bytes(Write(report, form), s_forms.Single(f => f.Name == form).MediaType + "; charset=utf-8");
    }

    private static byte[] Write(AssessmentReport report, string form) => form switch
    {
        "html" => Encoding.UTF8.GetBytes(HtmlAssessment.Write(report)),
        "markdown" => Encoding.UTF8.GetBytes(MarkdownAssessment.Write(report)),
        "text" => Encoding.UTF8.GetBytes(TextAssessment.Write(report, TextWidth, hasColour: false)),
        _ => AssessmentJson.Write(report),
    };

    // The first that is accepted; whoever takes anything takes JSON.
    private static string Asked(HttpContext http) =>
        http.Request.GetTypedHeaders().Accept.OrderByDescending(static a => a.Quality ?? 1).Select(static a => s_forms.FirstOrDefault(f => f.MediaType == a.MediaType.Value).Name).FirstOrDefault(static n => n is not null) ?? "json";
}
