using Turnpike.Server.PullRequests;

namespace Turnpike.Server.Settings;

public static partial class SettingTable
{
    private const string CodeHost = "code-hosts.*.";

    private static SettingSection CodeHosts => new("Pull requests",
    [
        OfHost("kind", "What the host is; * is what you call it, and part of the address of its hook: small letters, digits and dashes.", SettingForms.Choice<CodeHostKind>(), (h, v) => h with { Kind = v }),
        OfHost("api", "The address of its API, such as https://api.github.com or https://gitlab.com/api/v4.", SettingForms.Text, (h, v) => h with { Api = v }),
        OfHost("hook-secret", "The secret of its hook: requests that are not signed with it are refused.", SettingForms.Text, (h, v) => h with { HookSecret = v }, isSecret: true),
        OfHost("token", "Of GitLab, or of GitHub without an app: may set statuses of commits and write comments.", SettingForms.Text, (h, v) => h with { Token = v }, isSecret: true),
        OfHost("app-id", "Of an app of GitHub, which makes checks with marks at the lines of the code.", SettingForms.Text, (h, v) => h with { AppId = v }),
        OfHost("app-key", "The private key of that app, PEM.", SettingForms.Text, (h, v) => h with { AppKey = v }, isSecret: true),
        OfHost("wait", "A pull request of which no plan came for so long fails.", SettingForms.Duration, (h, v) => h with { Wait = v }),
    ]);

    private static Setting OfHost<T>(string key, string says, SettingForm<T> form, Func<CodeHostSettings, T, CodeHostSettings> set, bool isSecret = false) =>
        Setting.Named(CodeHost + key, says, form, (s, names, v) => s with { CodeHosts = With(s.CodeHosts, names[0], h => set(h, v)) }, isSecret);

    private static IReadOnlyList<CodeHostSettings> With(IReadOnlyList<CodeHostSettings> hosts, string id, Func<CodeHostSettings, CodeHostSettings> change) =>
        hosts.Any(h => h.Id == id) ? [.. hosts.Select(h => h.Id == id ? change(h) : h)] : [.. hosts, change(new CodeHostSettings(id))];
}
