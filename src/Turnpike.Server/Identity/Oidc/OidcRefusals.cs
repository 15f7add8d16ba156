using Turnpike.Governance;

namespace Turnpike.Server.Identity.Oidc;

/// <summary>Why signing in with a provider did not end well. The sign-in page says it by the code.</summary>
public static class OidcRefusals
{
    internal const string Provider = "provider-unusable";
    internal const string State = "sign-in-lost";
    internal const string Declined = "provider-declined";
    internal const string Token = "provider-token";
    internal const string Role = "no-role";
    internal const string Conflict = "account-of-others";
    internal const string Groups = "groups-missing";
    internal const string Disabled = "account-disabled";

    private static readonly Dictionary<string, string> s_messages = new(StringComparer.Ordinal)
    {
        [Provider] = "The provider cannot be used now. Try again in a moment, or tell whoever runs Turnpike.",
        [State] = "This sign-in was begun in another browser, too long ago, or was finished already. Begin again.",
        [Declined] = "The provider did not sign you in.",
        [Token] = "The provider's answer cannot be trusted. Tell whoever runs Turnpike.",
        [Role] = "You are known, but none of your groups has a role here. Ask an administrator.",
        [Conflict] = "There is a user of that name who signs in another way. Ask an administrator.",
        [Groups] = "The provider does not tell your groups. Tell whoever runs Turnpike.",
        [Disabled] = "You may not sign in here now. Ask an administrator.",
    };

    /// <summary>For people; null where the code is none of these.</summary>
    public static string? Message(string code) => s_messages.GetValueOrDefault(code);

    internal static Refusal Of(string code) => new(code, s_messages[code]);
}
