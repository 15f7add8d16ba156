using Microsoft.AspNetCore.Mvc;
using Turnpike.Delivery.Changes;
using Turnpike.Gate;
using Turnpike.Server.Api;

namespace Turnpike.Server.Changes;

/// <summary>Which changes to list; what is left out lets every change through.</summary>
/// <param name="State"><c>waiting</c>, <c>approved</c>, <c>rejected</c>, <c>applied</c>, <c>withdrawn</c> or <c>superseded</c>.</param>
/// <param name="Scope">A scope, or the beginning of scopes followed by <c>*</c>.</param>
/// <param name="Verdict"><c>pass</c>, <c>unknown</c> or <c>fail</c>.</param>
/// <param name="Author">Who sent it, or wrote it as the sender says.</param>
/// <param name="Text">In the title, the id, the scope, the branch or the commit.</param>
public readonly record struct ChangeFilter(
    [FromQuery(Name = "state")] string? State,
    [FromQuery(Name = "scope")] string? Scope,
    [FromQuery(Name = "verdict")] string? Verdict,
    [FromQuery(Name = "author")] string? Author,
    [FromQuery(Name = "q")] string? Text)
{
    /// <exception cref="RequestFault">A word that is none.</exception>
    internal ChangeQuery Query() => new(Api.Query.Enum<ChangeState>("state", State), Api.Query.Given(Scope), Api.Query.Enum<Verdict>("verdict", Verdict), Api.Query.Given(Author), Api.Query.Given(Text));
}
