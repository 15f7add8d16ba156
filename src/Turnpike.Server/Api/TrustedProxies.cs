using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;

namespace Turnpike.Server.Api;

/// <summary>Whose word is taken for the address and the scheme of the client: that of the proxies in the settings alone.</summary>
internal static class TrustedProxies
{
    public static void Configure(ForwardedHeadersOptions options, IReadOnlyList<string> proxies)
    {
        // The framework would believe whatever runs on this machine.
        options.KnownIPNetworks.Clear();
        options.KnownProxies.Clear();
        options.ForwardedHeaders = proxies.Count == 0 ? ForwardedHeaders.None : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;

        // As many as there are trusted ones in a row.
        options.ForwardLimit = null;
        foreach (var proxy in proxies)
        {
            if (IPAddress.TryParse(proxy, out var address))
            {
                options.KnownProxies.Add(address);
            }
            else
            {
                options.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(proxy));
            }
        }
    }
}
