using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Turnpike.Governance;

namespace Turnpike.Server.Identity.Oidc;

/// <summary>One provider: what it says of itself, its keys and its tokens. Both are kept a while and read anew when they no longer fit.</summary>
internal sealed class OidcProvider(OidcProviderSettings settings, HttpClient http, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan s_kept = TimeSpan.FromHours(1);

    // Whoever sends tokens with made-up key ids must not make us ask the provider each time.
    private static readonly TimeSpan s_between = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _reading = new(1, 1);
    private Kept<OidcDocument>? _document;
    private Kept<OidcKeys>? _keys;

    public OidcProviderSettings Settings => settings;

    public async Task<Outcome<OidcDocument>> DocumentAsync(CancellationToken cancellationToken)
    {
        await _reading.WaitAsync(cancellationToken);
        try
        {
            if (_document is { } kept && Age(kept.At) < s_kept)
            {
                return kept.Value;
            }

            var read = await GetAsync<OidcDocument>(new Uri(settings.Issuer.TrimEnd('/') + "/.well-known/openid-configuration"), null, cancellationToken);
            if (read.Refusal is not null || read.Value!.Fault(settings.Issuer) is not null)
            {
                // What was good an hour ago serves until the provider is back.
                return _document is { } old ? old.Value : read.Refusal ?? Unusable($"its discovery document cannot be used: {read.Value!.Fault(settings.Issuer)}");
            }

            _document = new Kept<OidcDocument>(read.Value, time.GetUtcNow());
            return read.Value;
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <summary>The provider's keys; read anew, at most once a minute, where none has this id.</summary>
    public async Task<Outcome<OidcKeys>> KeysAsync(OidcDocument document, string? id, CancellationToken cancellationToken)
    {
        await _reading.WaitAsync(cancellationToken);
        try
        {
            if (_keys is { } kept && (Age(kept.At) < s_between || (Age(kept.At) < s_kept && kept.Value.For(id).Count > 0)))
            {
                return kept.Value;
            }

            var read = await GetAsync<JsonElement[]>(document.Keys!, null, cancellationToken, static e => [e]);
            if (read.Refusal is { } refusal)
            {
                return _keys is { } old ? old.Value : refusal;
            }

            _keys = new Kept<OidcKeys>(OidcKeys.Parse(read.Value![0]), time.GetUtcNow());
            return _keys.Value;
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <summary>Gives the code and the verifier for tokens.</summary>
    public async Task<Outcome<OidcTokens>> ExchangeAsync(OidcDocument document, string code, string verifier, Uri redirect, CancellationToken cancellationToken)
    {
        var form = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["grant_type"] = "authorization_code", ["code"] = code, ["redirect_uri"] = redirect.AbsoluteUri, ["code_verifier"] = verifier, ["client_id"] = settings.ClientId,
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, document.Token);
        if (settings.ClientSecret is { } secret)
        {
            if (document.TokenAuthentication?.Contains("client_secret_basic") ?? true)
            {
                request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Encoded(settings.ClientId)}:{Encoded(secret)}")));
            }
            else
            {
                form["client_secret"] = secret;
            }
        }

        request.Content = new FormUrlEncodedContent(form);
        return await SendAsync<OidcTokens>(request, cancellationToken);
    }

    public async Task<Outcome<OidcClaims>> UserInfoAsync(OidcDocument document, string accessToken, CancellationToken cancellationToken) =>
        await GetAsync(document.UserInfo!, accessToken, cancellationToken, static e => new OidcClaims(e));

    public void Dispose() => _reading.Dispose();

    private static string Encoded(string text) => WebUtility.UrlEncode(text);

    private Task<Outcome<T>> GetAsync<T>(Uri address, string? accessToken, CancellationToken cancellationToken, Func<JsonElement, T>? read = null)
        where T : class
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Authorization = accessToken is null ? null : new AuthenticationHeaderValue("Bearer", accessToken);
        return SendAsync(request, cancellationToken, read);
    }

    private async Task<Outcome<T>> SendAsync<T>(HttpRequestMessage request, CancellationToken cancellationToken, Func<JsonElement, T>? read = null)
        where T : class
    {
        using (request)
        {
            try
            {
                request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
                using var answer = await http.SendAsync(request, cancellationToken);
                if (!answer.IsSuccessStatusCode)
                {
                    return Unusable($"{request.RequestUri!.AbsolutePath} answered {(int)answer.StatusCode}");
                }

                var json = await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
                return read is not null ? read(json) : json.Deserialize<T>() ?? throw new JsonException();
            }
            catch (Exception fault) when (fault is HttpRequestException or JsonException or NotSupportedException or InvalidOperationException || (fault is TaskCanceledException && !cancellationToken.IsCancellationRequested))
            {
                return Unusable($"{request.RequestUri!.AbsolutePath} {(fault is TaskCanceledException ? "did not answer in time" : fault is HttpRequestException ? "cannot be reached" : "answered with something else than it should")}");
            }
        }
    }

    private Refusal Unusable(string why) => new(OidcRefusals.Provider, $"Signing in with {settings.Name ?? settings.Id} does not work now: {why}.");

    // A clock that was put back does not make it last longer.
    private TimeSpan Age(DateTimeOffset at) => (time.GetUtcNow() - at).Duration();

    private sealed record Kept<T>(T Value, DateTimeOffset At);
}
