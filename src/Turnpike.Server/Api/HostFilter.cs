using System.Net;
using Microsoft.AspNetCore.Http;

namespace Turnpike.Server.Api;

/// <summary>
/// Answers only under names that are the node's own. A page elsewhere may have its name lead to this node (DNS rebinding):
/// to a visitor's browser the node would then be a part of that page's site. Addresses in digits cannot be made to lead elsewhere.
/// </summary>
internal sealed class HostFilter(RequestDelegate next, ServerSettings settings)
{
    private readonly HashSet<string> _names = new(
        [.. settings.AllowedHosts, new Uri(settings.Listen).Host, .. settings.PublicUrl is { } known ? new[] { new Uri(known).Host } : []], StringComparer.OrdinalIgnoreCase);

    public Task InvokeAsync(HttpContext http)
    {
        // Balancers ask after a node's health under whatever name they know; the answer is nothing to steal.
        if (IsOurs(http.Request.Host.Host.TrimEnd('.')) || http.GetEndpoint()?.Metadata.GetMetadata<AnswersWhileStarting>() is not null)
        {
            return next(http);
        }

        return Problems.WriteAsync(http, Problems.Make(StatusCodes.Status400BadRequest, "host-unknown", "The node is not called that. It goes by the names of public-url, listen and allowed-hosts."), http.RequestAborted);
    }

    private bool IsOurs(string host) =>
        IPAddress.TryParse(host.Trim('[', ']'), out _) || _names.Contains(host)
        || host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);
}
