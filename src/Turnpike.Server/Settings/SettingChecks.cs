using Turnpike.Server.PullRequests;
using Turnpike.Text;

namespace Turnpike.Server.Settings;

/// <summary>What settings must hold together, each alone being well.</summary>
internal static class SettingChecks
{
    public static void Run(ServerSettings settings, DiagnosticBag diagnostics)
    {
        foreach (var provider in settings.Identity.Providers)
        {
            if (!IsId(provider.Id))
            {
                diagnostics.Add(SettingDiagnostics.ProviderId(provider.Id));
            }

            if (provider.Issuer.Length > 0 && !IsIssuer(provider.Issuer))
            {
                diagnostics.Add(SettingDiagnostics.Issuer(provider.Id, provider.Issuer));
            }

            Need(diagnostics, provider.Issuer, $"sign-in.providers.{provider.Id}", "issuer");
            Need(diagnostics, provider.ClientId, $"sign-in.providers.{provider.Id}", "client-id");
        }

        foreach (var host in settings.CodeHosts)
        {
            Check(host, diagnostics);
        }
    }

    private static void Check(CodeHostSettings host, DiagnosticBag diagnostics)
    {
        var what = $"code-hosts.{host.Id}";
        if (!IsId(host.Id))
        {
            diagnostics.Add(SettingDiagnostics.CodeHostId(host.Id));
        }

        if (host.Api.Length > 0 && !IsIssuer(host.Api))
        {
            diagnostics.Add(SettingDiagnostics.CodeHostApi(host.Id, host.Api));
        }

        Need(diagnostics, host.Api, what, "api");
        Need(diagnostics, host.HookSecret, what, "hook-secret");
        if (host.AppId is not null)
        {
            Need(diagnostics, host.AppKey ?? "", what, "app-key");
        }
        else
        {
            Need(diagnostics, host.Token ?? "", what, "token");
        }
    }

    // It is part of an address.
    private static bool IsId(string id) => id.Length is > 0 and <= 40 && id.All(static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    // OpenID Connect Discovery 1.0, section 3: https, without query and fragment. On this machine nobody listens in.
    private static bool IsIssuer(string issuer) =>
        Uri.TryCreate(issuer, UriKind.Absolute, out var uri) && uri is { Query: "", Fragment: "", UserInfo: "" } && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback));

    private static void Need(DiagnosticBag diagnostics, string value, string what, string missing)
    {
        if (value.Length == 0)
        {
            diagnostics.Add(SettingDiagnostics.Incomplete(what, $"{what}.{missing}"));
        }
    }
}
