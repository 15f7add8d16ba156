using System.Collections;
using System.CommandLine;
using Turnpike.Server;
using Turnpike.Server.Settings;

namespace Turnpike.Cli.Serve;

/// <summary>The settings of a node as its commands take them: by flag, environment and file.</summary>
internal static class NodeSettings
{
    public static Option<string?> Config() => new("--config") { Description = "A file of settings, YAML or JSON; else TURNPIKE_CONFIG, else turnpike.yaml where it is started.", HelpName = "FILE" };

    /// <summary>Null where there is a fault; all of them are then said.</summary>
    public static ServerSettings? Read(IReadOnlyList<KeyValuePair<string, string>> flags, string? config) => ReadAll(flags, config).Settings;

    /// <summary>With where each comes from.</summary>
    public static SettingsReading ReadAll(IReadOnlyList<KeyValuePair<string, string>> flags, string? config)
    {
        var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(static e => (string)e.Key, static e => (string)e.Value!);
        var reading = SettingsReader.Read(flags, environment, config, Environment.CurrentDirectory);
        Screen.WriteDiagnostics(reading.Diagnostics);
        return reading;
    }
}
