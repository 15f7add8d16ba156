using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Turnpike.Connectors.Kubernetes.Access;

/// <summary>A context of a kubeconfig as the access to a cluster.</summary>
internal static class ContextAccess
{
    /// <param name="name">What the cluster is called in the estate; null: as the kubeconfig calls it.</param>
    /// <exception cref="ConnectionFailedException">What it needs is missing or cannot be read.</exception>
    public static async Task<ClusterAccess> ReadAsync(Kubeconfig config, string context, string? name, TimeProvider time, CancellationToken cancellationToken)
    {
        var (clusterName, cluster, user) = config.Context(context);
        if (!Uri.TryCreate(cluster.Content.TextAt("server"), UriKind.Absolute, out var server) || server.Scheme is not ("https" or "http"))
        {
            throw new ConnectionFailedException($"The cluster {clusterName} of the kubeconfig has no server that is an address.");
        }

        var (certificate, token) = await CredentialsAsync(user, time, cancellationToken);
        return new ClusterAccess(name ?? clusterName, server)
        {
            Authorities = Authorities(await BytesAsync(cluster, "certificate-authority", cancellationToken)),
            IsInsecure = cluster.Content.IsTrueAt("insecure-skip-tls-verify"),
            ServerName = cluster.Content.TextAt("tls-server-name"),
            Proxy = Uri.TryCreate(cluster.Content.TextAt("proxy-url"), UriKind.Absolute, out var proxy) ? proxy : null,
            ClientCertificate = certificate,
            Token = token,
            Basic = user?.Content is { } content && content.TextAt("username") is { } login ? (login, content.TextAt("password") ?? "") : null,
        };
    }

    /// <summary>Base64 in <c>NAME-data</c>, which goes first, or the file that <c>NAME</c> says; null where there is neither.</summary>
    public static async Task<byte[]?> BytesAsync(Kubeconfig.Entry entry, string name, CancellationToken cancellationToken)
    {
        try
        {
            return entry.Content.TextAt(name + "-data") is { Length: > 0 } data ? Convert.FromBase64String(data)
                : entry.Content.TextAt(name) is { Length: > 0 } path ? await File.ReadAllBytesAsync(Path.Combine(entry.Folder, path), cancellationToken)
                : null;
        }
        catch (Exception fault) when (fault is FormatException or IOException or UnauthorizedAccessException)
        {
            throw new ConnectionFailedException($"The kubeconfig's {name} cannot be read: {fault.Message}", fault);
        }
    }

    public static X509Certificate2Collection? Authorities(byte[]? pem)
    {
        if (pem is null)
        {
            return null;
        }

        try
        {
            var authorities = new X509Certificate2Collection();
            authorities.ImportFromPem(System.Text.Encoding.ASCII.GetString(pem));
            return authorities;
        }
        catch (CryptographicException fault)
        {
            throw new ConnectionFailedException("The cluster's certificate authority is no certificate in PEM form.", fault);
        }
    }

    public static X509Certificate2 Certificate(byte[] certificate, byte[] key)
    {
        try
        {
            return X509Certificate2.CreateFromPem(System.Text.Encoding.ASCII.GetString(certificate), System.Text.Encoding.ASCII.GetString(key));
        }
        catch (CryptographicException fault)
        {
            throw new ConnectionFailedException("The client certificate and its key are not a pair in PEM form.", fault);
        }
    }

    private static async Task<(X509Certificate2?, TokenSource?)> CredentialsAsync(Kubeconfig.Entry? user, TimeProvider time, CancellationToken cancellationToken)
    {
        if (user is null)
        {
            return (null, null);
        }

        if (user.Content.At("auth-provider") is not null)
        {
            throw new ConnectionFailedException("The kubeconfig's user signs in by auth-provider, which Kubernetes has removed. Use an exec plugin or a token.");
        }

        var certificate = await BytesAsync(user, "client-certificate", cancellationToken) is { } pem && await BytesAsync(user, "client-key", cancellationToken) is { } key
            ? Certificate(pem, key)
            : null;
        if (user.Content.TextAt("tokenFile") is { Length: > 0 } file)
        {
            return (certificate, TokenFile(Path.Combine(user.Folder, file)));
        }

        if (user.Content.TextAt("token") is { Length: > 0 } token)
        {
            return (certificate, (_, _) => new ValueTask<string?>(token));
        }

        if (user.Content.At("exec") is null)
        {
            return (certificate, null);
        }

        var plugin = new ExecPlugin(user.Content.At("exec")!, user.Folder, time);
        var first = await plugin.CredentialsAsync(isRefused: false, cancellationToken);
        return (first.Certificate ?? certificate, async (isRefused, cancellation) => (await plugin.CredentialsAsync(isRefused, cancellation)).Token);
    }

    /// <summary>Read each time: whoever writes it renews it.</summary>
    public static TokenSource TokenFile(string path) => async (_, cancellationToken) =>
    {
        try
        {
            return (await File.ReadAllTextAsync(path, cancellationToken)).Trim();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new ConnectionFailedException($"The token file {path} cannot be read: {fault.Message}", fault);
        }
    };
}
