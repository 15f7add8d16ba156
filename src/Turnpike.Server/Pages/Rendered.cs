using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;
using Turnpike.Governance;
using Turnpike.Server.Api;

namespace Turnpike.Server.Pages;

internal static class Rendered
{
    /// <summary>A page as HTML.</summary>
    public static RazorComponentResult<TPage> Page<TPage>(int status, params IReadOnlyList<(string Name, object? Value)> parameters)
        where TPage : IComponent =>
        new(parameters.ToDictionary(p => p.Name, p => p.Value)) { StatusCode = status, PreventStreamingRendering = true };
}
