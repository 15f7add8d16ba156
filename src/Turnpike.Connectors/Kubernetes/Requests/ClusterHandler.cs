using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Turnpike.Connectors.Kubernetes.Access;

namespace Turnpike.Connectors.Kubernetes.Requests;

/// <summary>How connections to a cluster are made: whom they trust and what they show.</summary>
internal static class ClusterHandler
{
    public static SocketsHttpHandler Create(ClusterAccess access, int parallel) => new()
    {
        // A redirect would take the credentials elsewhere.
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = access.Proxy is not null,
        Proxy = access.Proxy is null ? null : new WebProxy(access.Proxy),
        AutomaticDecompression = DecompressionMethods.GZip,
        MaxConnectionsPerServer = parallel * 2,
        ConnectTimeout = TimeSpan.FromSeconds(15),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        SslOptions = Tls(access),
    };

    private static SslClientAuthenticationOptions Tls(ClusterAccess access)
    {
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = access.ServerName ?? access.Server.IdnHost,
            RemoteCertificateValidationCallback = (_, certificate, _, errors) => IsTrusted(access, certificate as X509Certificate2, errors),
        };
        if (access.ClientCertificate is { } shown)
        {
            options.ClientCertificates = [shown];
            options.LocalCertificateSelectionCallback = (_, _, _, _, _) => shown;
        }

        return options;
    }

    private static bool IsTrusted(ClusterAccess access, X509Certificate2? certificate, SslPolicyErrors errors)
    {
        if (access.IsInsecure || errors == SslPolicyErrors.None)
        {
            // The machine's own authorities do not count where the kubeconfig names the cluster's.
            return access.IsInsecure || access.Authorities is null || IsSignedBy(access.Authorities, certificate);
        }

        return errors == SslPolicyErrors.RemoteCertificateChainErrors && access.Authorities is not null && IsSignedBy(access.Authorities, certificate);
    }

    private static bool IsSignedBy(X509Certificate2Collection authorities, X509Certificate2? certificate)
    {
        if (certificate is null)
        {
            return false;
        }

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid("1.3.6.1.5.5.7.3.1"));
        return chain.Build(certificate);
    }
}
