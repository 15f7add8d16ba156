using System.CommandLine;
using Turnpike.Cli.Client;

namespace Turnpike.Cli.Connections;

/// <summary><c>--set key=value</c>, any number of times.</summary>
internal static class SettingOption
{
    public static Option<string[]> Make() => new("--set") { Description = "A setting; a list is parted by commas.", HelpName = "KEY=VALUE", AllowMultipleArgumentsPerToken = false };

    /// <exception cref="RefusedException">No key, or one given twice.</exception>
    public static IReadOnlyDictionary<string, string> Read(IReadOnlyList<string> given)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var text in given)
        {
            var at = text.IndexOf('=', StringComparison.Ordinal);
            if (at < 1)
            {
                throw new RefusedException(CliDiagnostics.Usage($"--set takes KEY=VALUE, not \"{text}\"", "Such as --set regions=eu-west-1,eu-central-1."));
            }

            if (!settings.TryAdd(text[..at], text[(at + 1)..]))
            {
                throw new RefusedException(CliDiagnostics.Usage($"--set {text[..at]} is given twice", "A list is parted by commas."));
            }
        }

        return settings;
    }
}
