using Turnpike.Text;

namespace Turnpike.Server.Api;

/// <summary>Why a request was not done (RFC 9457), for people and for programs.</summary>
/// <param name="Type"><c>urn:turnpike:problem:</c> and the code.</param>
/// <param name="Title">The same for each problem of this code.</param>
/// <param name="Detail">What is wrong with this request, and what can be done.</param>
/// <param name="Code">What programs tell problems apart by.</param>
/// <param name="TraceId">Finds the request in the node's log.</param>
/// <param name="Errors">Faults of the request's parts.</param>
/// <param name="Diagnostics">Faults of what was sent to be read: plans, states, policies.</param>
public sealed record Problem(
    string Type,
    string Title,
    int Status,
    string Detail,
    string Code,
    string? TraceId = null,
    IReadOnlyList<ProblemPart>? Errors = null,
    IReadOnlyList<ProblemDiagnostic>? Diagnostics = null)
{
    public const string MediaType = "application/problem+json";
}

/// <param name="Pointer">JSON Pointer into the body; or <c>query/name</c>, <c>header/name</c>.</param>
public sealed record ProblemPart(string Pointer, string Message);

public sealed record ProblemDiagnostic(string Code, DiagnosticSeverity Severity, string Message, string? File, int? Line, int? Column, string? Help)
{
    public static ProblemDiagnostic Of(Diagnostic diagnostic) => new(
        diagnostic.Code,
        diagnostic.Severity,
        diagnostic.Message,
        diagnostic.Source?.Name,
        diagnostic.Position?.Line,
        diagnostic.Position?.Column,
        diagnostic.Help);
}
