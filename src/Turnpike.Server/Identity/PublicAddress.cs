using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;

namespace Turnpike.Server.Identity;

/// <summary>What browsers know this installation by.</summary>
internal sealed class PublicAddress(ServerSettings settings, IServer server)
{
    public bool IsHttps => (settings.PublicUrl ?? settings.Listen).StartsWith("https:", StringComparison.OrdinalIgnoreCase);

    /// <summary>For links that are printed; without a public address, the first that the node listens on.</summary>
    public Uri Base => new((settings.PublicUrl ?? server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? settings.Listen).TrimEnd('/') + "/");

    /// <summary>For a request: the public address, or else what the request was sent to.</summary>
    public Uri BaseFor(HttpRequest request) => settings.PublicUrl is null ? new Uri($"{request.Scheme}://{request.Host}/") : Base;

    /// <summary>As browsers send it in <c>Origin</c>.</summary>
    public string OriginFor(HttpRequest request) => BaseFor(request).GetLeftPart(UriPartial.Authority);
}
