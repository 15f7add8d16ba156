using Turnpike.Governance.Access;
using Turnpike.Server.Identity;

namespace Turnpike.Server.Settings;

public static partial class SettingTable
{
    private const string Provider = "sign-in.providers.*.";

    private static SettingSection SignIn => new("Sign-in",
    [
        Setting.Make("sign-in.passwords", "Whether people may sign in with a password; false where they do with a provider only.", SettingForms.Flag, s => s.Identity.Passwords, (s, v) => s.Identify(i => i with { Passwords = v })),
        Setting.Make("sign-in.session-idle", "A session that nobody used for so long is over.", SettingForms.Duration, s => s.Identity.SessionIdle, (s, v) => s.Identify(i => i with { SessionIdle = v })),
        Setting.Make("sign-in.session-lifetime", "A session is over so long after the sign-in, used or not.", SettingForms.Duration, s => s.Identity.SessionLifetime, (s, v) => s.Identify(i => i with { SessionLifetime = v })),
        Setting.Make("sign-in.token-lifetime", "The longest that an API token may live.", SettingForms.Duration, s => s.Identity.TokenLifetime, (s, v) => s.Identify(i => i with { TokenLifetime = v })),
        Setting.Make("sign-in.password-cost", "A hash of a password takes 2 to this power KiB of memory. Passwords are hashed anew when their owners sign in after it was changed.", SettingForms.Number(14, 20), s => s.Identity.PasswordCost, (s, v) => s.Identify(i => i with { PasswordCost = v })),
        Setting.Make("sign-in.attempts-per-minute", "Attempts a minute to sign in or set up, of one address.", SettingForms.Number(1, 10_000), s => s.Identity.SignInsPerMinute, (s, v) => s.Identify(i => i with { SignInsPerMinute = v })),
        Setting.Make("requests-per-minute", "Requests a minute of one principal, or of one address where nobody is signed in.", SettingForms.Number(1, 1_000_000), s => s.Identity.RequestsPerMinute, (s, v) => s.Identify(i => i with { RequestsPerMinute = v })),
        Of("issuer", "An OpenID Connect provider, exactly as its tokens name it; * is what you call it: small letters, digits and dashes.", SettingForms.Text, (p, v) => p with { Issuer = v }),
        Of("client-id", "This installation, as the provider knows it.", SettingForms.Text, (p, v) => p with { ClientId = v }),
        Of("client-secret", "Left out for a public client, which PKCE alone protects.", SettingForms.Text, (p, v) => p with { ClientSecret = v }, isSecret: true),
        Of("name", "On the button; the provider's id, where it is left out.", SettingForms.Text, (p, v) => p with { Name = v }),
        Of("scopes", "Asked for beside openid: profile and email, where it is left out.", SettingForms.List, (p, v) => p with { Scopes = v }),
        Of("id-claim", "The claim that names the person to the ledger: email, where it is left out.", SettingForms.Text, (p, v) => p with { IdClaim = v }),
        Of("groups-claim", "The claim that lists the person's groups: groups, where it is left out.", SettingForms.Text, (p, v) => p with { GroupsClaim = v }),
        .. Enum.GetValues<Role>().Select(role => Of($"roles.{Roles.NameOf(role)}", $"The provider's groups whose people are {Roles.NameOf(role)}.", SettingForms.List, (p, v) => p with { RolesByGroup = With(p.RolesByGroup, v, role) })),
        Of("default-role", "The role of whoever has none by group; they are refused, where it is left out.", SettingForms.Choice<Role>(), (p, v) => p with { DefaultRole = v }),
        Of("takes-over-accounts", "Whether somebody whose verified email is that of a user with a password becomes that user, and the password is forgotten.", SettingForms.Flag, (p, v) => p with { TakesOverAccounts = v }),
    ]);

    private static Setting Of<T>(string key, string says, SettingForm<T> form, Func<OidcProviderSettings, T, OidcProviderSettings> set, bool isSecret = false) =>
        Setting.Named(Provider + key, says, form, (s, names, v) => s.Identify(i => i with { Providers = With(i.Providers, names[0], p => set(p, v)) }), isSecret);

    private static ServerSettings Identify(this ServerSettings settings, Func<IdentitySettings, IdentitySettings> change) => settings with { Identity = change(settings.Identity) };

    private static IReadOnlyList<OidcProviderSettings> With(IReadOnlyList<OidcProviderSettings> providers, string id, Func<OidcProviderSettings, OidcProviderSettings> change) =>
        providers.Any(p => p.Id == id)
            ? [.. providers.Select(p => p.Id == id ? change(p) : p)]
            : [.. providers, change(new OidcProviderSettings(id, "", ""))];

    // A role that is given again, by the environment over the file, has the later groups alone.
    private static Dictionary<string, Role> With(IReadOnlyDictionary<string, Role> roles, IReadOnlyList<string> groups, Role role)
    {
        var changed = roles.Where(r => r.Value != role).ToDictionary(StringComparer.Ordinal);
        foreach (var group in groups)
        {
            // Of a group that is given two roles, the one that may do more counts.
            changed[group] = changed.TryGetValue(group, out var other) && Roles.PermissionsOf(other).Count > Roles.PermissionsOf(role).Count ? other : role;
        }

        return changed;
    }
}
