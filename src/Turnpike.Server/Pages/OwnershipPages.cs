using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Turnpike.Governance.Access;
using Turnpike.Inventory.Ownership;
using Turnpike.Server.Access;
using Turnpike.Server.Api;
using Turnpike.Web.Estate;

namespace Turnpike.Server.Pages;

/// <summary>Who owns what, what nobody owns, and what people say of it.</summary>
internal sealed class OwnershipPages(Visits visits, AnswerOwnership answers, OwnershipProjection ownership, CorrectOwnership correct)
{
    private const int Shown = 40;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(UnownedAsked.Path, ([FromServices] OwnershipPages pages, HttpContext http) => pages.ShowAsync(http, null)).Requires(Permission.ReadEstate);
        routes.MapPost(UnownedAsked.Path + "/acceptances", ([FromServices] OwnershipPages pages, HttpContext http) => pages.AcceptAsync(http)).Requires(Permission.ManageActions);
        routes.MapPost(UnownedAsked.Path + "/corrections", ([FromServices] OwnershipPages pages, HttpContext http) => pages.CorrectAsync(http)).Requires(Permission.ManageActions);
    }

    private async Task<IResult> ShowAsync(HttpContext http, string? refused)
    {
        var run = await answers.AtAsync(null, http.RequestAborted);
        var asked = new UnownedAsked(Query.Given(http.Request.Query["type"]), Query.Given(http.Request.Query["q"]), http.Request.Query["costs"] == "1", int.TryParse(http.Request.Query["skip"], NumberStyles.None, CultureInfo.InvariantCulture, out var skip) ? skip : 0);
        var (items, total) = run.Unowned(asked.Type, asked.OnlyCosts, asked.Text, asked.Skip, Shown);
        return Rendered.Page<OwnershipPage>(
            refused is null ? 200 : 422,
            ("Visit", visits.Of(http)),
            ("View", new OwnershipView(
                [.. Enum.GetValues<OwnershipQuestion>().Select(q => run.Coverage(q, http.RequestAborted))],
                [.. items.Select(r => new UnownedItem(r, CostBearing.Is(r.Row.Type), run.Propose(r)))],
                total,
                asked,
                ownership.Corrections,
                ownership.Rules,
                http.Caller().May(Permission.ManageActions),
                refused)));
    }

    private async Task<IResult> AcceptAsync(HttpContext http)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var accepted = form["accept"].OfType<string>().Select(static a => a.Split('\t', 2)).Where(static a => a.Length == 2).Select(static a => new OwnershipWord(a[1], OwnershipQuestion.Owner, a[0])).ToList();
        return accepted.Count == 0
            ? await ShowAsync(http, "Nothing was ticked.")
            : await AnswerAsync(http, await correct.RunAsync(http.Caller().Principal.Id, accepted, form["reason"].ToString(), http.RequestAborted), "owners-accepted");
    }

    private async Task<IResult> CorrectAsync(HttpContext http)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        return Enum.TryParse<OwnershipQuestion>(form["question"], out var question) && Enum.IsDefined(question)
            ? await AnswerAsync(http, await correct.RunAsync(http.Caller().Principal.Id, form["match"].ToString().Trim(), question, Query.Given(form["value"]), form["reason"].ToString(), http.RequestAborted), "ownership-corrected")
            : await ShowAsync(http, "Say what it is of it: its owner, its environment.");
    }

    private async Task<IResult> AnswerAsync(HttpContext http, string? fault, string done) =>
        fault is null ? Rendered.SeeOther($"{UnownedAsked.Path}?done={done}") : await ShowAsync(http, fault);
}
