using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Turnpike.Server.Pages;

internal static class Rendered
{
    /// <summary>A page as HTML.</summary>
    public static IResult Page<TPage>(int status, params IReadOnlyList<(string Name, object? Value)> parameters)
        where TPage : IComponent =>
        new RazorComponentResult<TPage>(parameters.ToDictionary(p => p.Name, p => p.Value)) { StatusCode = status, PreventStreamingRendering = true };

    /// <summary>To a page, after something was done: reloading it does nothing again.</summary>
    public static IResult SeeOther(string path) => new Redirect(path);

    private sealed class Redirect(string path) : IResult, IStatusCodeHttpResult
    {
        public int? StatusCode => StatusCodes.Status303SeeOther;

        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
            httpContext.Response.Headers.Location = path;
            return Task.CompletedTask;
        }
    }
}
