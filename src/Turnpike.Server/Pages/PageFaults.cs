using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Turnpike.Server.Api;
using Turnpike.Server.Identity;
using Turnpike.Web.Access;

namespace Turnpike.Server.Pages;

/// <summary>Why not, as a page for people who look at one.</summary>
internal static class PageFaults
{
    public static bool Concern(HttpContext http) =>
        !http.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)
        && (http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase) || http.Request.Headers.ContainsKey("HX-Request"));

    public static Task WriteAsync(HttpContext http, Problem problem)
    {
        // A form that was refused stands at the address it was sent to. Whoever asks for that again, or for what became of
        // it meanwhile, means the page that the form is on.
        if (problem.Status == StatusCodes.Status405MethodNotAllowed && HttpMethods.IsGet(http.Request.Method) && http.Request.Path.Value is { } path && path.LastIndexOf('/') is > 0 and var end)
        {
            http.Response.Headers.Remove("Allow");
            return Rendered.SeeOther(LocalAddress.OrHome(http.Request.PathBase.Add(path[..end]).ToString())).ExecuteAsync(http);
        }

        // Of what is missing or broken the page has words of its own.
        var detail = problem.Status is 404 or >= 500 and not 503 ? null : problem.Detail;
        return Rendered.Page<RefusedPage>(problem.Status, ("Visit", http.RequestServices.GetRequiredService<Visits>().Of(http)), ("Status", problem.Status), ("Detail", detail), ("TraceId", problem.Status >= 500 ? Problems.TraceId(http) : null)).ExecuteAsync(http);
    }
}
