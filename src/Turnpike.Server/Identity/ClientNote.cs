using System.Net;
using Microsoft.AspNetCore.Http;

namespace Turnpike.Server.Identity;

/// <summary>Where a request came from, as sessions and the ledger name it.</summary>
/// <param name="Agent">What the browser calls itself, cut.</param>
public sealed record ClientNote(string Address, string Agent)
{
    private const int LongestAgent = 160;

    public static ClientNote Of(HttpContext http)
    {
        var agent = new string([.. http.Request.Headers.UserAgent.ToString().Where(static c => c is >= ' ' and < '\u007f').Take(LongestAgent)]);
        return new ClientNote(TextOf(http.Connection.RemoteIpAddress), agent);
    }

    private static string TextOf(IPAddress? address) => (address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address)?.ToString() ?? "unknown";
}
