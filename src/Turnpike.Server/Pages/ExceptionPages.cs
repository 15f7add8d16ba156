using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Turnpike.Governance;
using Turnpike.Governance.Access;
using Turnpike.Governance.Exceptions;
using Turnpike.Governance.Rights;
using Turnpike.Server.Access;
using Turnpike.Server.Api;
using Turnpike.Server.Governance;
using Turnpike.Web.Changes;
using Turnpike.Web.Elements;
using Turnpike.Web.Policies;

namespace Turnpike.Server.Pages;

/// <summary>Exceptions: granted, extended and revoked by forms.</summary>
internal sealed class ExceptionPages(
    Visits visits, ExceptionProjection exceptions, DecisionRights rights, DecisionContext context, GrantException grant, ExtendException extend, RevokeException revoke, TimeProvider time)
{
    private const int PageSize = 50;

    private static readonly TimeSpan s_soon = TimeSpan.FromDays(30);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/policies/exceptions", ([FromServices] ExceptionPages pages, HttpContext http) => pages.Show(http)).Requires(Permission.ReadGovernance);
        routes.MapPost("/policies/exceptions", ([FromServices] ExceptionPages pages, HttpContext http) => pages.GrantAsync(http)).Requires(Permission.GrantExceptions);
        routes.MapPost("/policies/exceptions/{id}/extension", ([FromServices] ExceptionPages pages, HttpContext http, string id) => pages.ExtendAsync(http, id)).Requires(Permission.GrantExceptions);
        routes.MapPost("/policies/exceptions/{id}/revocation", ([FromServices] ExceptionPages pages, HttpContext http, string id) => pages.RevokeAsync(http, id)).Requires(Permission.GrantExceptions);
    }

    private IResult Show(HttpContext http, RefusedForm? refused = null, ExceptionWish? wish = null, int status = 200)
    {
        var (asked, caller, now) = (http.Request.Query, http.Caller(), time.GetUtcNow());
        var search = Query.Given(asked["q"]);

        // What was refused is shown with the exception that it was about, whatever its state.
        var state = refused is not null ? "all" : asked["state"].ToString();
        var from = int.TryParse(asked["from"], NumberStyles.None, CultureInfo.InvariantCulture, out var at) ? at : 0;
        var found = exceptions.All().Where(e => IsAsked(e, state, now) && (search is null || Holds(e, search))).ToList();
        var mayGrant = caller.May(Permission.GrantExceptions) && rights.Ask(caller.Principal, context.About("grant-exception")).IsAllowed;
        var mayRevoke = rights.Ask(caller.Principal, context.About("revoke")).IsAllowed;
        var items = found.Skip(from).Take(PageSize).Select(e => new ExceptionRow(
            e, e.StateAt(now),
            mayGrant && e.StateAt(now) == ExceptionState.Active,
            caller.May(Permission.GrantExceptions) && e.StateAt(now) == ExceptionState.Active && (mayRevoke || IsTheirs(caller.Principal, e)))).ToList();
        return Rendered.Page<ExceptionsPage>(
            status,
            ("Visit", visits.Of(http)),
            ("Items", items),
            ("Total", found.Count),
            ("Search", search),
            ("State", state),
            ("Next", from + items.Count < found.Count ? Address.Of("/policies/exceptions", ("q", search), ("state", state), ("from", (from + items.Count).ToString(CultureInfo.InvariantCulture))) : null),
            ("MayGrant", mayGrant),
            ("Wish", wish ?? new ExceptionWish(null, Query.Given(asked["rule"]), Query.Given(asked["subject"]))),
            ("Refused", refused));
    }

    private async Task<IResult> GrantAsync(HttpContext http)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var wish = new ExceptionWish(form["kind"], form["rule"], form["subject"], form["reason"], form["owner"], form["expires"]);
        if (EndOf(http, form["expires"]) is not { } end)
        {
            return Show(http, new RefusedForm("new", "An exception needs the day on which it ends.", null), wish, 422);
        }

        var kind = Enum.GetValues<ExceptionKind>().FirstOrDefault(k => string.Equals(k.ToString(), wish.Kind, StringComparison.OrdinalIgnoreCase));
        var request = new ExceptionRequest(kind, wish.Rule!.Trim(), wish.Subject!.Trim(), wish.Reason!, wish.Owner!.Trim(), end);
        var granted = await grant.RunAsync(http.Caller().Principal, request, context.AboutResources("grant-exception", request.Subject), http.RequestAborted);
        return granted.Value is { } exception
            ? Rendered.SeeOther($"/policies/exceptions?done=granted#x-{Uri.EscapeDataString(exception.Id)}")
            : Show(http, new RefusedForm("new", granted.Refusal!.Message, null), wish, StatusOf(granted.Refusal));
    }

    private async Task<IResult> ExtendAsync(HttpContext http, string id)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var reason = form["reason"].ToString();
        if (EndOf(http, form["expires"]) is not { } end)
        {
            return Show(http, new RefusedForm("extend-" + id, "Say until which day.", reason), null, 422);
        }

        return Answer(http, id, "extend-", reason, "extended", await extend.RunAsync(http.Caller().Principal, id, end, reason, context.AboutResources("grant-exception", exceptions.Find(id)?.Subject ?? ""), http.RequestAborted));
    }

    private async Task<IResult> RevokeAsync(HttpContext http, string id)
    {
        var reason = (await http.Request.ReadFormAsync(http.RequestAborted))["reason"].ToString();
        return Answer(http, id, "revoke-", reason, "exception-revoked", await revoke.RunAsync(http.Caller().Principal, id, reason, context.About("revoke"), http.RequestAborted));
    }

    private IResult Answer(HttpContext http, string id, string form, string reason, string done, Outcome<PolicyException> outcome) =>
        outcome.Refusal is { } refusal ? Show(http, new RefusedForm(form + id, refusal.Message, reason), null, StatusOf(refusal))
            : Rendered.SeeOther($"/policies/exceptions?state=all&done={done}#x-{Uri.EscapeDataString(id)}");

    private DateTimeOffset? EndOf(HttpContext http, string? day) =>
        DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? visits.Of(http).EndOf(date) : null;

    private static bool IsAsked(PolicyException exception, string state, DateTimeOffset now) => state switch
    {
        "all" => true,
        "ended" => exception.StateAt(now) != ExceptionState.Active,
        "ending" => exception.StateAt(now) == ExceptionState.Active && exception.Expires - now < s_soon,
        _ => exception.StateAt(now) == ExceptionState.Active,
    };

    private static bool Holds(PolicyException exception, string text) =>
        new[] { exception.Rule, exception.Subject, exception.Reason, exception.Owner, exception.GrantedBy, exception.Id }.Any(t => t.Contains(text, StringComparison.OrdinalIgnoreCase));

    private static bool IsTheirs(Principal person, PolicyException exception) =>
        exception.Owner == person.Id || person.Teams.Contains(exception.Owner) || exception.GrantedBy == person.Id;

    private static int StatusOf(Refusal refusal) => refusal.Code switch { "not-found" => 404, "not-allowed" => 403, _ => 422 };
}
