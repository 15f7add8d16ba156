using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Turnpike.Governance.Access;
using Turnpike.Server.Access;
using Turnpike.Server.Api;
using Turnpike.Server.Identity.Tokens;
using Turnpike.Web.Administration;

namespace Turnpike.Server.Pages;

/// <summary>Tokens, and what roles may do.</summary>
internal sealed class AdminPages(Visits visits, TokenStore tokens, CreateToken createToken, RevokeToken revokeToken)
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/admin", static () => Rendered.SeeOther("/admin/tokens")).Requires(Permission.ManageOwnTokens);
        routes.MapGet("/admin/tokens", ([FromServices] AdminPages pages, HttpContext http) => pages.TokensAsync(http, 200)).Requires(Permission.ManageOwnTokens);
        routes.MapPost("/admin/tokens", ([FromServices] AdminPages pages, HttpContext http) => pages.CreateTokenAsync(http)).Requires(Permission.ManageOwnTokens);
        routes.MapPost("/admin/tokens/{id}/revoke", ([FromServices] AdminPages pages, HttpContext http, string id) => pages.RevokeTokenAsync(http, id)).Requires(Permission.ManageOwnTokens);
        routes.MapGet("/admin/roles", ([FromServices] AdminPages pages, HttpContext http) => Rendered.Page<RolesPage>(200, ("Visit", pages.Visit(http)))).Requires(Permission.ReadGovernance);
    }

    internal static TokenView View(ApiToken t) => new(t.Id, t.Name, t.Kind.ToString().ToLowerInvariant(), t.Owner, Roles.NameOf(t.Role), t.Scope, t.CreatedAt, t.ExpiresAt, t.UsedAt, t.RevokedAt);

    private Web.Layout.Visit Visit(HttpContext http) => visits.Of(http);

    private async Task<IResult> TokensAsync(HttpContext http, int status, string? text = null, string? fault = null, TokenDraft? draft = null)
    {
        var caller = http.Caller();
        var all = http.Request.Query["all"] == "1" && caller.May(Permission.ReadAccess);
        var found = await tokens.ListAsync(all ? null : caller.Principal.Id, http.RequestAborted);
        if (text is not null)
        {
            http.Response.Headers.CacheControl = "no-store";
        }

        return Rendered.Page<TokensPage>(
            status,
            ("Visit", visits.Of(http)),
            ("Tokens", (IReadOnlyList<TokenView>)[.. found.OrderByDescending(static t => t.CreatedAt).Select(View)]),
            ("Roles", (IReadOnlyList<string>)[.. Enum.GetValues<Role>().Where(r => Roles.PermissionsOf(r).IsSubsetOf(caller.Permissions)).Select(Roles.NameOf)]),
            ("ShowsAll", all),
            ("NewText", text),
            ("Fault", fault),
            ("Draft", draft ?? new TokenDraft(null, null, null, null, null)));
    }

    private async Task<IResult> CreateTokenAsync(HttpContext http)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var draft = new TokenDraft(form["name"], form["kind"], form["role"], form["scope"], form["expires"]);
        if (Roles.Parse(form["role"].ToString()) is not { } role || EndOf(http, form["expires"]) is not { } end)
        {
            return await TokensAsync(http, 422, fault: "A token needs a role and the day on which it ends.", draft: draft);
        }

        var scope = Query.Given(form["scope"]);
        var made = await createToken.RunAsync(http.Caller(), new TokenWish(form["name"].ToString().Trim(), form["kind"] == "pipeline" ? TokenKind.Pipeline : TokenKind.Personal, role, null, scope, end), http.RequestAborted);
        return made.Value is { } token ? await TokensAsync(http, 201, token.Text) : await TokensAsync(http, 422, fault: made.Refusal!.Message, draft: draft);
    }

    private async Task<IResult> RevokeTokenAsync(HttpContext http, string id)
    {
        var revoked = await revokeToken.RunAsync(http.Caller(), id, http.RequestAborted);
        return revoked.Refusal is { } refusal ? await TokensAsync(http, 422, fault: refusal.Message) : Rendered.SeeOther("/admin/tokens?done=token-revoked");
    }

    // The day itself still counts, in the viewer's zone.
    private DateTimeOffset? EndOf(HttpContext http, string? day) =>
        DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? visits.Of(http).Zone.AtStartOfDay(new NodaTime.LocalDate(date.Year, date.Month, date.Day).PlusDays(1)).ToDateTimeOffset()
            : null;
}
