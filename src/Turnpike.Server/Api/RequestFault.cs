using Microsoft.AspNetCore.Http;

namespace Turnpike.Server.Api;

/// <summary>
/// A request that cannot be read. No BadHttpRequestException, which the framework would take for a broken connection. Thrown where the framework itself throws (while parameters are bound, while the body comes
/// in); everywhere else a problem is answered.
/// </summary>
internal sealed class RequestFault(int status, string code, string detail, params IReadOnlyList<ProblemPart> errors) : Exception(detail)
{
    public Problem Problem { get; } = Problems.Make(status, code, detail) with { Errors = errors.Count > 0 ? errors : null };

    public static RequestFault Query(string name, string message) =>
        new(StatusCodes.Status400BadRequest, "malformed", $"The query parameter {name} cannot be read.", new ProblemPart("query/" + name, message));
}
