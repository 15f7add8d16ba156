using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Turnpike.Server.Identity.Sessions;

namespace Turnpike.Server.Identity.Oidc;

/// <summary>The providers of the settings.</summary>
public sealed class OidcProviders : IDisposable
{
    private const int LargestAnswer = 1024 * 1024;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    private readonly Dictionary<string, OidcProvider> _providers;
    private readonly PublicAddress _address;
    private readonly HttpClient _http;

    internal OidcProviders(IdentitySettings settings, PublicAddress address, TimeProvider time)
    {
        _address = address;
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
        {
            Timeout = s_patience, MaxResponseContentBufferSize = LargestAnswer,
        };
        _providers = settings.Providers.ToDictionary(p => p.Id, p => new OidcProvider(p, _http, time), StringComparer.Ordinal);
        Offered = [.. settings.Providers.Select(p => new OidcOffer(p.Id, p.Name ?? p.Id, $"/signin/oidc/{p.Id}"))];
    }

    /// <summary>For the sign-in page.</summary>
    public IReadOnlyList<OidcOffer> Offered { get; }

    /// <summary>Where to send the browser so that the provider forgets it, too; null for a password's session, or where the provider has no such place.</summary>
    public async Task<Uri?> SignOutUrlAsync(OpenSession session, HttpRequest request, CancellationToken cancellationToken)
    {
        if (Find(session.Session.Method) is not { } provider || (await provider.DocumentAsync(cancellationToken)).Value?.EndSession is not { } end)
        {
            return null;
        }

        var back = new Uri(_address.BaseFor(request), "signin").AbsoluteUri;
        return new Uri(QueryHelpers.AddQueryString(end.AbsoluteUri, new Dictionary<string, string?> { ["client_id"] = provider.Settings.ClientId, ["post_logout_redirect_uri"] = back }));
    }

    public void Dispose()
    {
        foreach (var provider in _providers.Values)
        {
            provider.Dispose();
        }

        _http.Dispose();
    }

    internal OidcProvider? Find(string id) => _providers.GetValueOrDefault(id);
}

/// <param name="Address">Where the button leads; takes <c>returnUrl</c>.</param>
public sealed record OidcOffer(string Id, string Name, string Address);
