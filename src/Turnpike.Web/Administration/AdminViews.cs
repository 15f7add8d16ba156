namespace Turnpike.Web.Administration;

/// <param name="Scope">Where it may push to; null for everywhere.</param>
/// <param name="UsedAt">Null where it never was.</param>
public sealed record TokenView(string Id, string Name, string Kind, string Owner, string Role, string? Scope, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, DateTimeOffset? UsedAt, DateTimeOffset? RevokedAt);

/// <param name="Provider">Who signs them in; null for a password of ours.</param>
public sealed record UserView(string Id, string Name, IReadOnlyList<string> Roles, bool IsDisabled, string? Provider, DateTimeOffset CreatedAt);
