using System.Security.Cryptography.X509Certificates;

namespace Turnpike.Connectors.Kubernetes.Access;

/// <summary>Where a cluster's API is and how to speak to it.</summary>
/// <param name="Name">What the cluster is called in the estate.</param>
internal sealed record ClusterAccess(string Name, Uri Server)
{
    /// <summary>The authorities of the server's certificate; null: the machine's own.</summary>
    public X509Certificate2Collection? Authorities { get; init; }

    /// <summary>Said in the kubeconfig: the server's certificate is not looked at.</summary>
    public bool IsInsecure { get; init; }

    /// <summary>The name the certificate must have, where it is not the server's.</summary>
    public string? ServerName { get; init; }

    public Uri? Proxy { get; init; }

    public X509Certificate2? ClientCertificate { get; init; }

    /// <summary>A user and password for basic authentication.</summary>
    public (string User, string Password)? Basic { get; init; }

    /// <summary>Gives the bearer token, again each time it may have changed: read from a file, given by a plugin.</summary>
    public TokenSource? Token { get; init; }
}

/// <summary>A bearer token as it is now; null where there is none.</summary>
internal delegate ValueTask<string?> TokenSource(bool isRefused, CancellationToken cancellationToken);
