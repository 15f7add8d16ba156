using Turnpike.Server.Identity.Accounts;

namespace Turnpike.Server.Identity.Sessions;

/// <summary>A browser that somebody signed in with.</summary>
/// <param name="Id">Names it; opens nothing.</param>
/// <param name="Method"><c>password</c>, <c>setup</c>, or a provider's name.</param>
/// <param name="UsedAt">To the minute.</param>
public sealed record Session(string Id, string Account, string Method, string Address, string Agent, DateTimeOffset CreatedAt, DateTimeOffset UsedAt, DateTimeOffset ExpiresAt);

/// <summary>A session at its beginning, or as a request brings it.</summary>
/// <param name="Secret">What the cookie holds. Kept nowhere else.</param>
public sealed record OpenSession(Session Session, Account Account, string Secret)
{
    /// <summary>What a request that changes something must bring beside the cookie: <c>X-CSRF-Token</c> or <c>__csrf</c>.</summary>
    public string CsrfToken => RandomSecret.Derive(Secret, "csrf");
}
