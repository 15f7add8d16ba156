namespace Turnpike.Server.Settings;

/// <summary>One thing that a node is told: by flag, environment or file.</summary>
public sealed class Setting
{
    private readonly string[] _steps;

    private Setting(string key, string says, string form, Func<ServerSettings, IReadOnlyList<string>, string, (ServerSettings Settings, string? Expected)> apply, Func<ServerSettings, string>? show)
    {
        Key = key;
        Says = says;
        Form = form;
        Apply = apply;
        Show = show;
        _steps = key.Split('.');
    }

    /// <summary>As a file has it: words joined by hyphens, levels by dots; <c>*</c> stands for a name that people choose.</summary>
    public string Key { get; }

    /// <summary>One sentence for help and docs/guides/settings.md.</summary>
    public string Says { get; }

    /// <summary>How its value is written: <c>DURATION</c>, <c>true|false</c>, …</summary>
    public string Form { get; }

    /// <summary>Never shown; taken from the environment, a file of settings, or a file of its own.</summary>
    public bool IsSecret { get; init; }

    /// <summary>May be a list in a file.</summary>
    public bool IsList { get; private init; }

    /// <summary>The key has a name that people choose in it, so that there can be several.</summary>
    public bool IsNamed => Key.Contains('*', StringComparison.Ordinal);

    /// <summary>Null where there is no flag: of secrets, which other people on the machine would see, and of named settings.</summary>
    public string? Flag => IsSecret || IsNamed ? null : "--" + FlagName(Key);

    public string Variable => VariableName(Key);

    /// <summary>Of the file that holds a secret.</summary>
    public string FileKey => Key + "-file";

    /// <summary>As people would write it, in these settings; empty where it is not set. Null of a named setting.</summary>
    public string? Of(ServerSettings settings) => Show?.Invoke(settings);

    internal Func<ServerSettings, IReadOnlyList<string>, string, (ServerSettings Settings, string? Expected)> Apply { get; }

    private Func<ServerSettings, string>? Show { get; }

    /// <param name="key">Words joined by hyphens, levels by dots.</param>
    public static Setting Make<T>(string key, string says, SettingForm<T> form, Func<ServerSettings, T> get, Func<ServerSettings, T, ServerSettings> set) =>
        new(key, says, form.Name, (settings, _, text) => form.Read(text) is var (value, expected) && expected is null ? (set(settings, value), null) : (settings, form.Read(text).Expected), s => form.Write(get(s)))
        {
            IsList = form.IsList,
        };

    public static Setting Secret(string key, string says, Func<ServerSettings, string, ServerSettings> set) =>
        new(key, says, SettingForms.Text.Name, (settings, _, text) => text.Length > 0 ? (set(settings, text), null) : (settings, "some text"), null) { IsSecret = true };

    /// <param name="key">With a <c>*</c> for each name that people choose.</param>
    /// <param name="set">Takes those names, in order.</param>
    public static Setting Named<T>(string key, string says, SettingForm<T> form, Func<ServerSettings, IReadOnlyList<string>, T, ServerSettings> set, bool isSecret = false) =>
        new(key, says, form.Name, (settings, names, text) => form.Read(text) is var (value, expected) && expected is null ? (set(settings, names, value), null) : (settings, form.Read(text).Expected), null)
        {
            IsList = form.IsList,
            IsSecret = isSecret,
        };

    /// <summary>The chosen names where a path of keys is this setting; null where it is another.</summary>
    internal IReadOnlyList<string>? Match(IReadOnlyList<string> path)
    {
        if (path.Count != _steps.Length)
        {
            return null;
        }

        var names = new List<string>();
        for (var i = 0; i < path.Count; i++)
        {
            if (_steps[i] == "*")
            {
                names.Add(path[i]);
            }
            else if (_steps[i] != path[i])
            {
                return null;
            }
        }

        return names;
    }

    /// <summary>Whether a mapping of a file at this path may hold settings.</summary>
    internal bool IsBelow(IReadOnlyList<string> path)
    {
        for (var i = 0; i < path.Count; i++)
        {
            if (i >= _steps.Length - 1 || (_steps[i] != "*" && _steps[i] != path[i]))
            {
                return false;
            }
        }

        return true;
    }

    internal static string FlagName(string key) => key.Replace('.', '-');

    internal static string VariableName(string key) => "TURNPIKE_" + key.ToUpperInvariant().Replace('.', '_').Replace('-', '_');
}
