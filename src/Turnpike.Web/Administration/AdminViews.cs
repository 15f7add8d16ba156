namespace Turnpike.Web.Administration;

/// <param name="Scope">Where it may push to; null for everywhere.</param>
/// <param name="UsedAt">Null where it never was.</param>
public sealed record TokenView(string Id, string Name, string Kind, string Owner, string Role, string? Scope, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, DateTimeOffset? UsedAt, DateTimeOffset? RevokedAt);

/// <summary>What was typed for a token, to be typed no second time.</summary>
public sealed record TokenDraft(string? Name, string? Kind, string? Role, string? Scope, string? Expires);

/// <param name="Provider">Who signs them in; null for a password of ours.</param>
/// <param name="HasPassword">False until whoever was invited has set one.</param>
public sealed record UserView(string Id, string Name, IReadOnlyList<string> Roles, bool IsDisabled, string? Provider, bool HasPassword, DateTimeOffset CreatedAt);

/// <summary>What was typed for a user.</summary>
public sealed record UserDraft(string? User, string? Name, IReadOnlyList<string> Roles, bool HasPassword);

/// <param name="Expires">After which the link opens nothing.</param>
public sealed record LinkView(string User, string Link, DateTimeOffset Expires);
