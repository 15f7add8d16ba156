using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Turnpike.Governance.Access;
using Turnpike.Server.Access;
using Turnpike.Server.Api;
using Turnpike.Server.Identity.Tokens;

namespace Turnpike.Server.Identity;

/// <summary>An API token, without its text.</summary>
/// <param name="Permissions">Null for all of the role's.</param>
/// <param name="Scope">Where it may push to; null for everywhere.</param>
/// <param name="UsedAt">To the hour.</param>
public sealed record TokenResource(
    string Id, string Name, TokenKind Kind, string Owner, Role Role, IReadOnlyList<Permission>? Permissions, string? Scope, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, DateTimeOffset? UsedAt, DateTimeOffset? RevokedAt)
{
    internal static TokenResource Of(ApiToken token) => new(
        token.Id, token.Name, token.Kind, token.Owner, token.Role, token.Permissions is null ? null : [.. token.Permissions.Order()], token.Scope, token.CreatedAt, token.ExpiresAt, token.UsedAt, token.RevokedAt);
}

/// <param name="Role">What it may do at most; no more than its maker may.</param>
/// <param name="ExpiresAt">Always; 90 days from now where it is left out.</param>
public sealed record NewTokenRequest(string Name, Role Role, TokenKind Kind = TokenKind.Personal, IReadOnlyList<Permission>? Permissions = null, string? Scope = null, DateTimeOffset? ExpiresAt = null);

/// <param name="Text">The token itself: shown now and never again.</param>
public sealed record NewTokenResource(TokenResource Token, string Text);

internal static class TokenEndpoints
{
    private static readonly TimeSpan s_usualLifetime = TimeSpan.FromDays(90);

    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup(ApiModule.Prefix + "/tokens").WithTags("tokens");
        api.MapGet("", ListAsync).Requires(Permission.ManageOwnTokens)
            .WithName("list-tokens").WithSummary("One's own tokens; with all=true everybody's, for which read-access is needed").Produces<Page<TokenResource>>();
        api.MapPost("", CreateAsync).Requires(Permission.ManageOwnTokens)
            .AnswersOnce().WithName("create-token").WithSummary("Makes a token and shows it, once").Produces<NewTokenResource>(StatusCodes.Status201Created);
        api.MapDelete("/current", RevokeOwnAsync).RequiresSignIn()
            .WithName("revoke-own-token").WithSummary("Revokes the token that the request comes with, whatever it may do").Produces<TokenResource>();
        api.MapDelete("/{id}", RevokeAsync).Requires(Permission.ManageOwnTokens)
            .WithName("revoke-token").WithSummary("Revokes a token, at once and for good").Produces<TokenResource>();
    }

    private static async Task<IResult> ListAsync(HttpContext http, TokenStore tokens, CancellationToken cancellationToken, bool all = false)
    {
        var caller = http.Caller();
        if (all && !caller.May(Permission.ReadAccess))
        {
            return Problems.Of(StatusCodes.Status403Forbidden, "permission-missing", "To see everybody's tokens needs the permission read-access.");
        }

        var found = await tokens.ListAsync(all ? null : caller.Principal.Id, cancellationToken);
        return Results.Ok(new Page<TokenResource>([.. found.Select(TokenResource.Of)], null));
    }

    private static async Task<IResult> CreateAsync(HttpContext http, NewTokenRequest request, CreateToken create, TimeProvider time, IdentitySettings settings, CancellationToken cancellationToken)
    {
        var lifetime = settings.TokenLifetime < s_usualLifetime ? settings.TokenLifetime : s_usualLifetime;
        var wish = new TokenWish(request.Name, request.Kind, request.Role, request.Permissions?.ToHashSet(), request.Scope, request.ExpiresAt ?? time.GetUtcNow() + lifetime);
        http.Response.Headers.CacheControl = "no-store";
        return (await create.RunAsync(http.Caller(), wish, cancellationToken))
            .Answer(static made => Results.Json(new NewTokenResource(TokenResource.Of(made.Token), made.Text), statusCode: StatusCodes.Status201Created));
    }

    private static async Task<IResult> RevokeOwnAsync(HttpContext http, RevokeToken revoke, CancellationToken cancellationToken) =>
        http.Caller() is { TokenId: { } id } caller ? (await revoke.RunAsync(caller, id, cancellationToken)).Ok(TokenResource.Of)
        : Problems.Of(StatusCodes.Status403Forbidden, "token-needed", "This ends the token that the request comes with, and it came with a session.");

    private static async Task<IResult> RevokeAsync(HttpContext http, string id, RevokeToken revoke, CancellationToken cancellationToken) =>
        (await revoke.RunAsync(http.Caller(), id, cancellationToken)).Ok(TokenResource.Of);
}
