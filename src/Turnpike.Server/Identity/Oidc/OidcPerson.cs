using Turnpike.Governance;
using Turnpike.Server.Identity.Accounts;

namespace Turnpike.Server.Identity.Oidc;

/// <summary>Somebody as a provider names them.</summary>
/// <param name="Subject">What the provider knows them by, and never gives to anybody else.</param>
/// <param name="IsVerified">The provider says that the address is theirs.</param>
internal sealed record OidcPerson(string Subject, string Id, string Name, string? Email, bool IsVerified, IReadOnlyList<string> Groups)
{
    private const int LongestSubject = 255;
    private const int LongestName = 200;
    private const int MostGroups = 1000;

    /// <summary>From the ID token; where that lacks the id or the groups, from UserInfo, which must be of the same person.</summary>
    public static async Task<Outcome<OidcPerson>> ReadAsync(OidcProvider provider, OidcDocument document, OidcClaims token, string? accessToken, CancellationToken cancellationToken)
    {
        var settings = provider.Settings;
        var info = default(OidcClaims);
        if ((token.Text(settings.IdClaim) is null || token.Texts(settings.GroupsClaim) is null) && document.UserInfo is not null && accessToken is not null)
        {
            var read = await provider.UserInfoAsync(document, accessToken, cancellationToken);
            info = read.Value?.Text("sub") == token.Text("sub") ? read.Value : null;
        }

        var from = token.Text(settings.IdClaim) is not null ? token : info;
        var id = from?.Text(settings.IdClaim) is { } claimed ? AccountRules.IdOf(claimed) : "";
        var subject = token.Text("sub")!;
        if (!AccountRules.IsForeignId(id) || subject.Length > LongestSubject || (settings.IdClaim == "email" && from!.IsFalse("email_verified")))
        {
            return OidcRefusals.Of(OidcRefusals.Token);
        }

        if (token.IsElsewhere(settings.GroupsClaim) && info?.Texts(settings.GroupsClaim) is null)
        {
            return OidcRefusals.Of(OidcRefusals.Groups);
        }

        var name = new string([.. (token.Text("name") ?? info?.Text("name") ?? id).Where(static c => !char.IsControl(c)).Take(LongestName)]);
        var groups = token.Texts(settings.GroupsClaim) ?? info?.Texts(settings.GroupsClaim) ?? [];
        return new OidcPerson(
            subject, id, string.IsNullOrWhiteSpace(name) ? id : name.Trim(), token.Text("email") ?? info?.Text("email"), settings.IdClaim == "email" && from!.IsTrue("email_verified"),
            [.. groups.Distinct(StringComparer.Ordinal).Take(MostGroups)]);
    }
}
