using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Turnpike.Governance.Access;
using Turnpike.Governance.People;
using Turnpike.Server.Access;
using Turnpike.Server.Identity;
using Turnpike.Server.Identity.Accounts;
using Turnpike.Server.Identity.Invitations;
using Turnpike.Server.Identity.Sessions;
using Turnpike.Server.Identity.Tokens;
using Turnpike.Web.Access;
using Turnpike.Web.Administration;
using Turnpike.Web.Elements;

namespace Turnpike.Server.Pages;

/// <summary>Users: made with a link or a password, changed, disabled, removed.</summary>
internal sealed class UserPages(Visits visits, AccountStore accounts, TokenStore tokens, PeopleProjection people, CreateUser createUser, ChangeUser changeUser, RemoveUser removeUser, InviteUser inviteUser, SessionCookie cookie)
{
    private const int MaxUsers = 10_000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/admin/users", ([FromServices] UserPages pages, HttpContext http) => pages.ListAsync(http, 200)).Requires(Permission.ReadAccess);
        routes.MapPost("/admin/users", ([FromServices] UserPages pages, HttpContext http) => pages.CreateAsync(http)).Requires(Permission.ManageAccess);
        routes.MapGet("/admin/users/{id}", ([FromServices] UserPages pages, HttpContext http, string id) => pages.ShowAsync(http, 200, id)).Requires(Permission.ReadAccess);
        routes.MapPost("/admin/users/{id}", ([FromServices] UserPages pages, HttpContext http, string id) => pages.ChangeAsync(http, id)).Requires(Permission.ManageAccess);
        routes.MapPost("/admin/users/{id}/invitation", ([FromServices] UserPages pages, HttpContext http, string id) => pages.InviteAsync(http, id)).Requires(Permission.ManageAccess);
        routes.MapPost("/admin/users/{id}/removal", ([FromServices] UserPages pages, HttpContext http, string id) => pages.RemoveAsync(http, id)).Requires(Permission.ManageAccess);
    }

    private async Task<IResult> ListAsync(HttpContext http, int status, string? fault = null, UserDraft? draft = null, LinkView? link = null)
    {
        var (text, has) = (http.Request.Query["q"].ToString().Trim(), http.Request.Query["has"].ToString());
        var found = (await accounts.ListAsync(null, MaxUsers, http.RequestAborted)).Where(a =>
            (text.Length == 0 || a.Id.Contains(text, StringComparison.OrdinalIgnoreCase) || a.Name.Contains(text, StringComparison.OrdinalIgnoreCase)) && (has.Length == 0 || a.RoleNames.Contains(has)));
        return Rendered.Page<UsersPage>(
            status,
            ("Visit", visits.Of(http)), ("Users", (IReadOnlyList<UserView>)[.. found.Select(View)]), ("Query", text), ("Has", has), ("Fault", fault), ("Draft", draft ?? new UserDraft(null, null, ["viewer"], false)), ("Link", link));
    }

    private async Task<IResult> CreateAsync(HttpContext http)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var roles = RolesOf(form);
        var password = form["password"].ToString() is { Length: > 0 } given ? given : null;
        var draft = new UserDraft(form["user"], form["name"], [.. roles.Select(Roles.NameOf)], password is not null);
        var made = await createUser.RunAsync(http.Caller(), new UserWish(form["user"].ToString(), form["name"].ToString(), roles, password), http.RequestAborted);
        if (made.Value is not { } account)
        {
            return await ListAsync(http, 422, made.Refusal!.Message, draft);
        }

        if (password is not null)
        {
            return Rendered.SeeOther("/admin/users?done=user-added");
        }

        http.Response.Headers.CacheControl = "no-store";
        var invited = await inviteUser.RunAsync(http.Caller(), account.Id, http.RequestAborted);
        return invited.Value is { } link
            ? await ListAsync(http, 201, link: new LinkView(account.Id, link.Link.AbsoluteUri, link.ExpiresAt))
            : await ListAsync(http, 422, $"The user is made, but there is no link: {invited.Refusal!.Message}");
    }

    private async Task<IResult> ShowAsync(HttpContext http, int status, string id, string? fault = null, LinkView? link = null)
    {
        if (await accounts.FindAsync(id, http.RequestAborted) is not { } account)
        {
            return Rendered.Page<RefusedPage>(404, ("Visit", visits.Of(http)), ("Status", 404), ("Detail", $"There is no user {id}."));
        }

        var own = await tokens.ListAsync(id, http.RequestAborted);
        return Rendered.Page<UserPage>(
            status,
            ("Visit", visits.Of(http)),
            ("User", View(account)),
            ("Tokens", (IReadOnlyList<TokenView>)[.. own.OrderByDescending(static t => t.CreatedAt).Select(AdminPages.View)]),
            ("Teams", (IReadOnlyList<string>)[.. people.TeamsOf(id).Order(StringComparer.Ordinal)]),
            ("Fault", fault),
            ("Link", link));
    }

    private async Task<IResult> ChangeAsync(HttpContext http, string id)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var changed = await changeUser.RunAsync(http.Caller(), http.SessionOrNull(), ClientNote.Of(http), id, form["name"].ToString(), RolesOf(form), form["disabled"] == "true", http.RequestAborted);
        if (changed.Value?.Renewed is { } renewed)
        {
            cookie.Write(http, renewed);
        }

        return changed.Refusal is { } refusal ? await ShowAsync(http, 422, id, refusal.Message) : Rendered.SeeOther(Address.Under("/admin/users", id) + "?done=user-changed");
    }

    private async Task<IResult> InviteAsync(HttpContext http, string id)
    {
        http.Response.Headers.CacheControl = "no-store";
        var invited = await inviteUser.RunAsync(http.Caller(), id, http.RequestAborted);
        return invited.Value is { } link
            ? await ShowAsync(http, 201, id, link: new LinkView(id, link.Link.AbsoluteUri, link.ExpiresAt))
            : await ShowAsync(http, 422, id, invited.Refusal!.Message);
    }

    private async Task<IResult> RemoveAsync(HttpContext http, string id)
    {
        var removed = await removeUser.RunAsync(http.Caller(), id, http.RequestAborted);
        return removed.Refusal is { } refusal ? await ShowAsync(http, 422, id, refusal.Message) : Rendered.SeeOther("/admin/users?done=user-removed");
    }

    private static List<Role> RolesOf(IFormCollection form) => [.. form["role"].Select(static r => Roles.Parse(r ?? "")).OfType<Role>()];

    private static UserView View(Account a) => new(a.Id, a.Name, a.RoleNames, a.IsDisabled, a.Provider, a.HasPassword, a.CreatedAt);
}
