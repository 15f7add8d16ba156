using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Turnpike.Delivery;
using Turnpike.Governance;
using Turnpike.Governance.Access;
using Turnpike.Inventory;
using Turnpike.Ledger.Entries;
using Turnpike.Ledger.Events;
using Turnpike.Ledger.Proofs;
using Turnpike.Ledger.Storage;
using Turnpike.Server.Access;
using Turnpike.Server.Identity;
using Turnpike.Server.Ledger;
using Turnpike.Web.Access;
using Turnpike.Web.Ledger;

namespace Turnpike.Server.Pages;

/// <summary>The ledger's entries, and one entry with its proof.</summary>
internal sealed class LedgerPages(Visits visits, LedgerSearch search, ILedgerStore store)
{
    private const int PageSize = 50;

    private static readonly IReadOnlyList<EventForm> s_forms = [.. DeliveryEvents.All, .. GovernanceEvents.All, .. InventoryEvents.All, .. IdentityEvents.All];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/ledger", ([FromServices] LedgerPages pages, HttpContext http) => pages.ListAsync(http)).Requires(Permission.ReadLedger);
        routes.MapGet("/ledger/{position:long}", ([FromServices] LedgerPages pages, HttpContext http, long position) => pages.ShowAsync(http, position)).Requires(Permission.ReadLedger);
    }

    private async Task<IResult> ListAsync(HttpContext http)
    {
        var asked = http.Request.Query;
        var query = new EntryQuery(Text(asked["stream"]), Text(asked["type"]), Text(asked["actor"]), null, null, null);
        var from = long.TryParse(asked["from"], NumberStyles.None, CultureInfo.InvariantCulture, out var position) ? position : (long?)null;
        var found = await search.FindAsync(http.Caller(), query, from, newestFirst: true, PageSize, http.RequestAborted);
        var next = found.Next is { } at
            ? Web.Elements.Address.Of("/ledger", ("type", query.Type), ("actor", query.Actor), ("stream", query.Stream), ("from", at.ToString(CultureInfo.InvariantCulture)))
            : null;
        return Rendered.Page<LedgerPage>(
            200,
            ("Visit", visits.Of(http)),
            ("Head", await store.HeadAsync(http.RequestAborted)),
            ("Entries", (IReadOnlyList<LedgerEntry>)[.. found.Entries.Select(e => e.Entry)]),
            ("Types", (IReadOnlyList<string>)[.. s_forms.Select(f => f.Type.Name).Where(t => LedgerSearch.MayRead(http.Caller(), t)).Distinct().Order(StringComparer.Ordinal)]),
            ("Type", query.Type),
            ("Actor", query.Actor),
            ("Stream", query.Stream),
            ("Next", next));
    }

    private async Task<IResult> ShowAsync(HttpContext http, long position)
    {
        if (await search.AtAsync(position, http.RequestAborted) is not { } found)
        {
            return Rendered.Page<RefusedPage>(404, ("Visit", visits.Of(http)), ("Status", 404), ("Detail", $"The ledger has no entry {position} yet."));
        }

        if (!LedgerSearch.MayRead(http.Caller(), found.Entry.Type.Name))
        {
            return Rendered.Page<RefusedPage>(403, ("Visit", visits.Of(http)), ("Status", 403), ("Detail", $"Entry {position} is of a kind that your role does not read."));
        }

        var head = await store.HeadAsync(http.RequestAborted);
        return Rendered.Page<EntryPage>(
            200,
            ("Visit", visits.Of(http)),
            ("Entry", found.Entry),
            ("Hash", found.Stored.Hash),
            ("Proof", await new LedgerTree(store).InclusionAsync(position, head.Size, http.RequestAborted)),
            ("Root", head.Root()),
            ("Size", head.Size),
            ("Says", s_forms.FirstOrDefault(f => f.Type.Name == found.Entry.Type.Name)?.Says));
    }

    private static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;
}
