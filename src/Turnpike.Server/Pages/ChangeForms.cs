using System.Globalization;
using Decided = Turnpike.Governance.Decisions.Verdict;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Turnpike.Delivery.Applying;
using Turnpike.Delivery.Changes;
using Turnpike.Delivery.Deciding;
using Turnpike.Delivery.Judging;
using Turnpike.Governance;
using Turnpike.Governance.Access;
using Turnpike.Governance.Decisions;
using Turnpike.Server.Access;
using Turnpike.Server.Api;
using Turnpike.Web.Changes;
using Turnpike.Web.Elements;

namespace Turnpike.Server.Pages;

/// <summary>What people do with a change by forms of its page.</summary>
internal sealed class ChangeForms(
    Visits visits,
    ChangePages pages,
    ChangeProjection changes,
    DecisionProjection decisions,
    DecideOnChange decide,
    RevokeDecision revoke,
    CommentOnChange comment,
    WaiveFinding waive,
    WithdrawChange withdraw,
    MarkApplied markApplied,
    JudgeChange judge)
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/changes/{id}/decisions", ([FromServices] ChangeForms forms, HttpContext http, string id) => forms.SayAsync(http, id)).Requires(Permission.Comment);
        routes.MapPost("/changes/{id}/decisions/{decision}/revocation", ([FromServices] ChangeForms forms, HttpContext http, string id, string decision) => forms.RevokeAsync(http, id, decision)).Requires(Permission.DecideChanges);
        routes.MapPost("/changes/{id}/exceptions", ([FromServices] ChangeForms forms, HttpContext http, string id) => forms.WaiveAsync(http, id)).Requires(Permission.GrantExceptions);
        routes.MapPost("/changes/{id}/withdrawal", ([FromServices] ChangeForms forms, HttpContext http, string id) => forms.WithdrawAsync(http, id)).Requires(Permission.Push);
        routes.MapPost("/changes/{id}/applied", ([FromServices] ChangeForms forms, HttpContext http, string id) => forms.MarkAppliedAsync(http, id)).Requires(Permission.Push);
        routes.MapPost("/changes/{id}/judging", ([FromServices] ChangeForms forms, HttpContext http, string id) => forms.JudgeAgainAsync(http, id)).Requires(Permission.Push);
    }

    private async Task<IResult> SayAsync(HttpContext http, string id)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var caller = http.Caller();
        var reason = Query.Given(form["reason"]);
        var verdict = form["verdict"].ToString();
        if (verdict == "comment")
        {
            return await AnswerAsync(http, id, "decision", reason, "commented", await comment.RunAsync(caller.Principal, id, reason ?? "", http.RequestAborted));
        }

        // Whoever may comment may not decide; the rights then say on what.
        if (!caller.May(Permission.DecideChanges))
        {
            return await RefusedAsync(http, id, "decision", reason, new Refusal("not-allowed", "Your role does not decide on changes."));
        }

        var seen = form.Where(f => f.Key.StartsWith("input.", StringComparison.Ordinal)).ToDictionary(f => f.Key["input.".Length..], f => f.Value.ToString());
        var decided = await decide.RunAsync(caller.Principal, id, verdict == "approve" ? Decided.Approve : Decided.Reject, reason, seen, http.RequestAborted);
        return await AnswerAsync(http, id, "decision", reason, verdict == "approve" ? "approved" : "rejected", decided);
    }

    private async Task<IResult> RevokeAsync(HttpContext http, string id, string decision)
    {
        var reason = await ReasonAsync(http);
        if (changes.Find(id) is not { } change || decisions.Find(decision)?.Subject != change.Subject)
        {
            return await RefusedAsync(http, id, decision, reason, new Refusal("not-found", "The change has no such decision."));
        }

        return await AnswerAsync(http, id, decision, reason, "revoked", await revoke.RunAsync(http.Caller().Principal, decision, change.Request("revoke"), reason, http.RequestAborted));
    }

    private async Task<IResult> WaiveAsync(HttpContext http, string id)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var fingerprint = form["fingerprint"].ToString();
        if (!DateOnly.TryParseExact(form["expires"], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return await pages.AskWaiverAsync(http, id, fingerprint, "An exception needs the day on which it ends.", form, 422);
        }

        var waived = await waive.RunAsync(http.Caller().Principal, id, fingerprint, form["reason"].ToString(), form["owner"].ToString(), visits.Of(http).EndOf(day), http.RequestAborted);
        return waived.Refusal is { } refusal ? await pages.AskWaiverAsync(http, id, fingerprint, refusal.Message, form, StatusOf(refusal)) : Back(http, id, "waived");
    }

    private async Task<IResult> WithdrawAsync(HttpContext http, string id)
    {
        var reason = await ReasonAsync(http);
        return RefusalByScope(http, id) is { } refusal ? await RefusedAsync(http, id, "withdrawal", reason, refusal)
            : await AnswerAsync(http, id, "withdrawal", reason, "withdrawn", await withdraw.RunAsync(http.Caller().Principal, id, reason, http.RequestAborted));
    }

    private async Task<IResult> MarkAppliedAsync(HttpContext http, string id)
    {
        var evidence = await ReasonAsync(http);
        return RefusalByScope(http, id) is { } refusal ? await RefusedAsync(http, id, "applied", evidence, refusal)
            : await AnswerAsync(http, id, "applied", evidence, "applied", await markApplied.RunAsync(http.Caller().Principal, id, evidence, http.RequestAborted));
    }

    private async Task<IResult> JudgeAgainAsync(HttpContext http, string id)
    {
        if (changes.Find(id) is not { } change)
        {
            return await pages.ShowAsync(http, id);
        }

        if (RefusalByScope(http, id) is { } refusal)
        {
            return await RefusedAsync(http, id, "judging", null, refusal);
        }

        var judged = await judge.AgainAsync(change, http.Caller().Principal.Id, cancellationToken: http.RequestAborted);
        return await AnswerAsync(http, id, "judging", null, judged.Value?.Version > change.Version ? "judged" : "judged-same", judged);
    }

    // A token that pushes to some scopes speaks for the changes of no other.
    private Refusal? RefusalByScope(HttpContext http, string id) => changes.Find(id) is { } change ? http.Caller().RefusalToPush(change.Judged.Scope) : null;

    private static async Task<string> ReasonAsync(HttpContext http) => (await http.Request.ReadFormAsync(http.RequestAborted))["reason"].ToString();

    private Task<IResult> AnswerAsync<T>(HttpContext http, string id, string form, string? draft, string done, Outcome<T> outcome)
        where T : class =>
        outcome.Refusal is { } refusal ? RefusedAsync(http, id, form, draft, refusal) : Task.FromResult(Back(http, id, done));

    private Task<IResult> RefusedAsync(HttpContext http, string id, string form, string? draft, Refusal refusal) =>
        pages.ShowAsync(http, id, new RefusedForm(form, refusal.Message, draft), StatusOf(refusal));

    private static int StatusOf(Refusal refusal) => refusal.Code switch { "not-found" => 404, "not-allowed" => 403, "moved" or "conflict" or "ended" => 409, _ => 422 };

    private static IResult Back(HttpContext http, string id, string done) =>
        Rendered.SeeOther(Address.Of(Address.Under("/changes", id), ("list", ChangePages.ListOf(http).Words), ("done", done)));
}
