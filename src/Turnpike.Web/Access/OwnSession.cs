namespace Turnpike.Web.Access;

/// <summary>A browser that the viewer is signed in with.</summary>
/// <param name="Agent">What the browser says it is, in a few words.</param>
public sealed record OwnSession(string Id, string Method, string Address, string Agent, DateTimeOffset CreatedAt, DateTimeOffset UsedAt, DateTimeOffset ExpiresAt, bool IsCurrent);
