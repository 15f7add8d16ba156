using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;

namespace Turnpike.Server.Identity.Oidc;

/// <summary>
/// Sign-ins that were begun: each is finished once, in the browser that began it, within ten minutes. What proves that (the
/// nonce, PKCE's verifier) follows from the browser's cookie and the state, and is kept nowhere.
/// </summary>
internal sealed class OidcAttempts(IdentityDatabase database, TimeProvider time)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    public async Task<OidcAttempt> BeginAsync(string provider, string browser, string returnUrl, CancellationToken cancellationToken)
    {
        var state = RandomSecret.New();
        var now = time.GetUtcNow();
        await using var tables = await database.OpenAsync(cancellationToken);
        await TrimAsync(tables);
        await tables.ExecuteAsync(
            "INSERT INTO oidc_attempt (state, provider, browser, return_url, expires_at) VALUES (@state, @provider, @browser, @returnUrl, @expires)",
            new { state = RandomSecret.HashOf(state), provider, browser = RandomSecret.HashOf(browser), returnUrl, expires = (now + Lifetime).Microseconds() });
        return new OidcAttempt(state, browser, returnUrl);
    }

    /// <summary>Forgets those that were never finished.</summary>
    public Task<int> TrimAsync(IdentityTables tables) => tables.ExecuteAsync("DELETE FROM oidc_attempt WHERE expires_at <= @now", new { now = time.GetUtcNow().Microseconds() });

    /// <summary>Null where there was none such, or not in this browser. It cannot be taken again.</summary>
    public async Task<OidcAttempt?> TakeAsync(string provider, string browser, string state, CancellationToken cancellationToken)
    {
        await using var tables = await database.OpenAsync(cancellationToken);
        var returnUrl = await tables.FirstAsync<string>(
            "DELETE FROM oidc_attempt WHERE state = @state AND provider = @provider AND browser = @browser AND expires_at > @now RETURNING return_url",
            new { state = RandomSecret.HashOf(state), provider, browser = RandomSecret.HashOf(browser), now = time.GetUtcNow().Microseconds() });
        return returnUrl is null ? null : new OidcAttempt(state, browser, returnUrl);
    }
}

/// <param name="Browser">What the browser's cookie holds.</param>
internal sealed record OidcAttempt(string State, string Browser, string ReturnUrl)
{
    public string Nonce => RandomSecret.Derive(Browser, "nonce " + State);

    /// <summary>PKCE's (RFC 7636): 43 characters.</summary>
    public string Verifier => RandomSecret.Derive(Browser, "verifier " + State);

    public string Challenge => Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)));
}
