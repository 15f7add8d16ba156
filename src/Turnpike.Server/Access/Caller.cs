using Turnpike.Governance;
using Turnpike.Governance.Access;

namespace Turnpike.Server.Access;

/// <summary>Who is calling and what they may do, as the session or the token says.</summary>
/// <param name="Permissions">Of the principal's roles; with a token, at most what the token was given.</param>
/// <param name="TokenId">The API token they call with; null with a session.</param>
/// <param name="ScopePattern">The scopes the token may push to, such as <c>shop/*</c>; null for all.</param>
public sealed record Caller(Principal Principal, IReadOnlySet<Permission> Permissions, string? TokenId, string? ScopePattern)
{
    /// <summary>Who made the token that they call with; null with a session.</summary>
    public string? TokenOwner { get; init; }

    public bool May(Permission permission) => Permissions.Contains(permission);

    /// <summary>Null where the caller may push to this scope of the estate; else why not.</summary>
    public Refusal? RefusalToPush(string scope) =>
        ScopePattern is null || Matches(ScopePattern, scope) ? null
            : new Refusal("not-allowed", $"The token pushes to {ScopePattern} only, and this is for {scope}.");

    private static bool Matches(string pattern, string scope) =>
        pattern.EndsWith('*') ? scope.StartsWith(pattern.AsSpan(0, pattern.Length - 1), StringComparison.Ordinal) : pattern == scope;
}
