using Turnpike.Text;

namespace Turnpike.Server.Settings;

/// <summary>What settings must hold together, each alone being well.</summary>
internal static class SettingChecks
{
    public static void Run(ServerSettings settings, DiagnosticBag diagnostics)
    {
        foreach (var provider in settings.Identity.Providers)
        {
            Need(diagnostics, provider.Issuer, $"sign-in.providers.{provider.Id}", "issuer");
            Need(diagnostics, provider.ClientId, $"sign-in.providers.{provider.Id}", "client-id");
        }
    }

    private static void Need(DiagnosticBag diagnostics, string value, string what, string missing)
    {
        if (value.Length == 0)
        {
            diagnostics.Add(SettingDiagnostics.Incomplete(what, $"{what}.{missing}"));
        }
    }
}
