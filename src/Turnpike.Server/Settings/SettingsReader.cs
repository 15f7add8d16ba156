using Turnpike.Text;

namespace Turnpike.Server.Settings;

/// <param name="Settings">Null where there is an error.</param>
/// <param name="Diagnostics">All faults of all settings; and warnings.</param>
/// <param name="Origins">Where each setting that was given comes from, by key: a flag, a variable, a place in a file.</param>
public sealed record SettingsReading(ServerSettings? Settings, IReadOnlyList<Diagnostic> Diagnostics, IReadOnlyDictionary<string, string> Origins);

/// <summary>
/// Makes the settings of a node of what it was given. A flag wins over the environment, that over the file, that over the
/// default; what is overruled is checked all the same.
/// </summary>
public sealed class SettingsReader
{
    public const string FileVariable = "TURNPIKE_CONFIG";
    public const string FileFlag = "--config";
    public const string DefaultFolder = "turnpike-data";

    private const int MaxSecret = 64 * 1024;
    private static readonly string[] s_files = ["turnpike.yaml", "turnpike.yml", "turnpike.json"];

    private readonly DiagnosticBag _diagnostics = new();
    private readonly Dictionary<string, string> _origins = [];
    private readonly Dictionary<string, SettingPlace> _secrets = [];
    private ServerSettings _settings = new() { DataFolder = DefaultFolder };

    private SettingsReader()
    {
    }

    /// <param name="flags">Keys of settings (<c>public-url</c>, <c>sign-in.providers.okta.issuer</c>, <c>postgres-password-file</c>) with what was given.</param>
    /// <param name="config">What <c>--config</c> names; null where it was not given.</param>
    /// <param name="folder">Where a file of settings is looked for when nothing names one.</param>
    public static SettingsReading Read(IReadOnlyList<KeyValuePair<string, string>> flags, IReadOnlyDictionary<string, string> environment, string? config, string folder)
    {
        var reader = new SettingsReader();
        reader.ReadFile(environment, config, folder);
        reader.ReadEnvironment(environment);
        foreach (var (key, text) in flags)
        {
            reader.Take(new GivenSetting(key.Split('.'), text, SettingPlace.Of("--" + Setting.FlagName(key))));
        }

        return reader.Finish();
    }

    private void ReadFile(IReadOnlyDictionary<string, string> environment, string? config, string folder)
    {
        var (path, place) = config is not null ? (config, SettingPlace.Of(FileFlag))
            : environment.TryGetValue(FileVariable, out var named) && named.Length > 0 ? (named, SettingPlace.Of(FileVariable))
            : (s_files.Select(f => Path.Combine(folder, f)).FirstOrDefault(File.Exists), SettingPlace.None);
        foreach (var given in path is null ? [] : SettingsFile.Read(path, place, _diagnostics))
        {
            Take(given);
        }

        _secrets.Clear();
    }

    private void ReadEnvironment(IReadOnlyDictionary<string, string> environment)
    {
        foreach (var (name, text) in environment.Where(static e => e.Key.StartsWith("TURNPIKE_", StringComparison.Ordinal) && e.Value.Length > 0).OrderBy(static e => e.Key, StringComparer.Ordinal))
        {
            if (EnvironmentNames.Path(name) is { } path)
            {
                Take(new GivenSetting(path, text, SettingPlace.Of(name)));
            }
            else if (EnvironmentNames.Nearest(name) is { } nearest)
            {
                _diagnostics.Add(SettingDiagnostics.UnknownVariable(name, nearest));
            }
        }

        _secrets.Clear();
    }

    private void Take(GivenSetting given)
    {
        foreach (var setting in SettingTable.All)
        {
            if (setting.Match(given.Path) is { } names)
            {
                Take(setting, given, names, given.Text);
                return;
            }

            if (setting.IsSecret && given.Key.EndsWith("-file", StringComparison.Ordinal) && setting.Match([.. given.Path.SkipLast(1), given.Path[^1][..^"-file".Length]]) is { } owners)
            {
                if (ReadSecret(given) is { } secret)
                {
                    Take(setting, given, owners, secret);
                }

                return;
            }
        }

        _diagnostics.Add(SettingDiagnostics.Unknown(given.Place, given.Key, SettingNames.Nearest(given.Key)));
    }

    private void Take(Setting setting, GivenSetting given, IReadOnlyList<string> names, string text)
    {
        var key = given.Key.EndsWith("-file", StringComparison.Ordinal) && setting.IsSecret ? given.Key[..^"-file".Length] : given.Key;
        if (setting.IsSecret && !_secrets.TryAdd(key, given.Place))
        {
            _diagnostics.Add(SettingDiagnostics.Twice(given.Place, key));
        }

        var (settings, expected) = setting.Apply(_settings, names, text);
        if (expected is not null)
        {
            _diagnostics.Add(SettingDiagnostics.WrongValue(given.Place, key, setting.IsSecret || setting.Key == "postgres" ? null : $"'{text}'", expected));
        }

        _settings = settings;
        _origins[key] = given.Place.Says;
    }

    private string? ReadSecret(GivenSetting given)
    {
        try
        {
            var info = new FileInfo(given.Text);
            if (info.Exists && info.Length <= MaxSecret)
            {
                return File.ReadAllText(given.Text).TrimEnd('\r', '\n');
            }

            _diagnostics.Add(SettingDiagnostics.NoSuchFile(given.Place, given.Text, info.Exists ? "it is too large for a secret" : "it is not there"));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            _diagnostics.Add(SettingDiagnostics.NoSuchFile(given.Place, given.Text, fault.Message));
        }

        return null;
    }

    private SettingsReading Finish()
    {
        if (_settings is { PostgresPassword: { } password, Postgres: var connection })
        {
            if (connection is null)
            {
                _diagnostics.Add(SettingDiagnostics.Exclusive("postgres-password", "postgres"));
            }
            else
            {
                _settings = _settings with { Postgres = PostgresConnection.WithPassword(connection, password), PostgresPassword = null };
            }
        }

        if (!ListenAddress.IsLoopback(_settings.Listen) && _settings.PublicUrl?.StartsWith("https:", StringComparison.Ordinal) != true)
        {
            _diagnostics.Add(SettingDiagnostics.Unprotected(_settings.Listen));
        }

        SettingChecks.Run(_settings, _diagnostics);
        return new SettingsReading(_diagnostics.HasErrors ? null : _settings, [.. _diagnostics], _origins);
    }
}
