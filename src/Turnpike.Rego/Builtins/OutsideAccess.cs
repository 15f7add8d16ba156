using System.Net;
using System.Security.Cryptography.X509Certificates;
using Turnpike.Values;

namespace Turnpike.Rego.Builtins;

/// <summary>What a host lets policies reach outside of their evaluation: each part by itself, none by default.</summary>
public sealed record OutsideAccess
{
    /// <summary>
    /// Allows <c>http.send</c>: gives what sends the requests that have these needs. The same handler should be given for
    /// equal needs, so that connections are shared; it must be able to send without awaiting.
    /// </summary>
    public Func<HttpNeeds, HttpMessageHandler>? Http { get; init; }

    /// <summary>Allows <c>net.lookup_ip_addr</c>.</summary>
    public Func<string, CancellationToken, IReadOnlyList<IPAddress>>? Lookup { get; init; }

    /// <summary>Allows <c>opa.runtime</c>: what it answers. Think before putting the process's environment into it.</summary>
    public ObjectValue? Runtime { get; init; }
}

/// <summary>What a request of <c>http.send</c> wants of its connection. The handler itself must not follow redirects unless <see cref="FollowsRedirects"/>.</summary>
public sealed record HttpNeeds
{
    public bool FollowsRedirects { get; init; }

    /// <summary>The server's certificate is not looked at.</summary>
    public bool SkipsVerification { get; init; }

    /// <summary>The name that the server's certificate must be for; null for the name in the address.</summary>
    public string? ServerName { get; init; }

    /// <summary>Authorities to trust, PEM; null for those of the system.</summary>
    public string? Authorities { get; init; }

    /// <summary>The client's certificate and key, PEM; null for none.</summary>
    public (string Certificate, string Key)? Client { get; init; }

    /// <summary>A handler of the framework that does as these needs say.</summary>
    public HttpMessageHandler ToSocketsHandler()
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = FollowsRedirects, PooledConnectionLifetime = TimeSpan.FromMinutes(5), UseCookies = false };
        if (ServerName is not null)
        {
            handler.SslOptions.TargetHost = ServerName;
        }

        if (Client is var (certificate, key))
        {
            handler.SslOptions.ClientCertificates = [X509Certificate2.CreateFromPem(certificate, key)];
        }

        if (SkipsVerification)
        {
#pragma warning disable CA5359 // The policy asked for exactly this, and the host allowed it.
            handler.SslOptions.RemoteCertificateValidationCallback = static (_, _, _, _) => true;
#pragma warning restore CA5359
        }
        else if (Authorities is not null)
        {
            var roots = new X509Certificate2Collection();
            roots.ImportFromPem(Authorities);
            handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            handler.SslOptions.CertificateChainPolicy.CustomTrustStore.AddRange(roots);
        }

        return handler;
    }
}
