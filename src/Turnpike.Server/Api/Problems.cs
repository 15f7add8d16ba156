using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Turnpike.Governance;
using Turnpike.Server.Pages;
using Turnpike.Text;

namespace Turnpike.Server.Api;

/// <summary>Makes the answers that say why not.</summary>
public static class Problems
{
    // Seconds: about as long as the judging of a large plan takes.
    private const string RetryAfter = "5";
    private const string TypePrefix = "urn:turnpike:problem:";

    /// <summary>A refusal of a use case, by its code.</summary>
    public static IResult From(Refusal refusal) => Of(StatusOf(refusal.Code), refusal.Code, refusal.Message);

    public static IResult Of(int status, string code, string detail, params IReadOnlyList<ProblemPart> errors) =>
        new ProblemAnswer(Make(status, code, detail) with { Errors = errors.Count > 0 ? errors : null });

    /// <summary>What was sent cannot be read: all its faults.</summary>
    public static IResult Of(string code, string detail, IReadOnlyList<Diagnostic> diagnostics) =>
        new ProblemAnswer(Make(StatusCodes.Status422UnprocessableEntity, code, detail) with { Diagnostics = [.. diagnostics.Select(ProblemDiagnostic.Of)] });

    public static IResult NotFound(string detail) => Of(StatusCodes.Status404NotFound, "not-found", detail);

    /// <summary>What became of a use case, as an answer.</summary>
    public static IResult Answer<T>(this Outcome<T> outcome, Func<T, IResult> answer)
        where T : class => outcome.Refusal is { } refusal ? From(refusal) : answer(outcome.Value!);

    /// <summary>What became of a use case, as 200 and a resource.</summary>
    public static IResult Ok<T, TResource>(this Outcome<T> outcome, Func<T, TResource> resource)
        where T : class => outcome.Answer(value => Results.Ok(resource(value)));

    internal static Problem Make(int status, string code, string detail) => new(TypePrefix + code, Title(code), status, detail, code);

    internal static Task WriteAsync(HttpContext http, Problem problem, CancellationToken cancellationToken = default)
    {
        http.Response.StatusCode = problem.Status;
        http.Response.Headers.CacheControl = "no-store";
        if (problem.Code == "busy")
        {
            http.Response.Headers.RetryAfter = RetryAfter;
        }

        if (PageFaults.Concern(http))
        {
            return PageFaults.WriteAsync(http, problem);
        }

        return http.Response.WriteAsJsonAsync(problem with { TraceId = TraceId(http) }, ApiJson.Options, Problem.MediaType, cancellationToken);
    }

    internal static string TraceId(HttpContext http) => Activity.Current?.TraceId.ToHexString() ?? http.TraceIdentifier;

    private static int StatusOf(string code) => code switch
    {
        "not-found" => StatusCodes.Status404NotFound,
        "not-allowed" => StatusCodes.Status403Forbidden,
        "busy" => StatusCodes.Status503ServiceUnavailable,
        "moved" or "conflict" => StatusCodes.Status409Conflict,
        _ => StatusCodes.Status422UnprocessableEntity,
    };

    // not-found: "Not found".
    private static string Title(string code) => string.Create(CultureInfo.InvariantCulture, $"{char.ToUpperInvariant(code[0])}{code[1..].Replace('-', ' ')}");

    private sealed class ProblemAnswer(Problem problem) : IResult, IStatusCodeHttpResult, IValueHttpResult<Problem>
    {
        public int? StatusCode => problem.Status;

        public Problem Value => problem;

        public Task ExecuteAsync(HttpContext httpContext) => WriteAsync(httpContext, problem, httpContext.RequestAborted);
    }
}
