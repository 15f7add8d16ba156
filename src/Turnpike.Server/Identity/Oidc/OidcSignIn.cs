using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;
using Turnpike.Governance;
using Turnpike.Server.Identity.Sessions;
using Turnpike.Server.Identity.SignIns;

namespace Turnpike.Server.Identity.Oidc;

/// <summary>Signs somebody in with a provider: authorization code with PKCE, begun and finished in one browser.</summary>
internal sealed partial class OidcSignIn(OidcProviders providers, OidcAttempts attempts, OidcAccounts accounts, SignInParts parts, TimeProvider time, ILogger<OidcSignIn> log)
{
    /// <summary>Where to send the browser; not found where there is no such provider.</summary>
    public async Task<Outcome<Uri>> BeginAsync(string id, Uri callback, string browser, string? returnUrl, CancellationToken cancellationToken)
    {
        if (providers.Find(id) is not { } provider)
        {
            return new Refusal("not-found", $"There is no provider {id}.");
        }

        var document = await provider.DocumentAsync(cancellationToken);
        if (document.Refusal is { } refusal)
        {
            LogUnusable(log, refusal.Message);
            return refusal;
        }

        var attempt = await attempts.BeginAsync(id, browser, LocalAddress.OrHome(returnUrl), cancellationToken);
        return new Uri(QueryHelpers.AddQueryString(document.Value!.Authorization!.AbsoluteUri, new Dictionary<string, string?>
        {
            ["response_type"] = "code",
            ["client_id"] = provider.Settings.ClientId,
            ["redirect_uri"] = callback.AbsoluteUri,
            ["scope"] = string.Join(' ', provider.Settings.Scopes.Prepend("openid").Distinct()),
            ["state"] = attempt.State,
            ["nonce"] = attempt.Nonce,
            ["code_challenge"] = attempt.Challenge,
            ["code_challenge_method"] = "S256",
        }));
    }

    /// <param name="browser">What the browser's cookie holds; null where it has none.</param>
    public async Task<OidcFinish> FinishAsync(string id, Uri callback, string? browser, OidcCallback said, ClientNote client, OpenSession? before, CancellationToken cancellationToken)
    {
        var attempt = browser is null || said.State is null || providers.Find(id) is null ? null : await attempts.TakeAsync(id, browser, said.State, cancellationToken);
        if (attempt is null)
        {
            return await RefuseAsync(OidcRefusals.State, "state-unknown");
        }

        var provider = providers.Find(id)!;
        var document = await provider.DocumentAsync(cancellationToken);
        if (document.Value is not { } known)
        {
            return await RefuseAsync(OidcRefusals.Provider, "provider-unusable", document.Refusal!.Message);
        }

        if (said.Issuer is not null ? said.Issuer != provider.Settings.Issuer : known.NamesIssuer)
        {
            return await RefuseAsync(OidcRefusals.Token, "issuer-mixed-up");
        }

        if (said.Error is not null || said.Code is null)
        {
            return await RefuseAsync(OidcRefusals.Declined, "declined-by-provider");
        }

        var tokens = await provider.ExchangeAsync(known, said.Code, attempt.Verifier, callback, cancellationToken);
        if (tokens.Value is not { } given)
        {
            return await RefuseAsync(OidcRefusals.Provider, "code-not-exchanged", tokens.Refusal!.Message);
        }

        var (claims, fault) = await new IdTokenReader(provider, time).ReadAsync(known, given, attempt.Nonce, cancellationToken);
        if (claims is null)
        {
            return await RefuseAsync(OidcRefusals.Token, fault!);
        }

        var person = await OidcPerson.ReadAsync(provider, known, claims, given.Access, cancellationToken);
        var outcome = person.Value is { } found ? await accounts.SignInAsync(provider.Settings, found, client, before, cancellationToken) : person.Refusal!;
        return outcome.Value is { } session ? new OidcFinish(session, null, attempt.ReturnUrl) : await RefuseAsync(outcome.Refusal!.Code, outcome.Refusal.Code, outcome.Refusal.Message);

        async Task<OidcFinish> RefuseAsync(string code, string reason, string? message = null)
        {
            LogRefused(log, id, reason, message);
            await parts.Refusals.NoteSignInAsync(null, providers.Find(id) is null ? "provider" : id, reason, client);
            return new OidcFinish(null, code, attempt?.ReturnUrl ?? "/");
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Message}")]
    private static partial void LogUnusable(ILogger log, string message);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A sign-in with {Provider} was refused: {Reason}. {Message}")]
    private static partial void LogRefused(ILogger log, string provider, string reason, string? message);
}

/// <summary>What the provider sends the browser back with.</summary>
internal sealed record OidcCallback(string? State, string? Code, string? Error, string? Issuer);

/// <param name="Code">Of the refusal, where there is no session.</param>
internal sealed record OidcFinish(OpenSession? Session, string? Code, string ReturnUrl);
