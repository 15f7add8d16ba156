using System.Net;
using System.Net.Sockets;

namespace Turnpike.Server.Webhooks;

/// <summary>
/// Where webhooks may go. Somebody who may define one must not reach through the node what only the node can reach: the
/// address is looked at when it is connected to, so that a name cannot be pointed elsewhere after it was looked up.
/// </summary>
internal sealed class WebhookTarget(ServerSettings settings)
{
    private static readonly IPNetwork[] s_notPublic =
    [
        // RFC 6890 and its successors: this host, private, shared, loopback, link-local, protocols, documentation, 6to4
        // relays, benchmarks, multicast, reserved.
        IPNetwork.Parse("0.0.0.0/8"), IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("100.64.0.0/10"), IPNetwork.Parse("127.0.0.0/8"),
        IPNetwork.Parse("169.254.0.0/16"), IPNetwork.Parse("172.16.0.0/12"), IPNetwork.Parse("192.0.0.0/24"), IPNetwork.Parse("192.0.2.0/24"),
        IPNetwork.Parse("192.88.99.0/24"), IPNetwork.Parse("192.168.0.0/16"), IPNetwork.Parse("198.18.0.0/15"), IPNetwork.Parse("198.51.100.0/24"),
        IPNetwork.Parse("203.0.113.0/24"), IPNetwork.Parse("224.0.0.0/4"), IPNetwork.Parse("240.0.0.0/4"),

        // Within the public space of IPv6: Teredo and its kin, documentation, and 6to4, which all wrap other addresses.
        IPNetwork.Parse("2001::/23"), IPNetwork.Parse("2001:db8::/32"), IPNetwork.Parse("2002::/16"), IPNetwork.Parse("3fff::/20"),
    ];

    private static readonly IPNetwork s_publicV6 = IPNetwork.Parse("2000::/3");

    public bool ReachesPrivate => settings.Operations.WebhooksReachPrivateAddresses;

    /// <summary>Null where it may be used; else why not.</summary>
    public string? Fault(string url) =>
        !Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") ? "expected an address that begins with https:// or http://"
        : uri.UserInfo.Length > 0 ? "it must not hold a user name or password; the signature says who sends"
        : uri.Fragment.Length > 0 ? "it must not hold a fragment"
        : !ReachesPrivate && IsPrivateName(uri) ? $"{uri.Host} is not a public address; the setting webhooks-reach-private-addresses allows it"
        : null;

    /// <summary>What may be shown of an address.</summary>
    public static string Shown(string url) => new Uri(url).GetLeftPart(UriPartial.Authority);

    /// <summary>A client that connects to public addresses only, unless the settings say otherwise, and follows nothing.</summary>
    public HttpMessageInvoker Client(TimeSpan connectTimeout) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        ConnectTimeout = connectTimeout,
        PooledConnectionLifetime = TimeSpan.FromMinutes(1),
        MaxResponseHeadersLength = 16,
        MaxResponseDrainSize = 0,
        ActivityHeadersPropagator = null,
        ConnectCallback = ConnectAsync,
    });

    internal static bool IsPublic(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return (plain.AddressFamily == AddressFamily.InterNetwork || s_publicV6.Contains(plain)) && !Array.Exists(s_notPublic, n => n.Contains(plain));
    }

    private static bool IsPrivateName(Uri uri) =>
        IPAddress.TryParse(uri.DnsSafeHost, out var address)
            ? !IsPublic(address)
            : uri.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || uri.Host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var host = context.DnsEndPoint.Host;
        var addresses = await Dns.GetHostAddressesAsync(host, cancellationToken);
        var allowed = ReachesPrivate ? addresses : Array.FindAll(addresses, IsPublic);
        if (allowed.Length == 0)
        {
            throw new HttpRequestException($"{host} has no public address: nothing was sent.");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, context.DnsEndPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
