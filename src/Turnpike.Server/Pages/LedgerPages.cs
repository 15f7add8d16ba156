using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Turnpike.Governance.Access;
using Turnpike.Ledger.Checkpoints;
using Turnpike.Ledger.Entries;
using Turnpike.Ledger.Proofs;
using Turnpike.Ledger.Storage;
using Turnpike.Server.Access;
using Turnpike.Server.Api;
using Turnpike.Server.Ledger;
using Turnpike.Server.Storage;
using Turnpike.Web.Access;
using Turnpike.Web.Estate;
using Turnpike.Web.Ledger;

namespace Turnpike.Server.Pages;

/// <summary>The ledger's entries, and one entry with its proof.</summary>
internal sealed class LedgerPages(Visits visits, LedgerSearch search, ILedgerStore store, NodeSecrets secrets)
{
    private const int PageSize = 50;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/ledger", ([FromServices] LedgerPages pages, HttpContext http) => pages.ListAsync(http)).Requires(Permission.ReadLedger);
        routes.MapGet("/ledger/checkpoint", ([FromServices] LedgerPages pages, HttpContext http) => pages.CheckpointAsync(http)).Requires(Permission.ReadLedger);
        routes.MapGet("/ledger/{position:long}", ([FromServices] LedgerPages pages, HttpContext http, long position) => pages.ShowAsync(http, position)).Requires(Permission.ReadLedger);
    }

    private async Task<IResult> ListAsync(HttpContext http)
    {
        var visit = visits.Of(http);
        var asked = http.Request.Query;
        var filter = new EntryFilter(Query.Given(asked["stream"]), Query.Given(asked["type"]), Query.Given(asked["actor"]), Query.Given(asked["text"]), PageMoments.Read(http, visit, "since"), PageMoments.Read(http, visit, "until"));
        var from = long.TryParse(asked["from"], NumberStyles.None, CultureInfo.InvariantCulture, out var position) ? position : (long?)null;
        var found = await search.FindAsync(http.Caller(), new EntryQuery(filter.Stream, filter.Type, filter.Actor, filter.From, filter.To, filter.Text), from, newestFirst: true, PageSize, http.RequestAborted);
        var next = found.Next is { } at
            ? Web.Elements.Address.Of("/ledger", ("type", filter.Type), ("actor", filter.Actor), ("text", filter.Text), ("stream", filter.Stream), ("since", EstateAddress.Moment(filter.From)), ("until", EstateAddress.Moment(filter.To)), ("from", at.ToString(CultureInfo.InvariantCulture)))
            : null;
        return Rendered.Page<LedgerPage>(
            200,
            ("Visit", visit),
            ("Head", await store.HeadAsync(http.RequestAborted)),
            ("Entries", (IReadOnlyList<LedgerEntry>)[.. found.Entries.Select(e => e.Entry)]),
            ("Types", (IReadOnlyList<string>)[.. ServerEvents.All.Select(f => f.Type.Name).Where(t => LedgerSearch.MayRead(http.Caller(), t)).Distinct().Order(StringComparer.Ordinal)]),
            ("Filter", filter),
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
            ("Bytes", found.Stored.Bytes),
            ("Hash", found.Stored.Hash),
            ("Proof", await new LedgerTree(store).InclusionAsync(position, head.Size, http.RequestAborted)),
            ("Root", head.Root()),
            ("Size", head.Size),
            ("Says", ServerEvents.All.FirstOrDefault(f => f.Type.Name == found.Entry.Type.Name)?.Says));
    }

    private async Task<IResult> CheckpointAsync(HttpContext http)
    {
        var head = await store.HeadAsync(http.RequestAborted);
        var note = new Checkpoint(secrets.CheckpointKey.Name, head.Size, head.Root()).Sign(secrets.CheckpointKey);
        return Results.File(Encoding.UTF8.GetBytes(note), "text/plain; charset=utf-8", string.Create(CultureInfo.InvariantCulture, $"turnpike-{head.Size}.checkpoint"));
    }
}
