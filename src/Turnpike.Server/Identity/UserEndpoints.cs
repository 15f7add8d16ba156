using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Turnpike.Governance.Access;
using Turnpike.Server.Access;
using Turnpike.Server.Api;
using Turnpike.Server.Identity.Accounts;
using Turnpike.Server.Identity.Sessions;

namespace Turnpike.Server.Identity;

/// <summary>Somebody who can sign in.</summary>
/// <param name="Provider">What they sign in with; null for a password.</param>
/// <param name="HasPassword">False with a provider, and until whoever was invited has set one.</param>
public sealed record UserResource(string Id, string Name, IReadOnlyList<Role> Roles, bool IsDisabled, string? Provider, bool HasPassword, DateTimeOffset CreatedAt)
{
    internal static UserResource Of(Account account) => new(account.Id, account.Name, account.Roles, account.IsDisabled, account.Provider, account.HasPassword, account.CreatedAt);
}

/// <param name="Password">Left out for somebody who is invited, and sets it themselves.</param>
public sealed record NewUserRequest(string Email, string Name, IReadOnlyList<Role> Roles, string? Password = null);

public sealed record UserRequest(string Name, IReadOnlyList<Role> Roles, bool IsDisabled);

public sealed record PasswordRequest(string Password);

/// <summary>Users, for administrators and auditors.</summary>
internal static class UserEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup(ApiModule.Prefix + "/users").WithTags("users");
        api.MapGet("", ListAsync).Requires(Permission.ReadAccess)
            .WithName("list-users").WithSummary("Everybody who can sign in, by id").Produces<Page<UserResource>>();
        api.MapGet("/{id}", FindAsync).Requires(Permission.ReadAccess)
            .WithName("get-user").WithSummary("One user").Produces<UserResource>();
        api.MapPost("", CreateAsync).Requires(Permission.ManageAccess)
            .WithName("create-user").WithSummary("Makes a user who signs in with a password: one given here, or one that they set by an invitation").Produces<UserResource>(StatusCodes.Status201Created);
        api.MapPut("/{id}", ChangeAsync).Requires(Permission.ManageAccess)
            .WithName("change-user").WithSummary("Changes name and roles, disables or enables; needs If-Match").Produces<UserResource>();
        api.MapDelete("/{id}", RemoveAsync).Requires(Permission.ManageAccess)
            .WithName("remove-user").WithSummary("Removes a user with sessions and personal tokens").Produces(StatusCodes.Status204NoContent);
        api.MapPost("/{id}/password", SetPasswordAsync).Requires(Permission.ManageAccess)
            .WithName("set-password").WithSummary("Sets another's password; their sessions end").Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> ListAsync([AsParameters] PageRequest page, AccountStore accounts, CancellationToken cancellationToken) =>
        Results.Ok(Paging.Of(await accounts.ListAsync(page.AfterKey, page.Count + 1, cancellationToken), page, static a => a.Id).Select(UserResource.Of));

    private static async Task<IResult> FindAsync(HttpContext http, string id, AccountStore accounts, CancellationToken cancellationToken) =>
        await accounts.FindAsync(id, cancellationToken) is { } account ? ETags.Answer(http, UserResource.Of(account)) : Unknown(id);

    private static async Task<IResult> CreateAsync(HttpContext http, NewUserRequest request, CreateUser create, CancellationToken cancellationToken) =>
        (await create.RunAsync(http.Caller(), new UserWish(request.Email, request.Name, request.Roles, request.Password), cancellationToken))
            .Answer(static account => Results.Created($"{ApiModule.Prefix}/users/{Uri.EscapeDataString(account.Id)}", UserResource.Of(account)));

    private static async Task<IResult> ChangeAsync(HttpContext http, string id, UserRequest request, AccountStore accounts, ChangeUser change, SessionCookie cookie, CancellationToken cancellationToken)
    {
        if (await accounts.FindAsync(id, cancellationToken) is not { } current)
        {
            return Unknown(id);
        }

        if (ETags.RequireMatch(http, UserResource.Of(current)) is { } lost)
        {
            return lost;
        }

        var outcome = await change.RunAsync(http.Caller(), http.SessionOrNull(), ClientNote.Of(http), id, request.Name, request.Roles, request.IsDisabled, cancellationToken);
        if (outcome.Value?.Renewed is { } renewed)
        {
            cookie.Write(http, renewed);
        }

        return outcome.Ok(static changed => UserResource.Of(changed.Account));
    }

    private static async Task<IResult> RemoveAsync(HttpContext http, string id, AccountStore accounts, RemoveUser remove, CancellationToken cancellationToken)
    {
        if (await accounts.FindAsync(id, cancellationToken) is not { } current)
        {
            return Unknown(id);
        }

        return ETags.RequireMatch(http, UserResource.Of(current)) ?? (await remove.RunAsync(http.Caller(), id, cancellationToken)).Answer(static _ => Results.NoContent());
    }

    private static async Task<IResult> SetPasswordAsync(HttpContext http, string id, PasswordRequest request, ChangePassword change, CancellationToken cancellationToken) =>
        (await change.RunAsync(http.Caller(), id, request.Password, cancellationToken)).Answer(static _ => Results.NoContent());

    private static IResult Unknown(string id) => Problems.NotFound($"There is no user {id}.");
}
