using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Turnpike.Governance.Access;
using Turnpike.Governance.Rights;
using Turnpike.Ledger.Events;
using Turnpike.Ledger.Storage;
using Turnpike.Server.Access;
using Turnpike.Server.Identity;
using Turnpike.Server.Identity.Accounts;
using Turnpike.Server.Identity.Sessions;
using Turnpike.Server.Identity.Tokens;
using Turnpike.Web.Administration;

namespace Turnpike.Server.Pages;

/// <summary>Tokens, users, roles, who may decide, and the node itself.</summary>
internal sealed class AdminPages(
    Visits visits,
    TokenStore tokens,
    CreateToken createToken,
    RevokeToken revokeToken,
    AccountStore accounts,
    CreateUser createUser,
    ChangeUser changeUser,
    SessionCookie cookie,
    DecisionRights rights,
    ServerSettings settings,
    ProjectionFollower follower,
    ILedgerStore store)
{
    private const int MaxUsers = 500;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/admin", static () => Rendered.SeeOther("/admin/tokens")).Requires(Permission.ManageOwnTokens);
        routes.MapGet("/admin/tokens", ([FromServices] AdminPages pages, HttpContext http) => pages.TokensAsync(http, 200)).Requires(Permission.ManageOwnTokens);
        routes.MapPost("/admin/tokens", ([FromServices] AdminPages pages, HttpContext http) => pages.CreateTokenAsync(http)).Requires(Permission.ManageOwnTokens);
        routes.MapPost("/admin/tokens/{id}/revoke", ([FromServices] AdminPages pages, HttpContext http, string id) => pages.RevokeTokenAsync(http, id)).Requires(Permission.ManageOwnTokens);
        routes.MapGet("/admin/users", ([FromServices] AdminPages pages, HttpContext http) => pages.UsersAsync(http, 200)).Requires(Permission.ReadAccess);
        routes.MapPost("/admin/users", ([FromServices] AdminPages pages, HttpContext http) => pages.CreateUserAsync(http)).Requires(Permission.ManageAccess);
        routes.MapPost("/admin/users/{id}", ([FromServices] AdminPages pages, HttpContext http, string id) => pages.ChangeUserAsync(http, id)).Requires(Permission.ManageAccess);
        routes.MapGet("/admin/roles", ([FromServices] AdminPages pages, HttpContext http) => Rendered.Page<RolesPage>(200, ("Visit", pages.Visit(http)))).Requires(Permission.ReadGovernance);
        routes.MapGet("/admin/rights", ([FromServices] AdminPages pages, HttpContext http) => pages.ShowRights(http)).Requires(Permission.ReadGovernance);
        routes.MapGet("/admin/node", ([FromServices] AdminPages pages, HttpContext http) => pages.NodeAsync(http)).Requires(Permission.Operate);
    }

    private Web.Layout.Visit Visit(HttpContext http) => visits.Of(http);

    private IResult ShowRights(HttpContext http) => Rendered.Page<RightsPage>(200, ("Visit", visits.Of(http)), ("Rights", rights.Now));

    private async Task<IResult> TokensAsync(HttpContext http, int status, string? text = null, string? fault = null)
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
            ("Tokens", (IReadOnlyList<TokenView>)[.. found.OrderByDescending(t => t.CreatedAt).Select(t => new TokenView(t.Id, t.Name, t.Kind.ToString().ToLowerInvariant(), t.Owner, Roles.NameOf(t.Role), t.Scope, t.CreatedAt, t.ExpiresAt, t.UsedAt, t.RevokedAt))]),
            ("Roles", (IReadOnlyList<string>)[.. Enum.GetValues<Role>().Where(r => Roles.PermissionsOf(r).IsSubsetOf(caller.Permissions)).Select(Roles.NameOf)]),
            ("ShowsAll", all),
            ("NewText", text),
            ("Fault", fault));
    }

    private async Task<IResult> CreateTokenAsync(HttpContext http)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        if (Roles.Parse(form["role"].ToString()) is not { } role || EndOf(http, form["expires"]) is not { } end)
        {
            return await TokensAsync(http, 422, fault: "A token needs a role and the day on which it ends.");
        }

        var scope = string.IsNullOrWhiteSpace(form["scope"]) ? null : form["scope"].ToString().Trim();
        var made = await createToken.RunAsync(http.Caller(), new TokenWish(form["name"].ToString().Trim(), form["kind"] == "pipeline" ? TokenKind.Pipeline : TokenKind.Personal, role, null, scope, end), http.RequestAborted);
        return made.Value is { } token ? await TokensAsync(http, 201, token.Text) : await TokensAsync(http, 422, fault: made.Refusal!.Message);
    }

    private async Task<IResult> RevokeTokenAsync(HttpContext http, string id)
    {
        var revoked = await revokeToken.RunAsync(http.Caller(), id, http.RequestAborted);
        return revoked.Refusal is { } refusal ? await TokensAsync(http, 422, fault: refusal.Message) : Rendered.SeeOther("/admin/tokens?done=token-revoked");
    }

    private async Task<IResult> UsersAsync(HttpContext http, int status, string? fault = null, string? user = null, string? name = null)
    {
        var found = await accounts.ListAsync(null, MaxUsers, http.RequestAborted);
        return Rendered.Page<UsersPage>(
            status,
            ("Visit", visits.Of(http)),
            ("Users", (IReadOnlyList<UserView>)[.. found.Select(a => new UserView(a.Id, a.Name, a.RoleNames, a.IsDisabled, a.Provider, a.CreatedAt))]),
            ("Fault", fault),
            ("User", user),
            ("Name", name));
    }

    private async Task<IResult> CreateUserAsync(HttpContext http)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var (user, name) = (form["user"].ToString(), form["name"].ToString());
        IReadOnlyList<Role> roles = Roles.Parse(form["role"].ToString()) is { } role ? [role] : [];
        var made = await createUser.RunAsync(http.Caller(), new UserWish(user, name, roles, form["password"].ToString()), http.RequestAborted);
        return made.Refusal is { } refusal ? await UsersAsync(http, 422, refusal.Message, user, name) : Rendered.SeeOther("/admin/users?done=user-added");
    }

    private async Task<IResult> ChangeUserAsync(HttpContext http, string id)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var roles = form["role"].Select(r => Roles.Parse(r ?? "")).OfType<Role>().ToList();
        var changed = await changeUser.RunAsync(http.Caller(), http.SessionOrNull(), ClientNote.Of(http), id, form["name"].ToString(), roles, form["disabled"] == "true", http.RequestAborted);
        if (changed.Value?.Renewed is { } renewed)
        {
            cookie.Write(http, renewed);
        }

        return changed.Refusal is { } refusal ? await UsersAsync(http, 422, refusal.Message) : Rendered.SeeOther("/admin/users?done=user-changed");
    }

    private async Task<IResult> NodeAsync(HttpContext http)
    {
        var head = await store.HeadAsync(http.RequestAborted);
        return Rendered.Page<NodePage>(
            200,
            ("Visit", visits.Of(http)),
            ("Health", (IReadOnlyList<(string, string)>)
            [
                ("Ledger", Web.Elements.Numbers.Of(head.Size, "entry", "entries")),
                ("Known up to", Web.Elements.Numbers.Plain(follower.Position)),
                ("Behind by", Web.Elements.Numbers.Of(Math.Max(0, head.Size - follower.Position), "entry", "entries")),
                ("Memory", Web.Elements.Numbers.Bytes(GC.GetTotalMemory(forceFullCollection: false))),
            ]),
            ("Settings", (IReadOnlyList<(string, string)>)
            [
                ("Store", settings.Postgres is null ? "SQLite" : "PostgreSQL"),
                ("Data folder", settings.DataFolder),
                ("Listens on", settings.Listen),
                ("Public address", settings.PublicUrl ?? "as it listens"),
                ("Largest upload", Web.Elements.Numbers.Bytes(settings.MaxUpload)),
                ("Passwords", settings.Identity.Passwords ? "yes" : "no, by a provider only"),
                ("Providers", settings.Identity.Providers.Count == 0 ? "none" : string.Join(", ", settings.Identity.Providers.Select(p => p.Name ?? p.Id))),
                ("Sessions end after", settings.Identity.SessionLifetime.ToString("g", CultureInfo.InvariantCulture)),
            ]));
    }

    // The day itself still counts, in the viewer's zone.
    private DateTimeOffset? EndOf(HttpContext http, string? day) =>
        DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? visits.Of(http).Zone.AtStartOfDay(new NodaTime.LocalDate(date.Year, date.Month, date.Day).PlusDays(1)).ToDateTimeOffset()
            : null;
}
