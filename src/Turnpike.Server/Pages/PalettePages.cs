using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Turnpike.Delivery.Changes;
using Turnpike.Delivery.Judging;
using Turnpike.Governance.Access;
using Turnpike.Inventory.Search;
using Turnpike.Server.Access;
using Turnpike.Text;
using Turnpike.Web.Elements;
using Turnpike.Web.Estate;

namespace Turnpike.Server.Pages;

/// <summary>What the command palette finds: changes, rules and resources that the viewer may see.</summary>
internal sealed class PalettePages(ChangeStandings standings, PoliciesInForce policies, SearchEstate estates)
{
    private const int OfEach = 5;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/palette", ([FromServices] PalettePages pages, HttpContext http) => pages.FindAsync(http)).RequiresSignIn();

    private async Task<IResult> FindAsync(HttpContext http)
    {
        var text = http.Request.Query["q"].ToString().Trim();
        var caller = http.Caller();
        var found = new List<PaletteItem>();
        if (caller.May(Permission.ReadChanges))
        {
            found.AddRange(standings.Search(new ChangeQuery(Text: text), OfEach).Items.Select(c => new PaletteItem(Address.Under("/changes", c.Change.Id), c.Change.Judged.Title, "Change")));
        }

        if (caller.May(Permission.ReadEstate) && EstateQuery.Parse(text, new DiagnosticBag()) is { } query)
        {
            found.AddRange((await estates.AtAsync(query, null, OfEach, null, http.RequestAborted)).Found.Items.Select(r => new PaletteItem(EstateAddress.Of(r.Key), r.Key.Address, r.Key.Scope)));
        }

        if (caller.May(Permission.ReadPolicies))
        {
            found.AddRange(policies.Rules.Rules.Where(r => r.Title.Contains(text, StringComparison.OrdinalIgnoreCase) || r.Id.Value.Contains(text, StringComparison.OrdinalIgnoreCase)).Take(OfEach).Select(r => new PaletteItem(Address.Under("/policies", r.Id.Value), r.Title, "Rule")));
        }

        return Results.Ok(found);
    }

    private sealed record PaletteItem(string Href, string Label, string Kind);
}
