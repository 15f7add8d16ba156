using System.Globalization;
using Turnpike.Governance;
using Turnpike.Governance.Access;
using Turnpike.Ledger.Events;
using Turnpike.Server.Access;

namespace Turnpike.Server.Identity.Tokens;

/// <param name="Role">At most one of its maker's own.</param>
public sealed record TokenWish(string Name, TokenKind Kind, Role Role, IReadOnlySet<Permission>? Permissions, string? Scope, DateTimeOffset ExpiresAt);

/// <param name="Text">Shown once.</param>
public sealed record NewToken(ApiToken Token, string Text);

/// <summary>Makes a token for whoever asks, or for a pipeline.</summary>
public sealed class CreateToken
{
    private const int LongestName = 100;
    private const int LongestScope = 400;

    private readonly IdentityDatabase _database;
    private readonly IdentitySettings _settings;
    private readonly TimeProvider _time;
    private readonly IdSource _ids;

    internal CreateToken(IdentityDatabase database, IdentitySettings settings, TimeProvider time, IdSource ids) =>
        (_database, _settings, _time, _ids) = (database, settings, time, ids);

    public async Task<Outcome<NewToken>> RunAsync(Caller caller, TokenWish wish, CancellationToken cancellationToken = default)
    {
        if (Refuse(caller, wish) is { } refusal)
        {
            return refusal;
        }

        var token = new ApiToken(_ids(), wish.Name, wish.Kind, caller.Principal.Id, wish.Role, wish.Permissions, wish.Scope, _time.GetUtcNow(), wish.ExpiresAt, null, null);
        var text = TokenText.New();
        return await _database.RecordAsync<NewToken>(
            async tables =>
            {
                await TokenStore.AddAsync(tables, token, text);
                return new NewToken(token, text);
            },
            made => new IdentityEntry("token/" + token.Id, IdentityEvents.TokenCreated.Draft(Said(made.Token), caller.Principal.Id)),
            cancellationToken);
    }

    private Refusal? Refuse(Caller caller, TokenWish wish)
    {
        var now = _time.GetUtcNow();
        return caller.TokenId is not null ? new Refusal("not-allowed", "A token does not make tokens: sign in.")
            : wish.Kind == TokenKind.Pipeline && !caller.May(Permission.ManageAccess) ? new Refusal("not-allowed", $"A token for a pipeline needs the permission manage-access, which {Names(Roles.With(Permission.ManageAccess))} has.")
            : !Roles.PermissionsOf(wish.Role).IsSubsetOf(caller.Permissions) ? new Refusal("not-allowed", $"A token may not do more than its maker: {Roles.NameOf(wish.Role)} is more than {string.Join(", ", caller.Principal.Roles.Order(StringComparer.Ordinal))}.")
            : !IsName(wish.Name) ? new Refusal("name-invalid", string.Create(CultureInfo.InvariantCulture, $"A token is named by 1 to {LongestName} characters without control characters."))
            : wish.Scope is { } scope && !IsScope(scope) ? new Refusal("scope-invalid", "The scope is a scope's name, or the beginning of names and an asterisk, such as shop/*.")
            : ApiToken.PermissionsOf(wish.Kind, wish.Role, wish.Permissions).Count == 0 ? new Refusal("permissions-invalid", "The token could do nothing: none of these permissions is one of its role that a token may have.")
            : wish.ExpiresAt <= now ? new Refusal("expiry-invalid", "The token would already be expired.")
            : wish.ExpiresAt > now + _settings.TokenLifetime ? new Refusal("expiry-invalid", string.Create(CultureInfo.InvariantCulture, $"A token lives {_settings.TokenLifetime.TotalDays:0.##} days at most here."))
            : null;
    }

    private static bool IsName(string name) => !string.IsNullOrWhiteSpace(name) && name.Length <= LongestName && !name.Any(char.IsControl);

    private static bool IsScope(string scope) => scope.Length is > 0 and <= LongestScope && !scope.Any(char.IsControl) && scope.IndexOf('*', StringComparison.Ordinal) is var star && (star < 0 || star == scope.Length - 1);

    private static string Names(IEnumerable<Role> roles) => string.Join(", ", roles.Select(Roles.NameOf));

    private static TokenCreated Said(ApiToken token) => new(
        token.Id, token.Name, token.Kind == TokenKind.Personal ? "personal" : "pipeline", token.Owner, Roles.NameOf(token.Role),
        token.Permissions?.Select(p => PermissionNames.Of(p)).Order(StringComparer.Ordinal).ToList(), token.Scope, token.ExpiresAt);
}
