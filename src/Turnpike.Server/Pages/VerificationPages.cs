using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Turnpike.Governance.Access;
using Turnpike.Ledger.Checkpoints;
using Turnpike.Ledger.Merkle;
using Turnpike.Ledger.Storage;
using Turnpike.Server.Access;
using Turnpike.Server.Ledger;
using Turnpike.Server.Storage;
using Turnpike.Web.Access;
using Turnpike.Web.Elements;
using Turnpike.Web.Ledger;

namespace Turnpike.Server.Pages;

/// <summary>Has the whole ledger verified, alone or against a checkpoint that somebody kept.</summary>
internal sealed class VerificationPages(Visits visits, LedgerVerifications verifications, ILedgerStore store, NodeSecrets secrets)
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/ledger/verify", ([FromServices] VerificationPages pages, HttpContext http) => pages.ShowAsync(http, 200)).Requires(Permission.ReadLedger);
        routes.MapPost("/ledger/verify", ([FromServices] VerificationPages pages, HttpContext http) => pages.StartAsync(http)).Requires(Permission.ReadLedger);
        routes.MapGet("/ledger/verify/{id}", ([FromServices] VerificationPages pages, HttpContext http, string id) => pages.FindAsync(http, id)).Requires(Permission.ReadLedger);
        routes.MapPost("/ledger/verify/{id}/cancellation", ([FromServices] VerificationPages pages, string id) => pages.Cancel(id)).Requires(Permission.ReadLedger);
    }

    private async Task<IResult> ShowAsync(HttpContext http, int status, VerificationView? run = null, string? fault = null, string? given = null) =>
        Rendered.Page<VerifyPage>(
            status,
            ("Visit", visits.Of(http)), ("Size", (await store.HeadAsync(http.RequestAborted)).Size), ("Key", secrets.CheckpointKey.PublicText), ("Run", run), ("Fault", fault), ("Given", given));

    private async Task<IResult> StartAsync(HttpContext http)
    {
        // Browsers end lines of a form with both; what was signed has the one alone, and ends with it.
        var given = (await http.Request.ReadFormAsync(http.RequestAborted))["checkpoint"].ToString();
        var note = given.Replace("\r\n", "\n", StringComparison.Ordinal).Trim() + "\n";
        var expected = new Dictionary<long, Hash256>();
        if (note.Length > 1)
        {
            if (Checkpoint.Open(note, secrets.CheckpointKey, out var fault) is not { } checkpoint)
            {
                return await ShowAsync(http, 422, fault: $"This is no checkpoint of this ledger: {fault}.", given: given);
            }

            expected[checkpoint.Size] = checkpoint.Root;
        }

        var begun = await verifications.StartAsync(expected, http.RequestAborted);
        return begun.Value is { } run ? Rendered.SeeOther(Address.Under("/ledger/verify", run.Id)) : await ShowAsync(http, 409, fault: begun.Refusal!.Message, given: given);
    }

    private async Task<IResult> FindAsync(HttpContext http, string id) => await verifications.FindAsync(id, http.RequestAborted) is { } found
        ? await ShowAsync(http, 200, new VerificationView(
            found.Id, found.State.ToString(), found.State == VerificationState.Running, found.State == VerificationState.Whole, found.StartedAt, found.EndedAt, found.Checked, found.Size, found.Root,
            found.Expected ?? [], [.. found.Faults.Select(static f => (f.Position, f.Message))]))
        : Rendered.Page<RefusedPage>(404, ("Visit", visits.Of(http)), ("Status", 404), ("Detail", "There is no such verification."));

    private IResult Cancel(string id)
    {
        verifications.Cancel(id);
        return Rendered.SeeOther(Address.Under("/ledger/verify", id));
    }
}
