using Microsoft.AspNetCore.Http;
using Turnpike.Governance;
using Turnpike.Server.Identity;

namespace Turnpike.Server.Access;

/// <summary>
/// Keeps other sites from using a visitor's session (cross-site request forgery): what changes something must come from our
/// own pages, by what the browser says of it and by a token that only our pages know.
/// </summary>
internal sealed class RequestOrigin(PublicAddress address)
{
    public const string Header = "X-CSRF-Token";
    public const string Field = "__csrf";

    /// <summary>Null where nothing stands against it.</summary>
    public async Task<Refusal?> FaultAsync(HttpContext http)
    {
        // With a token no cookie counts, and nobody else's page can send one.
        if (IsRead(http.Request.Method) || http.CallerOrNull()?.TokenId is not null)
        {
            return null;
        }

        if (!IsOurs(http.Request))
        {
            return new Refusal("other-site", $"The request comes from a page of another site than {address.OriginFor(http.Request)}.");
        }

        return http.SessionOrNull() is not { } session || (await SentAsync(http.Request) is { } sent && RandomSecret.AreEqual(sent, session.CsrfToken)) ? null
            : new Refusal("csrf-token-missing", $"Send the session's token in {Header} or in the form's {Field}: GET /api/v1/session tells it.");
    }

    private static bool IsRead(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method) || HttpMethods.IsTrace(method);

    // Programs send neither header; browsers send at least one with everything that changes something.
    private bool IsOurs(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        var origin = request.Headers.Origin.ToString();
        return site is "" or "same-origin" or "none" && (origin.Length == 0 || string.Equals(origin, address.OriginFor(request), StringComparison.OrdinalIgnoreCase));
    }

    private static async Task<string?> SentAsync(HttpRequest request)
    {
        if (request.Headers.TryGetValue(Header, out var header))
        {
            return header.ToString();
        }

        return request.HasFormContentType ? (await request.ReadFormAsync(request.HttpContext.RequestAborted))[Field].ToString() : null;
    }
}
